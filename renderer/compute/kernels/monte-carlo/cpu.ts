import type { Objective } from '../../expression/objective.ts'
import { philox4x32 } from '../../random/philox.ts'
import { halves } from '../../random/stream.ts'
import type { Numbers } from '../kernel.ts'

/** Samples of a function of up to four variables at random places of a box. */
export interface MonteCarloInput {
  readonly objective: Objective
  /** Ends of the box, one a variable. */
  readonly from: readonly number[]
  readonly to: readonly number[]
  /** Samples `first` to `first + count` − 1 of the stream; at most 2^32 in all. */
  readonly first: number
  readonly count: number
  readonly seed: number
  readonly stream: number
}
/** Σ f and Σ (f − shift)² over the samples, `shift` being f in the middle of the box. */
export type MonteCarloOutput = { sum: Numbers; squares: Numbers }

export const middleOf = ({ from, to }: MonteCarloInput): number[] => from.map((low, i) => (low + to[i]!) / 2)

/** Reference, float64: variable i of sample n is word i of block n, brought into the box. */
export function monteCarloCpu(input: MonteCarloInput): { sum: Float64Array; squares: Float64Array } {
  const { objective, from, to, first, count, seed, stream } = input
  const key = Uint32Array.from(halves(seed))
  const counter = Uint32Array.of(0, 0, ...halves(stream))
  const words = new Uint32Array(4)
  const x = new Float64Array(objective.dimension)
  const shift = objective.at(middleOf(input))
  let sum = 0
  let squares = 0
  for (let n = first; n < first + count; n++) {
    counter[0] = n
    philox4x32(counter, key, words)
    for (let i = 0; i < x.length; i++) x[i] = from[i]! + (to[i]! - from[i]!) * ((words[i]! + 0.5) * 2 ** -32)
    const value = objective.at(x)
    sum += value
    squares += (value - shift) ** 2
  }
  return { sum: Float64Array.of(sum), squares: Float64Array.of(squares) }
}
