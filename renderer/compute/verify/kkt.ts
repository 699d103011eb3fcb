import { transposeTimes, type Matrix } from '../linear-algebra/matrix.ts'
import { largest } from '../linear-algebra/vector.ts'

/** What a point is in a problem min f, c ≤ 0, h = 0: values and first derivatives, one row a constraint. */
export interface FirstOrder {
  /** ∇f. */
  readonly slope: Float64Array
  readonly ineq: Float64Array
  readonly ineqSlopes: Matrix
  readonly eq: Float64Array
  readonly eqSlopes: Matrix
}

/** The residuals of Karush (1939), Kuhn and Tucker (1951), each its own largest absolute value. */
export interface KktResiduals {
  /** ‖∇f + Σ λ_i ∇c_i + Σ ν_j ∇h_j‖∞. */
  readonly stationarity: number
  /** Largest of c_i and |h_j|, at least 0. */
  readonly primal: number
  /** Largest −λ_i, at least 0. */
  readonly dual: number
  /** Largest |λ_i c_i|. */
  readonly complementarity: number
}

const worst = (values: Float64Array, size: (value: number, i: number) => number) =>
  values.reduce((most, value, i) => {
    const amount = size(value, i)
    return amount <= most ? most : amount
  }, 0)

export function kktResiduals(at: FirstOrder, lam: Float64Array, nu: Float64Array): KktResiduals {
  const pull = transposeTimes(at.ineqSlopes, lam)
  const hold = transposeTimes(at.eqSlopes, nu)
  return {
    stationarity: largest(at.slope.map((g, i) => g + pull[i]! + hold[i]!)),
    primal: Math.max(
      worst(at.ineq, c => c),
      worst(at.eq, h => Math.abs(h)),
    ),
    dual: worst(lam, l => -l),
    complementarity: worst(lam, (l, i) => Math.abs(l * at.ineq[i]!)),
  }
}

/**
 * Whether all four residuals are within `tolerance`: stationarity next to ‖∇f‖ (and to the rounding of what cancels in
 * it), products next to f.
 */
export function kktHolds(
  residuals: KktResiduals,
  at: FirstOrder,
  f: number,
  { lam, nu }: { lam: Float64Array; nu: Float64Array },
  tolerance: number,
): boolean {
  const cancelled = largest(lam) * largest(at.ineqSlopes.data) + largest(nu) * largest(at.eqSlopes.data)
  return (
    residuals.stationarity <= tolerance * (1 + largest(at.slope)) + 1e-13 * cancelled &&
    residuals.complementarity <= tolerance * (1 + Math.abs(f)) &&
    residuals.primal <= tolerance &&
    residuals.dual <= tolerance
  )
}
