import { expect, test } from 'vitest'
import { showFile, useTabs } from '../../../renderer/state/tabs.ts'

const paper = (hash: string) => ({ kind: 'paper' as const, hash, itemId: 'item' })
const topic = { kind: 'topic' as const, topicId: 'topic' }

test('shows another file of a paper in its tab, once, and leaves the tab of the same file alone', () => {
  useTabs.setState({ tabs: [topic, paper('a'), paper('b')], active: 'paper a' })
  showFile('a', 'a')
  expect(useTabs.getState()).toEqual({ tabs: [topic, paper('a'), paper('b')], active: 'paper a' })
  showFile('a', 'c')
  expect(useTabs.getState()).toEqual({ tabs: [topic, paper('c'), paper('b')], active: 'paper c' })
  showFile('b', 'c')
  expect(useTabs.getState()).toEqual({ tabs: [topic, paper('c')], active: 'paper c' })
})
