// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenAtRest } from '../../../renderer/ui/at-rest.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1e6 })
})
afterEach(() => {
  vi.useRealTimers()
})

const scroll = () => document.body.dispatchEvent(new Event('scroll'))
let done: string[] = []
const begin = (name: string, stillMs = 100) =>
  whenAtRest(
    () => done.push(name),
    () => stillMs,
  )

test('begins at once where nothing scrolls, and once scrolling has rested', () => {
  done = []
  begin('at once')
  expect(done).toEqual(['at once'])
  scroll()
  begin('near', 200)
  begin('seen')
  const takeBack = begin('taken back')
  vi.advanceTimersByTime(90)
  scroll()
  takeBack()
  vi.advanceTimersByTime(90)
  expect(done).toEqual(['at once'])
  vi.advanceTimersByTime(20)
  expect(done).toEqual(['at once', 'seen'])
  vi.advanceTimersByTime(100)
  expect(done).toEqual(['at once', 'seen', 'near'])
})

test('begins all the same for one who scrolls on and on', () => {
  done = []
  scroll()
  begin('at last')
  for (let i = 0; i < 39; i++) {
    scroll()
    vi.advanceTimersByTime(50)
  }
  expect(done).toEqual([])
  scroll()
  vi.advanceTimersByTime(60)
  expect(done).toEqual(['at last'])
})
