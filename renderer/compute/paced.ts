import type { Engine } from './kernels/kernel.ts'
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

/** How it ended: with the algorithm's own answer, or stopped before. */
export type Ended<R> = { readonly stopped?: undefined; readonly value: R } | { readonly stopped: Status }

/**
 * Drives an algorithm, written as a plain generator, under the budget and the signal of a run. Between two of its
 * yields there should be no more than a few milliseconds of work.
 */
export async function* paced<S, R>(ctx: Ctx, algorithm: Generator<Iterate<S>, R>): AsyncGenerator<Step<S>, Ended<R>> {
  const began = performance.now()
  let breathed = began
  for (;;) {
    if (ctx.signal.aborted) return { stopped: 'cancelled' }
    const next = algorithm.next()
    if (next.done) return { value: next.value }
    const { minor, ...iterate } = next.value
    const now = performance.now()
    if (!minor || now - breathed >= breathMs) {
      yield { ...iterate, tMs: now - began }
      breathed = performance.now()
    }
    if (now - began > ctx.budget.ms || iterate.k >= ctx.budget.iterations) return { stopped: 'max_iterations' }
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

/** The engine of a solver that knows no other than float64 and integers on the CPU. */
export const onCpu = ({ backend }: Ctx): Engine => ({
  backend: 'cpu',
  precision: 'f64',
  ...(backend === 'gpu' && { fallbackReason: 'needs-f64' }),
  ...(backend === 'wasm' && { fallbackReason: 'no-wasm' }),
})
