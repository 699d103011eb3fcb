import { largest } from '../../linear-algebra/vector.ts'
import { paced, type Iterate } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import { certifyNonlinear } from '../../verify/nonlinear.ts'
import { augmented } from './augmented.ts'
import { functionsFrom, nonlinearFields, readTyped, typedOrThrow, type Functions, type Typed } from './nonlinear.ts'
import { nonlinearReport } from './nonlinear-report.ts'
import { Sqp, violationOf, type Local } from './sqp-core.ts'

const mostRounds = 100
const largestPenalty = 1e12

/**
 * The method of multipliers: minimise the augmented Lagrangian, then let the multipliers take over what the penalty held
 * (Nocedal and Wright, 2006, algorithm 17.4; Birgin and Martínez, Practical Augmented Lagrangian Methods, 2014).
 */
export const augmentedLagrangian = defineSolver({
  id: 'augmented-lagrangian',
  title: { en: 'Augmented Lagrangian', 'zh-CN': '增广拉格朗日法' },
  schema: nonlinearFields,
  check: problem => [...readTyped(problem).issues],
  async *run(problem, ctx) {
    const typed = typedOrThrow(problem)
    const method = new Multipliers(typed)
    const ended = yield* paced(ctx, method.run())
    return nonlinearReport(typed, ended.stopped ?? ended.value, method, ctx)
  },
})

class Multipliers {
  private readonly typed: Typed
  private readonly functions: Functions
  x: Float64Array
  lam: Float64Array
  nu: Float64Array
  /** Steps of the inner minimisations together. */
  steps = 0

  constructor(typed: Typed) {
    this.typed = typed
    this.functions = functionsFrom(typed)
    this.x = typed.start
    this.lam = new Float64Array(this.functions.ineqCount)
    this.nu = new Float64Array(this.functions.eqCount)
  }

  *run(): Generator<Iterate<readonly number[]>, Local['end']> {
    const { functions, typed } = this
    let rho = 10
    let before = Infinity
    for (let round = 0; round < mostRounds; round++) {
      const precision = Math.max(1e-10, 10 ** -(round + 2))
      const inner = yield* this.inner(new Sqp(augmented(functions, this.lam, this.nu, rho), this.x, precision))
      if (inner.end === 'runaway' && rho >= 1e8) return 'runaway'
      this.x = inner.end === 'runaway' ? typed.start : inner.x
      const { f, ineq, eq } = functions.values(this.x)
      if (!Number.isFinite(f)) return 'stalled'
      const violation = violationOf({ ineq, eq })
      this.lam = this.lam.map((l, i) => Math.max(0, l + rho * ineq[i]!))
      this.nu = this.nu.map((v, i) => v + rho * eq[i]!)
      yield {
        k: this.steps,
        state: Array.from(this.x),
        metrics: { f, violation, penalty: rho, multiplier: Math.max(largest(this.lam), largest(this.nu)) },
      }
      if (precision <= 1e-8 && violation <= 1e-9 && certifyNonlinear(typed, this.x, this.lam, this.nu).holds)
        return 'kkt'
      if (rho >= largestPenalty) return violation > 1e-7 ? 'infeasible' : 'stalled'
      if (violation > 0.25 * before || inner.end === 'runaway') rho *= 10
      before = violation
    }
    return 'stalled'
  }

  private *inner(method: Sqp): Generator<Iterate<readonly number[]>, Local> {
    const begun = this.steps
    for (const run = method.run(); ;) {
      const next = run.next()
      if (next.done) return next.value
      this.steps = begun + next.value.k
      yield { ...next.value, k: this.steps, minor: true }
    }
  }
}
