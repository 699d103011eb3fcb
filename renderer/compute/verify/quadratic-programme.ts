import { matrix, row, times, type Matrix } from '../linear-algebra/matrix.ts'
import { cholesky } from '../linear-algebra/cholesky.ts'
import { dot, largest } from '../linear-algebra/vector.ts'
import { kktHolds, kktResiduals, type KktResiduals } from './kkt.ts'
import { certifyInfeasible, rowViolation, type LinearCertificate } from './linear-programme.ts'

/** min ½ xᵀP x + qᵀx over G x ≤ h, A x = b; P symmetric. */
export interface QuadraticProgramme {
  readonly p: Matrix
  readonly q: Float64Array
  readonly g: Matrix
  readonly h: Float64Array
  readonly a: Matrix
  readonly b: Float64Array
}

export type QuadraticCertificate =
  | {
      readonly claim: 'optimal' | 'stationary'
      readonly kkt: KktResiduals
      /** ½ xᵀP x + qᵀx less the dual value −½ xᵀP x − λᵀh − νᵀb. */
      readonly gap: number
      /** P is positive semidefinite: a KKT point is then a global minimum. */
      readonly convex: boolean
      readonly tolerance: number
      readonly holds: boolean
    }
  /** Along the ray from a feasible x: Gᵀr ≤ 0, Ar = 0 and either rᵀPr < 0 or Pr = 0, qᵀr < 0. */
  | {
      readonly claim: 'unbounded'
      readonly primal: number
      readonly residual: number
      readonly bend: number
      readonly descent: number
      readonly tolerance: number
      readonly holds: boolean
    }
  | LinearCertificate

export const quadraticTolerance = 1e-7

export const valueOf = ({ p, q }: QuadraticProgramme, x: Float64Array): number => dot(x, times(p, x)) / 2 + dot(q, x)

/** Whether P + ε‖P‖ I has a Cholesky factor. */
export function isPositiveSemidefinite(p: Matrix): boolean {
  const shifted = matrix(p.rows, p.columns, Float64Array.from(p.data))
  const shift = 1e-10 * (largest(p.data) || 1)
  for (let i = 0; i < p.rows; i++) shifted.data[i * p.columns + i]! += shift
  return cholesky(shifted, 0) !== undefined
}

export function certifyQuadratic(
  qp: QuadraticProgramme,
  x: Float64Array,
  lam: Float64Array,
  nu: Float64Array,
): QuadraticCertificate {
  const { p, q, g, h, a, b } = qp
  const px = times(p, x)
  const at = {
    slope: px.map((value, i) => value + q[i]!),
    ineq: times(g, x).map((value, i) => value - h[i]!),
    ineqSlopes: g,
    eq: times(a, x).map((value, i) => value - b[i]!),
    eqSlopes: a,
  }
  const kkt = kktResiduals(at, lam, nu)
  const tolerance = quadraticTolerance
  // Where terms of P x are so large that their rounding alone could hide a slope, nothing is proved.
  const hidden =
    Number.EPSILON * p.data.reduce((most, value, k) => Math.max(most, Math.abs(value * x[k % p.columns]!)), 0)
  const relative = {
    ...kkt,
    stationarity: kkt.stationarity + hidden,
    primal: Math.max(rowViolation(g, h, x, false), rowViolation(a, b, x, true)),
  }
  const convex = isPositiveSemidefinite(p)
  const value = dot(x, px) / 2 + dot(q, x)
  const gap = dot(x, px) + dot(q, x) + dot(lam, h) + dot(nu, b)
  return {
    claim: convex ? 'optimal' : 'stationary',
    kkt,
    gap,
    convex,
    tolerance,
    holds:
      kktHolds(relative, at, value, { lam, nu }, tolerance) && Math.abs(gap) <= 10 * tolerance * (1 + Math.abs(value)),
  }
}

/** Farkas for the rows alone; P and q play no part. */
export const certifyEmpty = (
  { g, h, a, b, q }: QuadraticProgramme,
  lam: Float64Array,
  nu: Float64Array,
): LinearCertificate =>
  certifyInfeasible(
    {
      c: new Float64Array(q.length),
      ub: g,
      bUb: h,
      eq: a,
      bEq: b,
      lower: new Float64Array(q.length).fill(-Infinity),
      upper: new Float64Array(q.length).fill(Infinity),
    },
    { ub: lam, eq: nu },
  )

export function certifyRay(qp: QuadraticProgramme, x: Float64Array, ray: Float64Array): QuadraticCertificate {
  const { p, q, g, h, a, b } = qp
  const unit = ray.map(value => value / (largest(ray) || 1))
  const primal = Math.max(rowViolation(g, h, x, false), rowViolation(a, b, x, true))
  const residual = Math.max(rowViolation(g, undefined, unit, false), rowViolation(a, undefined, unit, true))
  const pr = times(p, unit)
  const bend = dot(unit, pr)
  const descent = -dot(q, unit)
  const tolerance = quadraticTolerance
  // Flat: each entry of P r is nothing next to its own row of P.
  const flat = pr.every((value, i) => Math.abs(value) <= 1e-9 * largest(row(p, i)))
  const falls = bend < -tolerance * largest(p.data) || (flat && descent > tolerance * (1 + largest(q)))
  return {
    claim: 'unbounded',
    primal,
    residual,
    bend,
    descent,
    tolerance,
    holds: primal <= tolerance && residual <= tolerance && falls,
  }
}
