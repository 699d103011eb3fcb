import { matrix, transposeTimes, type Matrix } from '../linear-algebra/matrix.ts'
import { nonNegativeLeastSquares } from '../linear-algebra/non-negative-least-squares.ts'
import { qr } from '../linear-algebra/qr.ts'
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
    return amount <= most || Number.isNaN(most) ? most : amount
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

/** Inequalities nearer to 0 than this hold as equations. */
export const activeIneq = (at: FirstOrder, tolerance: number): number[] =>
  Array.from(at.ineq.keys()).filter(i => at.ineq[i]! >= -tolerance)

/** ∇c of the active constraints and ∇h as columns; those of ≤ first. */
function activeColumns(at: FirstOrder, active: readonly number[]): Matrix {
  const n = at.slope.length
  const width = active.length + at.eq.length
  const columns = matrix(n, width)
  active.forEach((i, k) => {
    for (let j = 0; j < n; j++) columns.data[j * width + k] = at.ineqSlopes.data[i * n + j]!
  })
  for (let i = 0; i < at.eq.length; i++)
    for (let j = 0; j < n; j++) columns.data[j * width + active.length + i] = at.eqSlopes.data[i * n + j]!
  return columns
}

/** How dear large multipliers are beside an exact fit: what needs multipliers of 1/ε to be stationary is not. */
const dearness = 1e-5

/**
 * The multipliers that come nearest to stationarity at a point, from the point alone: least squares with λ ≥ 0 over the
 * active constraints, columns scaled to length 1, with a small price on size (Tikhonov). A constraint of `vanishing`,
 * whose slope is 0 but for rounding, can hold nothing.
 */
export function multipliersAt(
  at: FirstOrder,
  tolerance: number,
  vanishing: (constraint: number) => boolean = () => false,
): { lam: Float64Array; nu: Float64Array } {
  const active = activeIneq(at, tolerance)
  const { rows, columns: width, data } = activeColumns(at, active)
  const priced = matrix(rows + width, width)
  const scales = Array.from({ length: width }, (_, k) => {
    let sum = 0
    for (let j = 0; j < rows; j++) sum += data[j * width + k]! ** 2
    const gone = sum === 0 || vanishing(k < active.length ? active[k]! : at.ineq.length + k - active.length)
    const scale = gone ? 0 : 1 / Math.sqrt(sum)
    for (let j = 0; j < rows; j++) priced.data[j * width + k] = scale * data[j * width + k]!
    priced.data[(rows + k) * width + k] = dearness
    return scale
  })
  const force = Float64Array.of(...at.slope.map(g => -g), ...new Float64Array(width))
  const weights = nonNegativeLeastSquares(priced, force, active.length)
  const lam = new Float64Array(at.ineq.length)
  active.forEach((i, k) => (lam[i] = weights[k]! * scales[k]!))
  return { lam, nu: weights.slice(active.length).map((value, k) => value * scales[active.length + k]!) }
}

/** Linear independence of the active constraints' slopes, the qualification that makes multipliers unique. */
export function licqAt(
  at: FirstOrder,
  tolerance: number,
  vanishing: (constraint: number) => boolean = () => false,
): boolean {
  const active = activeIneq(at, tolerance)
  const columns = activeColumns(at, active)
  if (columns.columns === 0) return true
  const gone = [...active, ...Array.from(at.eq, (_, i) => at.ineq.length + i)].some(vanishing)
  return !gone && qr(columns, 1e-7).rank === columns.columns
}
