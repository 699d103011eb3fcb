import { compile } from './compile.ts'
import { gradient } from './derivative.ts'
import { simplify, type Expression } from './tree.ts'

/** A function of `dimension` variables ready for work: its graph for WGSL and certificates, its closures for the CPU. */
export interface Objective {
  readonly dimension: number
  readonly value: Expression
  readonly gradient: readonly Expression[]
  /** f(x), float64. */
  at(x: ArrayLike<number>): number
  /** Writes ∇f(x) into `out`, float64. */
  slope(x: ArrayLike<number>, out: Float64Array): void
}

export function objectiveFrom(expression: Expression, dimension: number): Objective {
  const value = simplify(expression)
  const slopes = gradient(value, dimension)
  const compiled = compile([value], dimension)
  const result = new Float64Array(1)
  return {
    dimension,
    value,
    gradient: slopes,
    at(x) {
      compiled(x, result)
      return result[0]!
    },
    slope: compile(slopes, dimension),
  }
}
