import { matrix, type Matrix } from '../linear-algebra/matrix.ts'
import { compile } from './compile.ts'
import { gradient } from './derivative.ts'
import { make, number, type Expression } from './tree.ts'

/** ∇²f(x), float64, symmetric by construction. */
export type Curvature = (x: ArrayLike<number>) => Matrix

/**
 * The Hessian from the gradient's expressions: one more reverse pass over ∇f(x)·v gives H v in about four times the
 * gradient's work (Griewank and Walther, Evaluating Derivatives, 2008, ch. 5); n directions v give its columns.
 * `held` more variables after those of x, such as multipliers, are taken as they are.
 */
export function curvatureFrom(slopes: readonly Expression[], held = 0): Curvature {
  const n = slopes.length
  const first = n + held
  const product = compile(directional(slopes, held), first + n)
  const given = new Float64Array(first + n)
  const column = new Float64Array(n)
  return x => {
    const result = matrix(n, n)
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < first; i++) given[i] = x[i]!
      given.fill(0, first)
      given[first + j] = 1
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

/** H v as expressions over x, the held variables and then v. */
export function directional(slopes: readonly Expression[], held = 0): Expression[] {
  const n = slopes.length
  const along = slopes.map((slope, i) => make('mul', slope, { op: 'variable', name: `v${i + 1}`, index: n + held + i }))
  const sum = along.reduce((total, term) => make('add', total, term), number(0))
  return gradient(sum, 2 * n + held).slice(0, n)
}
