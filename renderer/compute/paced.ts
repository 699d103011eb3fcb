import type { Arrays, Choice, Engine, Kernel } from './kernels/kernel.ts'
import type { Ctx, Status, Step } from './solver.ts'

/** Longest time between two yields of work that shows nothing: a cancel comes in as often. */
const breathMs = 8

/** What an algorithm says of itself. A `minor` one only tells that it is alive and may be left out. */
export interface Iterate<S> {
  readonly k: number
  readonly state: S
  readonly metrics: Readonly<Record<string, number>>
  readonly minor?: boolean
}

/**
 * Work that an algorithm has done where the run asks for it: it yields this and is handed the answer. `paced` keeps the
 * engine for the report.
 */
class Asked<A extends { readonly engine: Engine }> {
  readonly work: (choice: Choice) => Promise<A>
  constructor(work: (choice: Choice) => Promise<A>) {
    this.work = work
  }
}
type Asks = Asked<{ readonly engine: Engine }>

/** A kernel's answer on the engine that the run asks for, in the middle of an algorithm. */
export function* computed<I, O extends Arrays>(
  kernel: Kernel<I, O>,
  input: I,
): Generator<Asks, { readonly output: O; readonly engine: Engine }> {
  return (yield new Asked(choice => kernel.run(input, choice))) as { output: O; engine: Engine }
}

/** The same where the GPU does it; `undefined` where it does not, for an algorithm with its own float64. */
export function* onGpu<I, O extends Arrays>(kernel: Kernel<I, O>, input: I): Generator<Asks, O | undefined> {
  const { output } = (yield new Asked(choice => kernel.runOnGpu(input, choice))) as { output?: O }
  return output
}

/** What an algorithm, written as a plain generator, yields: iterates, and work for a kernel. */
export type Algorithm<S, R> = Generator<Iterate<S> | Asks, R>

/** How it ended: with the algorithm's own answer, or stopped before; `engine` where a kernel was asked. */
export type Ended<R> = { readonly engine?: Engine | undefined } & (
  | { readonly stopped?: undefined; readonly value: R }
  | { readonly stopped: Status }
)

/**
 * Drives an algorithm, written as a plain generator, under the budget and the signal of a run. Between two of its
 * yields there should be no more than a few milliseconds of work.
 */
export async function* paced<S, R>(ctx: Ctx, algorithm: Algorithm<S, R>): AsyncGenerator<Step<S>, Ended<R>> {
  const began = performance.now()
  let breathed = began
  let engine: Engine | undefined
  let answer: unknown
  for (;;) {
    if (ctx.signal.aborted) return { stopped: 'cancelled', engine }
    const next = algorithm.next(answer)
    if (next.done) return { value: next.value, engine }
    if (next.value instanceof Asked) {
      answer = await next.value.work(ctx)
      ;({ engine } = answer as { engine: Engine })
      continue
    }
    answer = undefined
    const { minor, ...iterate } = next.value
    const now = performance.now()
    if (!minor || now - breathed >= breathMs) {
      yield { ...iterate, tMs: now - began, ...(minor === true && { minor }) }
      breathed = performance.now()
    }
    if (now - began > ctx.budget.ms || iterate.k >= ctx.budget.iterations) return { stopped: 'max_iterations', engine }
  }
}

/** A search inside an algorithm: its signs of life told as iterates, its answer handed on. */
export function* told<T, R, S>(
  search: Generator<T, R>,
  iterateFrom: (progress: T) => Iterate<S>,
): Generator<Iterate<S>, R> {
  for (;;) {
    const next = search.next()
    if (next.done) return next.value
    yield iterateFrom(next.value)
  }
}

/** To the end at once, without its pauses. */
export function drained<R>(run: Generator<unknown, R>): R {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

/** The engine of a solver that knows no other than float64 and integers on the CPU. */
export const onCpu = ({ backend }: Ctx): Engine => ({
  backend: 'cpu',
  precision: 'f64',
  ...(backend === 'gpu' && { fallbackReason: 'needs-f64' }),
  ...(backend === 'wasm' && { fallbackReason: 'no-wasm' }),
})
