// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenIdle } from '../../../renderer/ui/idle.ts'

/** The window's moments of rest, which the test gives. */
const rests: (() => void)[] = []
beforeEach(() => {
  rests.length = 0
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => rests.push(callback))
  vi.stubGlobal('cancelIdleCallback', (number: number) => (rests[number - 1] = () => undefined))
})
afterEach(() => vi.unstubAllGlobals())

let given = 0
async function rest(): Promise<void> {
  for (; given < rests.length; given++) rests[given]!()
  await new Promise(resolve => setTimeout(resolve))
}
beforeEach(() => (given = 0))

test('does one piece a moment of rest, waits for it, and goes on after one that fails', async () => {
  const done: string[] = []
  let arrive = () => {}
  whenIdle([
    () => done.push('first'),
    () => new Promise<void>(resolve => (arrive = resolve)).then(() => done.push('loaded')),
    () => {
      throw new Error('offline')
    },
    () => done.push('last'),
  ])
  expect(done).toEqual([])
  await rest()
  await rest()
  await rest()
  expect(done).toEqual(['first'])
  arrive()
  for (let i = 0; i < 3; i++) await rest()
  expect(done).toEqual(['first', 'loaded', 'last'])
})

test('does nothing more once it is taken back', async () => {
  const done: string[] = []
  const takeBack = whenIdle([() => done.push('first'), () => done.push('second')])
  await rest()
  takeBack()
  await rest()
  expect(done).toEqual(['first'])
})
