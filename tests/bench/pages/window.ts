import { field, solve } from '../../../renderer/compute/client.ts'
import { solvers, type SolverId, type Step } from '../../../renderer/compute/index.ts'

export const ids = () => Object.keys(solvers) as SolverId[]

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** Milliseconds between the frames that the page was given while `during` ran. */
async function gapsWhile(during: () => Promise<unknown>): Promise<number[]> {
  const gaps: number[] = []
  let last: number | undefined
  let over = false
  const frame = () => {
    const now = performance.now()
    if (last !== undefined) gaps.push(now - last)
    last = now
    if (!over) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  await during()
  over = true
  // The frame that the end may have held up belongs to it.
  await new Promise(resolve => requestAnimationFrame(resolve))
  return gaps
}

/** What the frames are while `during` runs, and then on the page at rest for as long. */
async function beside(during: () => Promise<unknown>): Promise<{ ours: number[]; idle: number[] }> {
  const began = performance.now()
  const ours = await gapsWhile(during)
  const tookMs = performance.now() - began
  return { ours, idle: await gapsWhile(() => wait(tookMs)) }
}

/** A solver's example as a widget runs it, again and again for `atLeastMs`, stopped after `atMostMs`. */
export function watch(id: SolverId, atLeastMs: number, atMostMs: number) {
  return beside(async () => {
    const began = performance.now()
    let stop = () => {}
    const timer = setTimeout(() => stop(), atMostMs)
    do {
      const shown: Step[] = []
      const running = solve(id, solvers[id].example, {}, steps => shown.push(...steps))
      stop = () => running.cancel()
      await running.result.catch(ended)
    } while (performance.now() - began < atLeastMs)
    clearTimeout(timer)
  })
}

/** Lets a run end by its cancel, and by nothing else. */
function ended(error: Error): void {
  if (error.name !== 'AbortError') throw error
}

const endless = { f: '(1-x)^2+100(y-x^2)^2', x0: [-1.2, 1], lr: 1e-6, iterations: 100_000, tolerance: 0 }
/** As many steps as a descent may have, each of them kept. */
export const stream = () => {
  const shown: Step[] = []
  return beside(() => solve('gd', endless, {}, steps => shown.push(...steps)).result)
}

const axis = { from: 0, to: 1, count: 3_000 }
const deaf = { f: 'sin(x)'.repeat(150), x: axis, y: axis }
const begin = {
  'a run that streams': () => solve('adam', endless, {}, () => undefined),
  'a run that does not listen': () => field(deaf, { backend: 'cpu', precision: 'f64' }),
}

/** Milliseconds from a cancel to the last that is heard of its run, and those that an idle worker takes for a small problem. */
export async function cancel(kind: keyof typeof begin): Promise<{ ours: number; idle: number }> {
  const small = () =>
    solve('gd', { f: 'x^2', x0: [1], lr: 0.1, iterations: 1, tolerance: 0 }, {}, () => undefined).result
  await small()
  const idleSince = performance.now()
  await small()
  const idle = performance.now() - idleSince
  const running = begin[kind]()
  await wait(40)
  const since = performance.now()
  running.cancel()
  const report = await running.result.catch(ended)
  const ours = performance.now() - since
  if (report && !('status' in report && report.status === 'cancelled'))
    throw new Error(`${kind} ended before its cancel`)
  // A worker that did not listen is ended by now.
  await wait(300)
  return { ours, idle }
}
