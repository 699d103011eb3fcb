import { matrix, type Matrix } from '../linear-algebra/matrix.ts'
import { compile } from './compile.ts'
import { gradient } from './derivative.ts'
import { make, number, type Expression } from './tree.ts'

/** ∇²f(x), float64, symmetric by construction. */
export type Curvature = (x: ArrayLike<number>) => Matrix

/**
 * The Hessian from the gradient's expressions: one more reverse pass over ∇f(x)·v gives H v in about four times the
 * gradient's work (Griewank and Walther, Evaluating Derivatives, 2008, ch. 5); n directions v give its columns.
 */
export function curvatureFrom(slopes: readonly Expression[]): Curvature {
  const n = slopes.length
  const direction = slopes.map((_, i): Expression => ({ op: 'variable', name: `v${i + 1}`, index: n + i }))
  const along = slopes.map((slope, i) => make('mul', slope, direction[i]!))
  const product = compile(
    gradient(
      along.reduce((sum, term) => make('add', sum, term), number(0)),
      2 * n,
    ).slice(0, n),
    2 * n,
  )
  const given = new Float64Array(2 * n)
  const column = new Float64Array(n)
  return x => {
    const result = matrix(n, n)
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) given[i] = x[i]!
      given.fill(0, n)
      given[n + j] = 1
      product(given, column)
      for (let i = 0; i < n; i++) result.data[i * n + j] = column[i]!
    }
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) {
        const mean = (result.data[i * n + j]! + result.data[j * n + i]!) / 2
        result.data[i * n + j] = mean
        result.data[j * n + i] = mean
      }
    return result
  }
}
