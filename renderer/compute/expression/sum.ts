import { matrix, type Matrix } from '../linear-algebra/matrix.ts'
import { compile } from './compile.ts'
import { gradient } from './derivative.ts'
import { curvatureFrom, type Curvature } from './hessian.ts'
import { simplify, type Expression } from './tree.ts'

/**
 * f(x) = Σ_i e(x_{i s}, …, x_{i s + w − 1}, t_i) for i = 0 … count − 1 with w = `span`, s = `stride`, t_i = i / (count − 1).
 * A typed function is the sum of one term over all its variables; a sum of many short terms holds thousands of variables.
 */
export interface Sum {
  readonly dimension: number
  readonly term: Expression
  readonly span: number
  readonly stride: number
  readonly count: number
}

/** A function that is twice differentiable, on flat arrays, float64. */
export interface Smooth {
  readonly dimension: number
  /** f(x); writes ∇f(x) into `slope`. */
  at(x: Float64Array, slope: Float64Array): number
  readonly curvature: Curvature
}

export const sumOfOne = (f: Expression, dimension: number): Sum => ({
  dimension,
  term: simplify(f),
  span: dimension,
  stride: dimension,
  count: 1,
})

export function smoothFrom({ dimension, term, span, stride, count }: Sum): Smooth {
  // One more variable than the span: t.
  const width = span + 1
  const slopes = gradient(term, width).slice(0, span)
  const compiled = compile([term, ...slopes], width)
  const window = new Float64Array(width)
  const out = new Float64Array(width)
  let bend: Curvature | undefined
  const place = (x: ArrayLike<number>, i: number) => {
    for (let j = 0; j < span; j++) window[j] = x[i * stride + j]!
    window[span] = count > 1 ? i / (count - 1) : 0
  }
  return {
    dimension,
    at(x, slope) {
      slope.fill(0)
      let sum = 0
      for (let i = 0; i < count; i++) {
        place(x, i)
        compiled(window, out)
        sum += out[0]!
        for (let j = 0; j < span; j++) slope[i * stride + j]! += out[j + 1]!
      }
      return sum
    },
    curvature(x) {
      bend ??= curvatureFrom(slopes, 1)
      const result = matrix(dimension, dimension)
      for (let i = 0; i < count; i++) {
        place(x, i)
        addBlock(result, bend(window), i * stride, span)
      }
      return result
    },
  }
}

function addBlock(to: Matrix, block: Matrix, at: number, span: number): void {
  for (let i = 0; i < span; i++)
    for (let j = 0; j < span; j++) to.data[(at + i) * to.columns + at + j]! += block.data[i * block.columns + j]!
}
