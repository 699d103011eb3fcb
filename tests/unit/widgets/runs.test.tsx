// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Answer, Request } from '../../../renderer/compute/worker.ts'
import { solve } from '../../../renderer/compute/client.ts'
import { useRuns } from '../../../renderer/widgets/frame/use-runs.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

/** In the place of a worker's thread: what is asked of it is written down, and the test answers when it likes. */
class Thread extends EventTarget {
  static asked: Request[] = []
  static latest: Thread | undefined
  constructor() {
    super()
    Thread.latest = this
  }
  postMessage(request: Request): void {
    Thread.asked.push(request)
    if (request.kind === 'cancel') Thread.answer({ kind: 'heard', job: request.job })
  }
  terminate(): void {
    Thread.latest = undefined
  }
  static answer(data: Answer): void {
    Thread.latest?.dispatchEvent(new MessageEvent('message', { data }))
  }
}

let place: HTMLElement
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Worker', Thread)
  Thread.asked = []
  place = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  place.remove()
})

const report = (x: number) =>
  ({ status: 'optimal', result: { x }, certificate: null, counts: {}, backend: 'cpu' }) as unknown as Extract<
    Answer,
    { kind: 'report' }
  >['report']

function Asking({ value }: { value: number }) {
  return <output>{JSON.stringify(useRuns({ run: { solver: 'gd', problem: { value } } }, 'cpu'))}</output>
}
const shown = () =>
  (JSON.parse(place.textContent) as { run?: { steps: unknown; report?: { result: unknown }; issues?: unknown } }).run

/** Lets everything that waits for its turn have it. */
const passTime = () => act(() => vi.advanceTimersByTimeAsync(1_000))
const jobOf = (value: number) =>
  Thread.asked.find(request => request.kind === 'solve' && (request.problem as { value: number }).value === value)!.job
const cancelled = () => Thread.asked.flatMap(request => (request.kind === 'cancel' ? [request.job] : []))

test('the latest of quickly changed settings wins: what came before is cancelled, and its late answers are dropped', async () => {
  const root = createRoot(place)
  for (const value of [1, 2, 3]) act(() => root.render(<Asking value={value} />))
  expect(cancelled()).toEqual([jobOf(1), jobOf(2)])
  // The answers come in the wrong order: of the first one the steps and the report, after the last one's.
  Thread.answer({ kind: 'report', job: jobOf(3), report: report(3) })
  Thread.answer({ kind: 'steps', job: jobOf(1), steps: [{ k: 0, tMs: 0, state: [1], metrics: {} }] })
  Thread.answer({ kind: 'report', job: jobOf(1), report: report(1) })
  await passTime()
  Thread.answer({ kind: 'report', job: jobOf(2), report: report(2) })
  await passTime()
  expect(shown()?.report?.result).toEqual({ x: 3 })
  expect(shown()?.steps).toEqual([])
  act(() => root.unmount())
})

test('reads the result of a run when it is looked at, and once', async () => {
  const { result: told } = solve('gd', { value: 9 }, {}, () => undefined)
  const reads: number[] = []
  const message = new MessageEvent('message')
  Object.defineProperty(message, 'data', { get: () => ({ x: reads.push(9) }) })
  Thread.answer({ kind: 'report', job: jobOf(9), report: { ...report(0), result: null }, isLate: true })
  Thread.latest?.dispatchEvent(message)
  const answer = await told
  expect(reads).toEqual([])
  expect(JSON.parse(JSON.stringify(answer))).toMatchObject({ status: 'optimal', result: { x: 1 } })
  expect(answer.result).toEqual({ x: 1 })
  // What comes next is heard as ever.
  const { result: next } = solve('gd', { value: 10 }, {}, () => undefined)
  Thread.answer({ kind: 'report', job: jobOf(10), report: report(10) })
  expect((await next).result).toEqual({ x: 10 })
})

test('the last answer stays while the next one is computed, and settings that ask the same ask nothing', async () => {
  const root = createRoot(place)
  act(() => root.render(<Asking value={1} />))
  Thread.answer({ kind: 'report', job: jobOf(1), report: report(1) })
  await passTime()
  act(() => root.render(<Asking value={1} />))
  expect(Thread.asked).toHaveLength(1)
  act(() => root.render(<Asking value={2} />))
  await passTime()
  expect(shown()?.report?.result).toEqual({ x: 1 })
  Thread.answer({ kind: 'report', job: jobOf(2), report: report(2) })
  await passTime()
  expect(shown()?.report?.result).toEqual({ x: 2 })
  act(() => root.unmount())
})

test('what was refused is not said of the next question, even where that takes long to answer', async () => {
  const root = createRoot(place)
  act(() => root.render(<Asking value={1} />))
  const issues = [{ code: 'not-text', params: {} }] as const
  Thread.answer({ kind: 'refused', job: jobOf(1), issues })
  await passTime()
  expect(shown()?.issues).toEqual(issues)
  act(() => root.render(<Asking value={2} />))
  // Not at once: what is typed on is mostly refused again, and the words would flicker.
  await act(() => vi.advanceTimersByTimeAsync(100))
  expect(shown()?.issues).toEqual(issues)
  await passTime()
  expect(shown()).toEqual({ steps: [] })
  Thread.answer({ kind: 'report', job: jobOf(2), report: report(2) })
  await passTime()
  expect(shown()?.report?.result).toEqual({ x: 2 })
  act(() => root.unmount())
})
