import { gradient } from '../expression/derivative.ts'
import { curvatureFrom } from '../expression/hessian.ts'
import { evaluate, make, number, type Expression } from '../expression/tree.ts'
import { matrix, row, transposeTimes } from '../linear-algebra/matrix.ts'
import { largest } from '../linear-algebra/vector.ts'
import { kktHolds, kktResiduals, licqAt, multipliersAt, type FirstOrder, type KktResiduals } from './kkt.ts'

/** min f over c ≤ 0, h = 0 and a box, as expressions of the same variables. */
export interface NonlinearProgramme {
  readonly f: Expression
  readonly ineq: readonly Expression[]
  readonly eq: readonly Expression[]
  readonly lower: Float64Array
  readonly upper: Float64Array
}

export interface NonlinearCertificate {
  readonly f: number
  readonly kkt_residuals: KktResiduals
  /** Whether the active constraints' slopes are independent: then multipliers are unique. */
  readonly licq: boolean
  /** ‖∇f + …‖∞ of the multipliers that come nearest, from the point alone: above the tolerance there are none. */
  readonly nearest: number
  readonly tolerance: number
  readonly holds: boolean
}

export const nonlinearTolerance = 1e-6
/** A constraint this near to 0 is active. */
export const activity = 1e-6

/** A stationarity that no moderate multipliers bring below this: there are none. */
const noneNearer = 1e-4

/** Constraints that bend so much more than they slope that their slope at x is 0 but for the error of x. */
function vanishingAt({ ineq, eq }: NonlinearProgramme, at: FirstOrder, x: ArrayLike<number>): (k: number) => boolean {
  const n = x.length
  const reach = 1e-5 * (1 + largest(x))
  const gone = [...ineq, ...eq].map((constraint, k) => {
    const slopes = k < ineq.length ? row(at.ineqSlopes, k) : row(at.eqSlopes, k - ineq.length)
    const bend = largest(curvatureFrom(gradient(constraint, n))(x).data)
    return largest(slopes) <= reach * bend
  })
  return k => gone[k]!
}

/** Values and slopes by the trees, not by the closures that found the point. */
export function firstOrderAt({ f, ineq, eq }: NonlinearProgramme, x: ArrayLike<number>): FirstOrder & { f: number } {
  const n = x.length
  const all = [f, ...ineq, ...eq]
  const values = evaluate(all, x)
  const slopes = Float64Array.from(
    evaluate(
      all.flatMap(each => gradient(each, n)),
      x,
    ),
  )
  const m = ineq.length
  return {
    f: values[0]!,
    ineq: Float64Array.from(values.slice(1, 1 + m)),
    eq: Float64Array.from(values.slice(1 + m)),
    slope: slopes.slice(0, n),
    ineqSlopes: matrix(m, n, slopes.slice(n, n + m * n)),
    eqSlopes: matrix(eq.length, n, slopes.slice(n + m * n)),
  }
}

/** L(x, λ, ν) for given multipliers. */
export function lagrangianAt(
  { f, ineq, eq }: NonlinearProgramme,
  lam: ArrayLike<number>,
  nu: ArrayLike<number>,
): Expression {
  const weigh = (weights: ArrayLike<number>) => (sum: Expression, each: Expression, k: number) =>
    weights[k] === 0 ? sum : make('add', sum, make('mul', number(weights[k]!), each))
  return eq.reduce(weigh(nu), ineq.reduce(weigh(lam), f))
}

/** Leaves out the forces that press x against its box: the box holds them. */
export function withinBox(
  at: FirstOrder,
  { lower, upper }: NonlinearProgramme,
  x: ArrayLike<number>,
  lam: Float64Array,
  nu: Float64Array,
): FirstOrder {
  const pull = transposeTimes(at.ineqSlopes, lam)
  const hold = transposeTimes(at.eqSlopes, nu)
  const slope = at.slope.map((g, j) => {
    const force = g + pull[j]! + hold[j]!
    const pressed = (x[j]! <= lower[j]! && force > 0) || (x[j]! >= upper[j]! && force < 0)
    return pressed ? g - force : g
  })
  return { ...at, slope }
}

export function certifyNonlinear(
  programme: NonlinearProgramme,
  x: ArrayLike<number>,
  lam: Float64Array,
  nu: Float64Array,
): NonlinearCertificate {
  const given = firstOrderAt(programme, x)
  const at = withinBox(given, programme, x, lam, nu)
  const residuals = kktResiduals(at, lam, nu)
  const vanishing = vanishingAt(programme, at, x)
  const own = multipliersAt(at, activity, vanishing)
  const tolerance = nonlinearTolerance
  const nearest = kktResiduals(at, own.lam, own.nu).stationarity / (1 + largest(at.slope))
  const outside = Array.from(x).reduce(
    (most, value, j) => Math.max(most, programme.lower[j]! - value, value - programme.upper[j]!),
    0,
  )
  return {
    f: given.f,
    kkt_residuals: residuals,
    licq: licqAt(at, activity, vanishing),
    nearest,
    tolerance,
    holds:
      nearest <= noneNearer &&
      outside === 0 &&
      Number.isFinite(given.f) &&
      kktHolds(residuals, at, given.f, { lam, nu }, tolerance),
  }
}
