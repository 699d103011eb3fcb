import { matrix } from '../../linear-algebra/matrix.ts'
import type { LinearProgramme } from '../../verify/linear-programme.ts'
import type { Form } from './normal-equations.ts'
import { standardFrom } from './standard.ts'

/** How a variable of the programme is made of non-negative ones: x = offset + sign · u, or u − w for a free one. */
interface Piece {
  readonly column: number
  readonly offset: number
  readonly sign: 1 | -1
  readonly free: boolean
}

/** The programme with x ≥ 0 alone, and the ways back to its own units. */
export interface InteriorForm {
  readonly form: Form
  point(u: Float64Array): Float64Array
  /** A direction has no offset. */
  direction(u: Float64Array): Float64Array
  /** Multipliers in the sign of L = cᵀx + yᵀ(A_ub x − b_ub) + zᵀ(A_eq x − b_eq). */
  multipliers(y: Float64Array): { ub: Float64Array; eq: Float64Array }
}

/** Shifts every variable to its finite bound, splits the free ones, scales rows and columns. */
export function interiorForm(lp: LinearProgramme): InteriorForm {
  const { n, rows, columns, b, cost, lower, upper, rowScale, columnScale } = standardFrom(lp, true)
  const pieces: Piece[] = []
  const boxed: number[] = []
  const widths: number[] = []
  let width = 0
  for (let j = 0; j < n; j++) {
    const [low, high] = [lower[j]!, upper[j]!]
    const free = low === -Infinity && high === Infinity
    const sign = low === -Infinity && !free ? -1 : 1
    pieces.push({ column: width, offset: free ? 0 : sign > 0 ? low : high, sign, free })
    if (low > -Infinity && high < Infinity) {
      boxed.push(width)
      widths.push(high - low)
    }
    width += free ? 2 : 1
  }
  const a = matrix(rows, width)
  const right = Float64Array.from(b)
  const slackRows = lp.ub.rows
  const c = new Float64Array(width + slackRows + boxed.length)
  pieces.forEach(({ column, offset, sign, free }, j) => {
    for (let i = 0; i < rows; i++) {
      const entry = columns[j]![i]!
      a.data[i * width + column] = sign * entry
      if (free) a.data[i * width + column + 1] = -entry
      right[i]! -= entry * offset
    }
    c[column] = sign * cost[j]!
    if (free) c[column + 1] = -cost[j]!
  })
  const back = (u: Float64Array, withOffset: boolean) =>
    Float64Array.from(
      pieces,
      ({ column, offset, sign, free }, j) =>
        columnScale[j]! * ((withOffset ? offset : 0) + sign * u[column]! - (free ? u[column + 1]! : 0)),
    )
  return {
    form: { a, slackRows, boxed, b: Float64Array.of(...right, ...widths), c },
    point: u => back(u, true),
    direction: u => back(u, false),
    multipliers(y) {
      const weights = y.slice(0, rows).map((value, i) => -value * rowScale[i]!)
      return { ub: weights.slice(0, slackRows).map(value => Math.max(0, value)), eq: weights.slice(slackRows) }
    },
  }
}
