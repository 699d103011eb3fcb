import { row } from '../../linear-algebra/matrix.ts'
import { singularValues } from '../../linear-algebra/singular-values.ts'
import { addScaled } from '../../linear-algebra/vector.ts'
import type { Functions } from './nonlinear.ts'
import { violationOf } from './sqp-core.ts'

const rounds = 80
/** A constraint this near to 0 must not give way to another one. */
const touching = 1e-10

/**
 * Moves x by the shortest Gauss–Newton steps until its violated constraints hold to rounding, as far as they let it:
 * where slopes vanish with the violation it only halves each time.
 */
export function restored(functions: Functions, start: Float64Array): Float64Array {
  let x = start
  for (let round = 0; round < rounds; round++) {
    const at = functions.at(x)
    const violation = violationOf(at)
    if (violation < 1e-300) break
    const rows = [
      ...Array.from(at.ineq.keys()).flatMap(i =>
        at.ineq[i]! >= -touching ? [{ value: at.ineq[i]!, slope: row(at.ineqSlopes, i) }] : [],
      ),
      ...Array.from(at.eq, (value, i) => ({ value, slope: row(at.eqSlopes, i) })),
    ]
    const d = shortest(rows, functions.n)
    const next = x.map((value, j) => Math.min(Math.max(value + d[j]!, functions.lower[j]!), functions.upper[j]!))
    if (!(violationOf(functions.values(next)) < violation)) break
    x = next
  }
  return x
}

/** The shortest d with slope·d = −value in every row, as nearly as they let it. */
function shortest(rows: readonly { value: number; slope: Float64Array }[], n: number): Float64Array {
  const tall = rows.length >= n
  // One-sided Jacobi wants no more columns than rows: of J, or of its transpose.
  const columns = tall
    ? Array.from({ length: n }, (_, j) => Float64Array.from(rows, ({ slope }) => slope[j]!))
    : rows.map(({ slope }) => slope)
  const search = singularValues(columns)
  let found = search.next()
  while (!found.done) found = search.next()
  const { u, values, v } = found.value
  const [left, right] = tall ? [u, v] : [v, u]
  const d = new Float64Array(n)
  values.forEach((value, k) => {
    const push = rows.reduce((sum, each, i) => sum + left[k]![i]! * each.value, 0)
    if (value > 1e-12 * values[0]!) addScaled(d, -push / value, right[k]!)
  })
  return d
}
