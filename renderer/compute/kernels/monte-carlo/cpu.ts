import type { Objective } from '../../expression/objective.ts'
import { Stream } from '../../random/stream.ts'
import type { Numbers } from '../kernel.ts'

/** Samples of a function of up to four variables at random places of a box. */
export interface MonteCarloInput {
  readonly objective: Objective
  /** Ends of the box, one a variable. */
  readonly from: readonly number[]
  readonly to: readonly number[]
  /** Samples `first` to `first + count` − 1 of the stream, a uniform number a variable; at most 2^32 numbers in all. */
  readonly first: number
  readonly count: number
  readonly seed: number
  readonly stream: number
}
/** Σ f and Σ (f − shift)² over the samples, `shift` being f in the middle of the box. */
export type MonteCarloOutput = { sum: Numbers; squares: Numbers }

export const middleOf = ({ from, to }: MonteCarloInput): number[] => from.map((low, i) => (low + to[i]!) / 2)

/** Reference, float64: the uniform numbers of `Stream` one after another, brought into the box. */
export function monteCarloCpu(input: MonteCarloInput): { sum: Float64Array; squares: Float64Array } {
  const { objective, from, to, first, count, seed, stream } = input
  const random = new Stream(seed, stream)
  random.skip(2 * first * objective.dimension)
  const x = new Float64Array(objective.dimension)
  const shift = objective.at(middleOf(input))
  let sum = 0
  let squares = 0
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < x.length; i++) x[i] = from[i]! + (to[i]! - from[i]!) * random.uniform()
    const value = objective.at(x)
    sum += value
    squares += (value - shift) ** 2
  }
  return { sum: Float64Array.of(sum), squares: Float64Array.of(squares) }
}
