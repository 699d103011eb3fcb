import { bounderOf, interval, type Interval } from '../expression/interval.ts'
import { number } from '../expression/tree.ts'
import { largest } from '../linear-algebra/vector.ts'
import { convexityOf, isAffine, type Verdict } from './convexity.ts'
import { isGlobalBound, type Weights } from './global-bound.ts'
import { impliedBox } from './implied-box.ts'
import { isPositive } from './positive.ts'
import { isReceding } from './recession.ts'
import {
  certifyNonlinear,
  firstOrderAt,
  lagrangianAt,
  type NonlinearCertificate,
  type NonlinearProgramme,
} from './nonlinear.ts'

/** Whether some c ≤ 0 cannot hold since c is above 0 everywhere, if only just. */
export const isContradictory = (programme: NonlinearProgramme): boolean =>
  programme.ineq.some(c => isPositive(c, boxOf(programme)))

const boxOf = ({ lower, upper }: NonlinearProgramme): Interval[] =>
  Array.from(lower, (low, j) => interval(low, upper[j]!))

/** Convex when f and every c are and every h is affine; refuted by one that is not. */
export function problemConvexity(programme: NonlinearProgramme): Verdict {
  const box = boxOf(programme)
  if (!programme.eq.every(h => isAffine(h, box.length))) return 'refuted'
  const verdicts = [programme.f, ...programme.ineq].map(each => convexityOf(each, box))
  return verdicts.find(verdict => verdict === 'refuted') ?? verdicts.find(verdict => verdict === 'sampled') ?? 'proved'
}

/** Largest c_i and |h_j| at a point that should lie strictly inside; below 0 where it does. */
export interface SlaterCertificate {
  readonly margin: number
  readonly equations: number
  readonly holds: boolean
}

export function certifySlater(programme: NonlinearProgramme, x: ArrayLike<number>): SlaterCertificate {
  const { ineq, eq } = firstOrderAt(programme, x)
  const margin = ineq.reduce((most, c) => Math.max(most, c), -Infinity)
  const equations = eq.reduce((most, h) => Math.max(most, Math.abs(h)), 0)
  return { margin, equations, holds: margin < -1e-9 && equations <= 1e-7 }
}

/** Multipliers with the x that makes their Lagrangian least, from which weak duality bounds p from below. */
export interface DualPoint {
  readonly lam: ArrayLike<number>
  readonly nu: ArrayLike<number>
  readonly x: ArrayLike<number>
}

export interface DualityCertificate extends NonlinearCertificate {
  readonly convexity: Verdict
  readonly slater: SlaterCertificate | null
  /**
   * No feasible x costs less than this, the largest that is proved: by weak duality, by interval bounds everywhere, or by
   * interval bounds within 1 + |x| of x in a convex problem, where what is least nearby is least of all. A problem with a
   * gap may have but the dual's bound, well below f.
   */
  readonly lower_bound: number | null
  readonly lower_bound_by: 'lagrangian' | 'intervals' | 'convexity' | null
  /** θ(λ, ν) of the dual point is at least this, and so are d and p: its Lagrangian is convex, or bounded by intervals. */
  readonly dual_bound: number | null
  /** No ray through x was found along which f goes on falling towards a value that it never reaches. */
  readonly attained: boolean
}

/** How far from x a Lagrangian that is stationary to rounding says something. */
export const reachOf = (x: ArrayLike<number>): number => 100 * (1 + largest(x))

/**
 * θ(λ, ν) at a dual point: the Lagrangian must be convex over the box, and what is left of its slope at the point so
 * small that it cannot fall by more than `slack` within 100 (1 + |x|); `undefined` where that is not proved.
 */
export function dualValueAt(
  programme: NonlinearProgramme,
  { lam, nu, x }: DualPoint,
  slack = (value: number) => 1e-6 * (1 + Math.abs(value)),
): number | undefined {
  if (Array.from(lam).some(l => l < 0)) return undefined
  const f = lagrangianAt(programme, lam, nu)
  const free = { ...programme, f, ineq: [], eq: [] }
  const { kkt_residuals, holds, f: value } = certifyNonlinear(free, x, new Float64Array(), new Float64Array())
  const fall = x.length * kkt_residuals.stationarity * reachOf(x)
  if (!holds || !(fall <= slack(value))) return undefined
  return convexityOf(f, boxOf(programme)) === 'proved' ? value : undefined
}

const intervalsUpTo = 4
/** A point farther out than this that no multipliers hold is on its way. */
const farthest = 1e4

function near(programme: NonlinearProgramme, x: ArrayLike<number>): NonlinearProgramme {
  const reach = 1 + largest(x)
  return {
    ...programme,
    lower: programme.lower.map((low, j) => Math.max(low, x[j]! - reach)),
    upper: programme.upper.map((high, j) => Math.min(high, x[j]! + reach)),
  }
}

/** A proved lower bound of θ(λ, ν): the Lagrangian's least value where it is convex, else what intervals make of it. */
function* dualBoundAt(
  programme: NonlinearProgramme,
  point: DualPoint,
  claimed: number,
): Generator<number, number | null> {
  const value = dualValueAt(programme, point)
  if (value !== undefined) return value
  if (Array.from(point.lam).some(l => !(l >= 0))) return null
  const f = lagrangianAt(programme, point.lam, point.nu)
  const free = { ...programme, f, ineq: [], eq: [] }
  const { low } = bounderOf([f]).of(boxOf(programme))[0]!
  const reached = point.x.length <= intervalsUpTo && Number.isFinite(claimed) ? yield* bySearch(free, claimed) : null
  const best = Math.max(low, reached ?? -Infinity)
  return Number.isFinite(best) ? best : null
}

/** The nearest value below f that intervals prove no feasible point to cost less than; `null` where they prove neither. */
function* bySearch(programme: NonlinearProgramme, f: number, weights?: Weights): Generator<number, number | null> {
  const { low } = bounderOf([programme.f]).of(impliedBox(programme))[0]!
  if (low >= f - 1e-9 * (1 + Math.abs(f))) return Math.min(low, f)
  const target = f - 1e-4 * (1 + Math.abs(f))
  return (yield* isGlobalBound(programme, target, weights)) ? target : null
}

const nothingBelow = { lower_bound_by: null, dual_bound: null, attained: false } as const

/** What a solver claims of a constrained problem. */
export interface DualityClaim {
  readonly x: ArrayLike<number>
  readonly multipliers: { readonly lam: ArrayLike<number>; readonly nu: ArrayLike<number> } | null
  readonly dualPoint: DualPoint | null
  /** θ at the dual point. */
  readonly d: number
  readonly slaterPoint: ArrayLike<number> | null
  /** Whether x is claimed to hold all constraints; else that nothing does, by the weights of the dual point. */
  readonly feasible: boolean
}

/**
 * Proves a claimed least value p at x: feasible, not on the way to a value that is only approached, and nothing lower,
 * since the Lagrangian of the dual point is convex and least where it says (weak duality), or by intervals to a relative
 * 1e-4 in up to four variables. Yields now and then.
 */
export function* certifyDuality(
  programme: NonlinearProgramme,
  { x, multipliers, dualPoint, d, slaterPoint, feasible: claimed }: DualityClaim,
): Generator<number, DualityCertificate> {
  const lam = Float64Array.from(multipliers?.lam ?? programme.ineq.map(() => 0))
  const nu = Float64Array.from(multipliers?.nu ?? programme.eq.map(() => 0))
  const kkt = certifyNonlinear(programme, x, lam, nu)
  yield 0
  const convexity = problemConvexity(programme)
  yield 0
  const slack = kkt.tolerance * (1 + Math.abs(kkt.f))
  const feasible = kkt.kkt_residuals.primal <= kkt.tolerance
  const few = x.length <= intervalsUpTo
  if (!claimed) {
    // Weights λ ≥ 0, ν of the constraints whose sum is convex and above 0 everywhere: no point holds them all.
    const sum = dualPoint ? dualValueAt({ ...programme, f: number(0) }, dualPoint, sum => sum / 2) : undefined
    const contradicted = sum !== undefined && sum > 1e-9
    const holds = contradicted || isContradictory(programme) || (few && (yield* isGlobalBound(programme, Infinity)))
    return { ...kkt, convexity, slater: null, ...nothingBelow, lower_bound: holds ? Infinity : null, holds }
  }
  const dualBound = dualPoint ? yield* dualBoundAt(programme, dualPoint, d) : null
  const byLagrangian = dualBound !== null && dualBound >= kkt.f - 2 * slack
  const convex = convexity === 'proved'
  const searched = convex ? near(programme, x) : programme
  const reached = feasible && !byLagrangian && few ? yield* bySearch(searched, kkt.f, multipliers ?? undefined) : null
  const bound = reached ?? dualBound
  const astray = multipliers === null && largest(x) > farthest
  const attained = !astray && !isReceding(programme, x, multipliers)
  return {
    ...kkt,
    convexity,
    slater: slaterPoint ? certifySlater(programme, slaterPoint) : null,
    lower_bound: bound,
    lower_bound_by: reached !== null ? (convex ? 'convexity' : 'intervals') : bound !== null ? 'lagrangian' : null,
    dual_bound: dualBound,
    attained,
    holds:
      Number.isFinite(kkt.f) &&
      feasible &&
      attained &&
      (byLagrangian || reached !== null) &&
      (multipliers === null || kkt.holds),
  }
}
