import { dot } from '../../linear-algebra/vector.ts'
import type { Basis } from './basis.ts'
import type { Standard } from './standard.ts'

export type PriceRule = 'steepest-edge' | 'dantzig' | 'bland'

/** A reduced cost has to be this negative to be worth a pivot, in scaled units. */
const optimality = 1e-9

export interface Entering {
  readonly j: number
  /** +1 to rise, −1 to fall. */
  readonly direction: number
}

/**
 * The variable to enter: Dantzig's takes the steepest reduced cost, Bland's the first that helps (1977: it never cycles),
 * steepest edge the steepest descent per length moved. `undefined` where none helps.
 */
export function priceFrom(
  program: Standard,
  basis: Basis,
  x: Float64Array,
  y: Float64Array,
  phase: 1 | 2,
  rule: PriceRule,
  edges: SteepestEdge | undefined,
): Entering | undefined {
  const { n, rows, columns, cost, lower, upper } = program
  let best: Entering | undefined
  let most = 0
  for (let j = 0; j < n + rows; j++) {
    if (basis.place[j]! >= 0 || lower[j] === upper[j]) continue
    const reduced = (phase === 1 ? 0 : cost[j]!) - (j < n ? dot(y, columns[j]!) : y[j - n]!)
    const mayRise = x[j]! < upper[j]!
    const mayFall = x[j]! > lower[j]!
    if (!(reduced < -optimality && mayRise) && !(reduced > optimality && mayFall)) continue
    const direction = reduced < 0 ? 1 : -1
    if (rule === 'bland') return { j, direction }
    const gain = rule === 'steepest-edge' && edges ? (reduced * reduced) / edges.weights[j]! : Math.abs(reduced)
    if (gain > most) {
      most = gain
      best = { j, direction }
    }
  }
  return best
}

/** γ_j = 1 + ‖B⁻¹ a_j‖² of every non-basic variable, kept up to date (Goldfarb and Reid, 1977). */
export class SteepestEdge {
  private readonly program: Standard
  readonly weights: Float64Array

  constructor(program: Standard) {
    const { n, rows, columns } = program
    this.program = program
    this.weights = new Float64Array(n + rows).fill(2)
    columns.forEach((column, j) => (this.weights[j] = 1 + dot(column, column)))
  }

  /** Before variable q takes row r; `alpha` is B⁻¹ a_q. */
  update(basis: Basis, r: number, q: number, alpha: Float64Array): void {
    const { n, rows, columns, lower, upper } = this.program
    const pivotRow = basis.row(r)
    const tau = basis.combine(alpha)
    const pivot = alpha[r]!
    const weight = 1 + dot(alpha, alpha)
    for (let j = 0; j < n + rows; j++) {
      if (basis.place[j]! >= 0 || j === q || lower[j] === upper[j]) continue
      const column = columns[j]
      const entry = column ? dot(pivotRow, column) : pivotRow[j - n]!
      if (entry === 0) continue
      const share = entry / pivot
      const along = column ? dot(tau, column) : tau[j - n]!
      this.weights[j] = Math.max(this.weights[j]! - 2 * share * along + share * share * weight, 1 + share * share)
    }
    this.weights[basis.heads[r]!] = Math.max(weight / (pivot * pivot), 1)
  }
}
