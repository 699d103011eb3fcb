import { bounderOf, interval } from '../../expression/interval.ts'
import { onCpu, paced, told, type Iterate } from '../../paced.ts'
import { defineSolver, type Status } from '../../solver.ts'
import {
  certifyDuality,
  certifySlater,
  dualValueAt,
  isContradictory,
  reachOf,
  problemConvexity,
  type DualityCertificate,
  type DualPoint,
} from '../../verify/duality.ts'
import type { Verdict } from '../../verify/convexity.ts'
import { largest } from '../../linear-algebra/vector.ts'
import { isReceding } from '../../verify/recession.ts'
import { impliedBox, linearBox } from '../../verify/implied-box.ts'
import { certifyNonlinear, firstOrderAt } from '../../verify/nonlinear.ts'
import { cuttingPlanes, dualOfInfeasible, relieved, type Dual } from './dual.ts'
import {
  functionsFrom,
  nonlinearFields,
  readTyped,
  startsField,
  typedOrThrow,
  type Functions,
  type Typed,
} from './nonlinear.ts'
import { primal, type Aims, type Primal } from './primal.ts'
import { Sqp, type Local } from './sqp-core.ts'
import { slaterPoint } from './slater.ts'

export interface DualityResult {
  /** Where p is attained; null where it is not. */
  readonly x: readonly number[] | null
  /** Least value over c ≤ 0, h = 0: ±∞ where unbounded or infeasible. */
  readonly p: number
  /** Largest value of θ(λ, ν) = inf_x L. */
  readonly d: number
  /** p − d; null where both are infinite with one sign. */
  readonly gap: number | null
  /** KKT multipliers of L = f + λᵀc + νᵀh at x; null where none exist. */
  readonly lam: readonly number[] | null
  readonly nu: readonly number[] | null
  /** Multipliers at which θ comes nearest to d; null where none were kept. */
  readonly dual_lam: readonly number[] | null
  readonly dual_nu: readonly number[] | null
  readonly kkt_residuals: DualityCertificate['kkt_residuals'] | null
  readonly convex: boolean
  /** How convexity is known. */
  readonly convexity: Verdict
  /** Whether some x has every c < 0 and h = 0. */
  readonly slater: boolean
  readonly slater_point: readonly number[] | null
  /** Whether the active constraints' slopes at x are independent. */
  readonly licq: boolean | null
  readonly minima: readonly { readonly x: readonly number[]; readonly f: number }[]
}

/**
 * A constrained problem and its Lagrangian dual: the least value p, the dual value d = sup θ_D(λ, ν), the gap, multipliers
 * or that there are none, and the verdicts on which strong duality rests (Boyd and Vandenberghe, 2004, chapter 5).
 */
export const duality = defineSolver({
  id: 'duality',
  title: { en: 'Lagrangian duality', 'zh-CN': '拉格朗日对偶' },
  schema: {
    ...nonlinearFields,
    starts: startsField(24, 500, 100),
  },
  check: problem => [...readTyped(problem).issues],
  async *run(problem, ctx) {
    const typed = typedOrThrow(problem)
    const study = new Study(typed, problem.starts, ctx.seed)
    const ended = yield* paced(ctx, study.run())
    const { certificate } = study
    const status = ended.stopped ?? study.status()
    return {
      status,
      result: study.result(),
      certificate,
      ...onCpu(ctx),
      counts: { iterations: study.steps },
    }
  },
})

/** One problem's primal and dual values, step by step, and what proves them. */
export class Study {
  private readonly typed: Typed
  private readonly functions: Functions
  private readonly aims: Aims
  private readonly convexity: Verdict
  private found: Primal | undefined
  private multipliers: { lam: Float64Array; nu: Float64Array } | null = null
  private inside: Float64Array | undefined
  private dual: Dual = { d: -Infinity, point: null }
  certificate: DualityCertificate | null = null
  steps = 0

  constructor(typed: Typed, starts: number, seed: number) {
    this.typed = typed
    this.functions = functionsFrom(typed)
    this.convexity = problemConvexity(typed)
    const box = linearBox(typed)
    const bounded = box.every(({ low, high }) => Number.isFinite(high - low))
    const bounder = bounderOf([typed.f, ...typed.ineq, ...typed.eq])
    const doubt = ({ x, lam, nu }: Local, relief = 0) => {
      const [, ...each] = bounder.of(Array.from(x, value => interval(value)))
      const weights = [...lam, ...nu]
      return each.reduce((sum, { low, high }, k) => {
        const most = k < lam.length ? Math.max(0, high - relief) : Math.max(-low, high)
        return weights[k] ? sum + Math.abs(weights[k]) * most : sum
      }, 0)
    }
    this.aims = { starts, seed, floor: bounder.of(box)[0]!.low, bounded, doubt, standing: at => standingOf(typed, at) }
  }

  *run(): Generator<Iterate<readonly number[]>, void> {
    const { typed } = this
    const found = pinned(typed, yield* this.counted(this.solvePrimal()))
    this.found = found
    if (found.status === 'attained' && certifyNonlinear(typed, found.x, found.lam, found.nu).holds)
      this.multipliers = found
    this.inside = yield* this.counted(slaterPoint(typed, [found.x, typed.start]))
    this.dual = yield* this.counted(this.solveDual(found))
    const claim = {
      x: found.x,
      multipliers: this.multipliers,
      dualPoint: found.status === 'infeasible' ? contradiction(found) : this.dual.point,
      d: this.dual.d,
      slaterPoint: this.inside ?? null,
      feasible: found.status !== 'infeasible',
    }
    const state = Array.from(found.x)
    this.certificate = yield* told(certifyDuality(typed, claim), boxes => ({
      k: this.steps,
      state,
      metrics: { f: found.p, boxes },
      minor: true,
    }))
  }

  /** One local minimum where duality proves that it is the least of all; else a search. */
  private *solvePrimal(): Generator<Iterate<readonly number[]>, Primal> {
    const { typed, functions, aims } = this
    if (isContradictory(typed)) {
      const none = { lam: new Float64Array(typed.ineq.length), nu: new Float64Array(typed.eq.length), minima: [] }
      return { status: 'infeasible', x: typed.start, p: Infinity, ...none }
    }
    const local = yield* new Sqp(functions, typed.start, 1e-12).run()
    const { x, lam, nu, f } = local
    const proved = standingOf(typed, local) === 'held' && dualValueAt(typed, { lam, nu, x }) !== undefined
    if (proved) return { status: 'attained', x, lam, nu, p: f, minima: [local] }
    return yield* primal(functions, typed.start, aims)
  }

  private *solveDual(found: Primal): Generator<Iterate<readonly number[]>, Dual> {
    const { typed, functions, multipliers, aims } = this
    if (found.status === 'unbounded') return { d: -Infinity, point: null }
    if (multipliers) {
      const point: DualPoint = { ...multipliers, x: found.x }
      const value = dualValueAt(typed, point)
      if (value !== undefined) return { d: value, point }
    }
    if (this.convexity === 'refuted') {
      const seen = [found.x, ...found.minima.map(({ x }) => x)]
      return yield* cuttingPlanes(functions, seen, found.p, aims.seed)
    }
    if (found.status === 'infeasible') return yield* dualOfInfeasible(functions, found, aims, isContradictory(typed))
    const strong = this.inside && certifySlater(typed, this.inside).holds
    if (strong && found.status === 'not_attained') return { d: found.p, point: null }
    return yield* relieved(functions, found, aims)
  }

  private *counted<R>(run: Generator<Iterate<readonly number[]>, R>): Generator<Iterate<readonly number[]>, R> {
    for (;;) {
      const next = run.next()
      if (next.done) return next.value
      this.steps++
      yield { ...next.value, k: this.steps }
    }
  }

  /**
   * Optimal where nothing lower can be, infeasible where nothing can hold, by duality or by intervals; without that
   * proof a least value is `converged`, and constraints that were not met have `stalled`.
   */
  status(): Status {
    const proved = this.certificate?.holds ?? false
    const status = this.found!.status
    if (status === 'attained') return proved ? 'optimal' : 'converged'
    return status === 'infeasible' && !proved ? 'stalled' : status
  }

  result(): DualityResult | null {
    const { found, multipliers, convexity, certificate } = this
    if (!found || !certificate) return null
    const attained = found.status === 'attained'
    // Weak duality: what lies above p is rounding.
    const d = Math.min(this.dual.d, found.p)
    return {
      x: attained ? Array.from(found.x, value => value + 0) : null,
      p: found.p,
      d,
      gap: found.p === d && !Number.isFinite(d) ? null : found.p - d,
      lam: multipliers ? Array.from(multipliers.lam) : null,
      nu: multipliers ? Array.from(multipliers.nu) : null,
      dual_lam: this.dual.point ? Array.from(this.dual.point.lam) : null,
      dual_nu: this.dual.point ? Array.from(this.dual.point.nu) : null,
      kkt_residuals: multipliers ? certificate.kkt_residuals : null,
      convex: convexity !== 'refuted',
      convexity,
      slater: certificate.slater?.holds ?? false,
      slater_point: certificate.slater?.holds ? Array.from(this.inside!) : null,
      licq: attained ? certificate.licq : null,
      minima: found.minima.map(({ x, f }) => ({ x: Array.from(x), f })),
    }
  }
}

function standingOf(typed: Typed, { end, x, lam, nu }: Local): 'held' | 'receding' | 'open' {
  if (isReceding(typed, x, null) || isReceding(typed, x, { lam, nu })) return 'receding'
  const { kkt_residuals, holds } = certifyNonlinear(typed, x, lam, nu)
  return end === 'kkt' && holds && reachOf(x) * kkt_residuals.stationarity <= 1e-6 ? 'held' : 'open'
}

/**
 * Where constraints leave a variable one value alone, as y = 0 of √(x² + y²) ≤ x, rounding lets it stray: the point gets
 * that value, and where nothing else matters it is the one next to the start.
 */
function pinned(typed: Typed, found: Primal): Primal {
  const box = impliedBox(typed)
  if (found.status !== 'attained' || !box.some(({ low, high }) => low === high)) return found
  const into = (x: Float64Array) => x.map((value, j) => Math.min(Math.max(value, box[j]!.low), box[j]!.high))
  for (const x of [into(typed.start), into(found.x)]) {
    const { f, ineq, eq } = firstOrderAt(typed, x)
    const holds = ineq.every(c => c <= 0) && eq.every(h => h === 0)
    if (holds && f <= found.p + 1e-6 * (1 + Math.abs(found.p))) return { ...found, x, p: f }
  }
  return found
}

/** The multipliers that hold a point of least violation, at length 1: the weights of a contradiction among convex constraints. */
function contradiction({ lam, nu, x }: Primal): DualPoint {
  const scale = Math.max(largest(lam), largest(nu)) || 1
  return { lam: lam.map(value => value / scale), nu: nu.map(value => value / scale), x }
}
