import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LateNews } from '../../../../renderer/reader/page/late-news.ts'
import { Quiet } from '../../../../renderer/reader/page/quiet.ts'

interface News {
  page: number
  zoom: number
}

const frameMs = 16
let told: Partial<News>[]
let isDrawing: boolean
let news: LateNews<News>

beforeEach(() => {
  vi.useFakeTimers()
  // Node has no frames.
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, frameMs))
  told = []
  isDrawing = true
  news = new LateNews(
    each => told.push(each),
    () => isDrawing,
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('tells what happened while a page was drawn at once, and behind the frame that shows it', async () => {
  news.note({ page: 2 })
  news.note({ page: 3 })
  await vi.advanceTimersByTimeAsync(100)
  expect(told).toEqual([])
  news.seen()
  await vi.advanceTimersByTimeAsync(frameMs - 1)
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(5)
  expect(told).toEqual([{ page: 3 }])
})

test('waits for no picture for longer than a moment, and for none where none is drawn', async () => {
  news.note({ page: 2 })
  await vi.advanceTimersByTimeAsync(200)
  expect(told).toEqual([{ page: 2 }])
  isDrawing = false
  news.note({ page: 4 })
  await vi.advanceTimersByTimeAsync(frameMs + 5)
  expect(told).toEqual([{ page: 2 }, { page: 4 }])
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toHaveLength(2)
})

test('leaves nothing behind that what is told at once would be overtaken by', async () => {
  news.note({ page: 2 })
  news.now({ zoom: 1.5 })
  expect(told).toEqual([{ page: 2, zoom: 1.5 }])
  news.note({ page: 5 })
  news.close()
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toHaveLength(1)
})

test('is at rest once nothing has stirred for so long, and when it ends', async () => {
  const ending = new AbortController()
  const quiet = new Quiet()
  let rested = 0
  const wait = () => void quiet.rest(1000, ending.signal).then(() => rested++)
  quiet.stir()
  wait()
  await vi.advanceTimersByTimeAsync(900)
  quiet.stir()
  await vi.advanceTimersByTimeAsync(900)
  expect(rested).toBe(0)
  await vi.advanceTimersByTimeAsync(101)
  expect(rested).toBe(1)
  quiet.stir()
  wait()
  await vi.advanceTimersByTimeAsync(900)
  quiet.stir()
  ending.abort()
  await vi.advanceTimersByTimeAsync(101)
  expect(rested, 'nobody waits for what has ended').toBe(2)
})
