import type { Matrix } from '../linear-algebra/matrix.ts'

/** min cᵀx over A_ub x ≤ b_ub, A_eq x = b_eq, lower ≤ x ≤ upper (±∞ where there is no bound). */
export interface LinearProgramme {
  readonly c: Float64Array
  readonly ub: Matrix
  readonly bUb: Float64Array
  readonly eq: Matrix
  readonly bEq: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/** Multipliers in L = cᵀx + yᵀ(A_ub x − b_ub) + zᵀ(A_eq x − b_eq). */
export interface Multipliers {
  readonly ub: ArrayLike<number>
  readonly eq: ArrayLike<number>
}

/** How far from true, each relative to the numbers that made it; `holds` when all are within the tolerance. */
export type LinearCertificate =
  | {
      readonly claim: 'optimal'
      /** Largest violation of a row or a bound. */
      readonly primal: number
      /** Largest violation of y ≥ 0 and of the signs of the reduced costs. */
      readonly dual: number
      readonly complementarity: number
      /** cᵀx less the dual value. */
      readonly gap: number
      readonly dualValue: number
      readonly tolerance: number
      readonly holds: boolean
    }
  /** By Farkas: what the multipliers make of the rows is `margin` out of reach of every x within its bounds. */
  | {
      readonly claim: 'infeasible'
      readonly margin: number
      readonly residual: number
      readonly tolerance: number
      readonly holds: boolean
    }
  /** From a feasible x along a ray that keeps every row and bound and lowers cᵀx by `descent` a unit. */
  | {
      readonly claim: 'unbounded'
      readonly primal: number
      readonly residual: number
      readonly descent: number
      readonly tolerance: number
      readonly holds: boolean
    }
  | { readonly claim: 'none'; readonly holds: false }

export const linearTolerance = 1e-7

/** The larger size, NaN where either is. */
const worse = (most: number, value: number) => (Math.abs(value) <= most || Number.isNaN(most) ? most : Math.abs(value))

/** Sum and size of a row's terms. */
function rowAt({ columns, data }: Matrix, i: number, x: ArrayLike<number>): [sum: number, size: number] {
  let [sum, size] = [0, 0]
  for (let j = 0; j < columns; j++) {
    const term = data[i * columns + j]! * x[j]!
    sum += term
    size = Math.max(size, Math.abs(term))
  }
  return [sum, size]
}

/** Largest violation of A x ≤ b, or of A x = b, each row relative to its own terms; without `right` b is 0. */
export function rowViolation(
  rows: Matrix,
  right: Float64Array | undefined,
  x: ArrayLike<number>,
  equal: boolean,
): number {
  let most = 0
  for (let i = 0; i < rows.rows; i++) {
    const [sum, size] = rowAt(rows, i, x)
    const b = right?.[i] ?? 0
    const over = equal ? Math.abs(sum - b) : sum - b
    if (!(over <= 0)) most = worse(most, over / (1 + size + Math.abs(b)))
  }
  return most
}

/** Largest relative violation of rows and bounds by x; of their homogeneous form where `isRay`. */
function violation(lp: LinearProgramme, x: ArrayLike<number>, isRay = false): number {
  let most = worse(
    rowViolation(lp.ub, isRay ? undefined : lp.bUb, x, false),
    rowViolation(lp.eq, isRay ? undefined : lp.bEq, x, true),
  )
  for (let j = 0; j < lp.c.length; j++) {
    const [low, high] = [lp.lower[j]!, lp.upper[j]!]
    if (low > -Infinity) most = worse(most, Math.max(0, (isRay ? 0 : low) - x[j]!) / (1 + (isRay ? 0 : Math.abs(low))))
    if (high < Infinity)
      most = worse(most, Math.max(0, x[j]! - (isRay ? 0 : high)) / (1 + (isRay ? 0 : Math.abs(high))))
  }
  return most
}

/** Largest relative violation of rows and bounds by x. */
export const pointViolation = (lp: LinearProgramme, x: ArrayLike<number>): number => violation(lp, x)

/** yᵀA_ub + zᵀA_eq, entry by entry with the size of its largest term. */
function combined(lp: LinearProgramme, { ub, eq }: Multipliers): { sum: Float64Array; size: Float64Array } {
  const n = lp.c.length
  const [sum, size] = [new Float64Array(n), new Float64Array(n)]
  for (const [rows, weights] of [
    [lp.ub, ub],
    [lp.eq, eq],
  ] as const)
    for (let i = 0; i < rows.rows; i++)
      for (let j = 0; j < n; j++) {
        const term = weights[i]! * rows.data[i * n + j]!
        sum[j]! += term
        size[j] = Math.max(size[j]!, Math.abs(term))
      }
  return { sum, size }
}

/** KKT residuals and the gap of a claimed optimum (Dantzig and Thapa, Linear Programming 1, 1997, chapter 5). */
export function certifyOptimal(lp: LinearProgramme, x: ArrayLike<number>, multipliers: Multipliers): LinearCertificate {
  const { sum, size } = combined(lp, multipliers)
  let [dual, product, value, dualValue] = [0, 0, 0, 0]
  const weigh = (rows: Matrix, right: Float64Array, weights: ArrayLike<number>, signed: boolean) => {
    for (let i = 0; i < rows.rows; i++) {
      const weight = weights[i]!
      dualValue -= weight * right[i]!
      if (signed && !(-weight <= dual)) dual = -weight
      product = worse(product, weight * (rowAt(rows, i, x)[0] - right[i]!))
    }
  }
  weigh(lp.ub, lp.bUb, multipliers.ub, true)
  weigh(lp.eq, lp.bEq, multipliers.eq, false)
  for (let j = 0; j < lp.c.length; j++) {
    value += lp.c[j]! * x[j]!
    const reduced = lp.c[j]! + sum[j]!
    const bound = reduced > 0 ? lp.lower[j]! : lp.upper[j]!
    if (Number.isFinite(bound)) {
      dualValue += reduced * bound
      product = worse(product, reduced * (x[j]! - bound))
    } else dual = worse(dual, reduced / (1 + Math.abs(lp.c[j]!) + size[j]!))
  }
  // A product of multiplier and slack is an amount of cost.
  const complementarity = product / (1 + Math.abs(value))
  const primal = violation(lp, x)
  const gap = value - dualValue
  const tolerance = linearTolerance
  const relativeGap = Math.abs(gap) / (1 + Math.abs(value))
  const holds = primal <= tolerance && dual <= tolerance && relativeGap <= tolerance && complementarity <= tolerance
  return { claim: 'optimal', primal, dual, complementarity, gap, dualValue, tolerance, holds }
}

/**
 * Farkas' lemma with bounds: with y ≥ 0 every feasible x has rᵀx ≤ yᵀb_ub + zᵀb_eq for r = yᵀA_ub + zᵀA_eq; it is out of
 * reach when the least rᵀx within the bounds is larger. Multipliers are scaled to a largest of 1 first.
 */
export function certifyInfeasible(lp: LinearProgramme, { ub, eq }: Multipliers): LinearCertificate {
  const tolerance = linearTolerance
  const crossed = lp.lower.findIndex((low, j) => low > lp.upper[j]!)
  if (crossed >= 0)
    return { claim: 'infeasible', margin: lp.lower[crossed]! - lp.upper[crossed]!, residual: 0, tolerance, holds: true }
  let most = 0
  for (const list of [ub, eq]) for (let i = 0; i < list.length; i++) most = Math.max(most, Math.abs(list[i]!))
  const scaled = { ub: Array.from(ub, y => y / (most || 1)), eq: Array.from(eq, z => z / (most || 1)) }
  const { sum, size } = combined(lp, scaled)
  let residual = Math.max(0, ...scaled.ub.map(y => -y))
  let margin = 0
  let scale = 1
  const add = (term: number) => {
    margin += term
    scale = Math.max(scale, Math.abs(term))
  }
  scaled.ub.forEach((y, i) => add(-y * lp.bUb[i]!))
  scaled.eq.forEach((z, i) => add(-z * lp.bEq[i]!))
  sum.forEach((r, j) => {
    const bound = r > 0 ? lp.lower[j]! : lp.upper[j]!
    if (Number.isFinite(bound)) add(r * bound)
    else residual = Math.max(residual, Math.abs(r) / (1 + size[j]!))
  })
  return { claim: 'infeasible', margin, residual, tolerance, holds: residual <= 1e-8 && margin > tolerance * scale }
}

/** Whether cᵀx falls for ever from x along the ray, which is scaled to a largest entry of 1 first. */
export function certifyUnbounded(lp: LinearProgramme, x: ArrayLike<number>, ray: ArrayLike<number>): LinearCertificate {
  let most = 0
  for (let j = 0; j < ray.length; j++) most = Math.max(most, Math.abs(ray[j]!))
  const scaled = Array.from(ray, r => r / (most || 1))
  const tolerance = linearTolerance
  const primal = violation(lp, x)
  const residual = violation(lp, scaled, true)
  const descent = -scaled.reduce((sum, r, j) => sum + r * lp.c[j]!, 0)
  const holds = primal <= tolerance && residual <= tolerance && descent > tolerance
  return { claim: 'unbounded', primal, residual, descent, tolerance, holds }
}
