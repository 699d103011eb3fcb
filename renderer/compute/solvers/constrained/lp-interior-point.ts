import { onCpu, paced, type Iterate } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import {
  certifyInfeasible,
  certifyOptimal,
  certifyUnbounded,
  linearTolerance,
  type LinearProgramme,
} from '../../verify/linear-programme.ts'
import { Homogeneous } from './homogeneous.ts'
import { interiorForm, type InteriorForm } from './interior-form.ts'
import { linearFields, linearFrom, linearIssues, partResult, reported, type Outcome } from './linear.ts'
import { Simplex } from './simplex.ts'

const mostSteps = 200
/** Aimed at beyond what the certificate asks, while steps still help; less far where the simplex method finishes. */
const aims = { path: 1e-11, vertex: 1e-8 }

/** Linear programmes by Mehrotra's predictor-corrector on the homogeneous embedding: optimum or proof that there is none from one path. */
export const lpInteriorPoint = defineSolver({
  id: 'lp-interior-point',
  title: { en: 'Linear programme: interior point', 'zh-CN': '线性规划：内点法' },
  schema: {
    ...linearFields,
    crossover: {
      kind: 'flag',
      label: { en: 'Finish on a vertex', 'zh-CN': '收尾到顶点' },
      default: true,
    },
  },
  check: problem => linearIssues(problem),
  async *run(problem, ctx) {
    const lp = linearFrom(problem)
    const path = new Path(lp)
    const ended = yield* paced(ctx, path.solve(problem.crossover))
    const found = ended.stopped
      ? {
          status: ended.stopped,
          result: partResult(lp, path.point(), path.steps),
          certificate: { claim: 'none', holds: false } as const,
        }
      : reported(lp, ended.value, path.steps)
    return { ...found, ...onCpu(ctx), counts: { iterations: path.steps } }
  },
})

/** One run along the central path. */
class Path {
  private readonly lp: LinearProgramme
  private readonly interior: InteriorForm
  private readonly state: Homogeneous
  steps = 0

  constructor(lp: LinearProgramme) {
    this.lp = lp
    this.interior = interiorForm(lp)
    this.state = new Homogeneous(this.interior.form)
  }

  point(): Float64Array {
    return this.interior.point(this.state.x.map(value => value / this.state.tau))
  }

  *follow(aim = aims.path): Generator<Iterate<readonly number[]>, Outcome> {
    const { lp, interior, state } = this
    if (lp.lower.some((low, j) => low > lp.upper[j]!)) return { status: 'infeasible', ...this.multipliers(1) }
    yield this.iterate()
    let best = Infinity
    let idle = 0
    while (this.steps < mostSteps) {
      const { primal, dual, gap } = state.measures()
      const worst = Math.max(primal, dual, gap)
      if (worst <= aim) break
      idle = worst < 0.9 * best ? 0 : idle + 1
      best = Math.min(best, worst)
      // No better for long and good enough: rounding, not the path, is in the way.
      if (idle > 5 && best <= linearTolerance / 10) break
      if (state.kappa > 1e3 * state.tau) {
        const multipliers = this.multipliers(1)
        if (certifyInfeasible(lp, multipliers).holds) return { status: 'infeasible', ...multipliers }
        const ray = interior.direction(state.x)
        const start = certifyUnbounded(lp, new Float64Array(lp.c.length), ray)
        if (start.claim === 'unbounded' && start.residual <= linearTolerance / 10 && start.descent > linearTolerance)
          return yield* this.downhill(ray)
      }
      if (!state.step()) break
      this.steps++
      yield this.iterate()
    }
    return { status: 'optimal', x: this.point(), ...this.multipliers(state.tau) }
  }

  /**
   * Ends on a vertex near the path's end, by the simplex method (Megiddo, 1991), where that is wanted: exact numbers;
   * and where rounding stopped the path, as dependent rows make it, so that there is an answer.
   */
  *solve(crossover: boolean): Generator<Iterate<readonly number[]>, Outcome> {
    const outcome = yield* this.follow(crossover ? aims.vertex : aims.path)
    if (outcome.status !== 'optimal') return outcome
    if (!crossover && certifyOptimal(this.lp, outcome.x, outcome).holds) return outcome
    const simplex = new Simplex(this.lp, 'steepest-edge')
    const begun = this.steps
    yield* this.after(begun, simplex.startNear(outcome.x))
    const vertex = yield* this.after(begun, simplex.solve())
    this.steps = begun + simplex.pivots
    return vertex
  }

  /** What another algorithm yields, counted on. */
  private *after<R>(
    begun: number,
    run: Generator<Iterate<readonly number[]>, R>,
  ): Generator<Iterate<readonly number[]>, R> {
    for (;;) {
      const next = run.next()
      if (next.done) return next.value
      yield { ...this.iterate(), state: next.value.state, k: begun + next.value.k, minor: true }
    }
  }

  /** There is a ray; whether there is a point to begin at is a programme without costs. */
  private *downhill(ray: Float64Array): Generator<Iterate<readonly number[]>, Outcome> {
    if (this.lp.c.every(cost => cost === 0)) return { status: 'stalled', x: this.point() }
    const feasible = new Path({ ...this.lp, c: new Float64Array(this.lp.c.length) })
    const start = yield* this.after(this.steps, feasible.follow())
    this.steps += feasible.steps
    return start.status === 'optimal' ? { status: 'unbounded', x: start.x, ray } : start
  }

  private multipliers(scale: number) {
    return this.interior.multipliers(this.state.y.map(value => value / scale))
  }

  private iterate(): Iterate<readonly number[]> {
    const { primal, dual, gap } = this.state.measures()
    const x = this.point()
    const objective = this.lp.c.reduce((sum, c, j) => sum + c * x[j]!, 0)
    const { mu, tau, kappa } = this.state
    return { k: this.steps, state: Array.from(x), metrics: { objective, primal, dual, gap, mu, tau, kappa } }
  }
}
