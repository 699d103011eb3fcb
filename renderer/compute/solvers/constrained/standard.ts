import type { LinearProgramme } from '../../verify/linear-programme.ts'

/**
 * A programme for the simplex method: columns A of n variables, then one logical variable a row, so that
 * A x + s = b with bounds on everything: s ≥ 0 for a row of ≤, s = 0 for one of =. Rows and columns are scaled by
 * powers of two, which lose nothing.
 */
export interface Standard {
  readonly rows: number
  /** Variables proper; logical variable i stands at n + i. */
  readonly n: number
  /** Column after column. */
  readonly columns: readonly Float64Array[]
  readonly b: Float64Array
  readonly cost: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly rowScale: Float64Array
  readonly columnScale: Float64Array
}

const powerOfTwo = (value: number) => 2 ** Math.round(Math.log2(value))
const sweeps = 3

export function standardFrom(lp: LinearProgramme, scaling: boolean): Standard {
  const n = lp.c.length
  const rows = lp.ub.rows + lp.eq.rows
  const columns = Array.from({ length: n }, (_, j) =>
    Float64Array.from({ length: rows }, (_, i) =>
      i < lp.ub.rows ? lp.ub.data[i * n + j]! : lp.eq.data[(i - lp.ub.rows) * n + j]!,
    ),
  )
  const { rowScale, columnScale } = scale(columns, rows, scaling ? sweeps : 0)
  columns.forEach((column, j) => column.forEach((value, i) => (column[i] = value * rowScale[i]! * columnScale[j]!)))
  const [lower, upper] = [new Float64Array(n + rows), new Float64Array(n + rows)]
  for (let j = 0; j < n; j++) {
    lower[j] = lp.lower[j]! / columnScale[j]!
    upper[j] = lp.upper[j]! / columnScale[j]!
  }
  upper.fill(Infinity, n, n + lp.ub.rows)
  const b = Float64Array.from(
    { length: rows },
    (_, i) => rowScale[i]! * (i < lp.ub.rows ? lp.bUb[i]! : lp.bEq[i - lp.ub.rows]!),
  )
  const cost = new Float64Array(n + rows)
  for (let j = 0; j < n; j++) cost[j] = lp.c[j]! * columnScale[j]!
  return { rows, n, columns, b, cost, lower, upper, rowScale, columnScale }
}

/** Brings the geometric mean of the least and largest |entry| of every row and column near 1 (Curtis and Reid's aim, in a few sweeps). */
function scale(columns: readonly Float64Array[], rows: number, passes: number) {
  const rowScale = new Float64Array(rows).fill(1)
  const columnScale = new Float64Array(columns.length).fill(1)
  for (let pass = 0; pass < passes; pass++) {
    const [least, most] = [new Float64Array(rows).fill(Infinity), new Float64Array(rows)]
    columns.forEach((column, j) =>
      column.forEach((value, i) => {
        if (value === 0) return
        const size = Math.abs(value) * columnScale[j]!
        least[i] = Math.min(least[i]!, size)
        most[i] = Math.max(most[i]!, size)
      }),
    )
    for (let i = 0; i < rows; i++) if (most[i]! > 0) rowScale[i] = powerOfTwo(1 / Math.sqrt(least[i]! * most[i]!))
    columns.forEach((column, j) => {
      let [low, high] = [Infinity, 0]
      column.forEach((value, i) => {
        if (value === 0) return
        const size = Math.abs(value) * rowScale[i]!
        low = Math.min(low, size)
        high = Math.max(high, size)
      })
      if (high > 0) columnScale[j] = powerOfTwo(1 / Math.sqrt(low * high))
    })
  }
  return { rowScale, columnScale }
}
