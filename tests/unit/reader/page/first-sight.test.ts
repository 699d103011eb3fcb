import { expect, test, vi } from 'vitest'
import { FirstSight } from '../../../../renderer/reader/page/first-sight.ts'
import { withFrames } from './frames.ts'

withFrames()

test('keeps nothing back before there is a picture, and what comes then until its words are seen', async () => {
  const told = vi.fn()
  const sight = new FirstSight(new AbortController().signal, told)
  expect(sight.over()).toBeNull()
  sight.picture()
  const seen = vi.fn()
  void sight.over()?.then(seen)
  await vi.advanceTimersByTimeAsync(100)
  expect(told).not.toHaveBeenCalled()
  sight.words()
  expect(told).toHaveBeenCalledOnce()
  expect(sight.over(), 'behind the words all is asked for at once').toBeNull()
  await vi.advanceTimersByTimeAsync(15)
  expect(seen, 'the frame is not out yet').not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(2)
  expect(seen).toHaveBeenCalledOnce()
})

test('waits no longer than it must for words that do not come, and not once the paper is closed', async () => {
  const told = vi.fn()
  const sight = new FirstSight(new AbortController().signal, told)
  sight.picture()
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toHaveBeenCalledOnce()
  await expect(sight.over()).resolves.toBeUndefined()

  const closed = new AbortController()
  new FirstSight(closed.signal, told).picture()
  closed.abort()
  await vi.advanceTimersByTimeAsync(2000)
  expect(told).toHaveBeenCalledOnce()
})
