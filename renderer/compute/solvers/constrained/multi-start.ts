import { norm } from '../../linear-algebra/vector.ts'
import { paced, type Iterate } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import { functionsFrom, nonlinearFields, readTyped, startsField, typedOrThrow, type Functions } from './nonlinear.ts'
import { nonlinearReport } from './nonlinear-report.ts'
import { Sqp, type Local } from './sqp-core.ts'
import { startsIn } from './starts.ts'

/** Local minima by SQP from many points; the least is the answer, the others are listed. */
export const multiStart = defineSolver({
  id: 'multi-start',
  title: { en: 'Multi-start', 'zh-CN': '多起点法' },
  schema: {
    ...nonlinearFields,
    starts: startsField(32, 2_000, 200),
    radius: {
      kind: 'number',
      label: { en: 'How far to look where there is no bound', 'zh-CN': '无界变量的搜索半径' },
      default: 5,
      min: 1e-6,
      max: 1e9,
      slider: [1, 100],
      scale: 'log',
    },
  },
  check: problem => [...readTyped(problem).issues],
  async *run(problem, ctx) {
    const typed = typedOrThrow(problem)
    const search = new MultiStart(functionsFrom(typed), [
      typed.start,
      ...startsIn(typed.lower, typed.upper, problem.radius, problem.starts - 1, ctx.seed),
    ])
    const ended = yield* paced(ctx, search.run())
    const best = search.best
    const standing = best ?? { x: typed.start, lam: search.none.lam, nu: search.none.nu, steps: 0 }
    const report = nonlinearReport(
      typed,
      ended.stopped ?? best?.end ?? 'stalled',
      { ...standing, steps: search.steps },
      ctx,
    )
    const minima = search.minima.map(({ x, f }) => ({ x: Array.from(x), f }))
    return { ...report, result: { ...report.result, minima }, counts: { ...report.counts, starts: search.tried } }
  },
})

const feasible = 1e-7

/** Runs that end at the same point count once; feasible ones come before others, lower ones before higher. */
export class MultiStart {
  private readonly functions: Functions
  private readonly starts: readonly Float64Array[]
  /** Distinct feasible KKT points, lowest first. */
  minima: Local[] = []
  best: Local | undefined
  tried = 0
  steps = 0

  constructor(functions: Functions, starts: readonly Float64Array[]) {
    this.functions = functions
    this.starts = starts
  }

  get none() {
    return { lam: new Float64Array(this.functions.ineqCount), nu: new Float64Array(this.functions.eqCount) }
  }

  *run(): Generator<Iterate<readonly number[]>, 'done'> {
    for (const start of this.starts) {
      const method = new Sqp(this.functions, start)
      const run = method.run()
      let next = run.next()
      for (; !next.done; next = run.next()) yield { ...next.value, k: this.steps + next.value.k, minor: true }
      const local = next.value
      this.steps += local.steps
      this.tried++
      this.note(local)
      const { x, f, violation } = local
      yield {
        k: this.steps,
        state: Array.from(x),
        metrics: { f, violation, best: this.best?.f ?? f, minima: this.minima.length },
      }
    }
    return 'done'
  }

  private note(local: Local): void {
    if (!this.best || isBetter(local, this.best)) this.best = local
    if (local.end !== 'kkt') return
    const same = (other: Local) => norm(other.x.map((value, j) => value - local.x[j]!)) <= 1e-5 * (1 + norm(local.x))
    if (this.minima.some(same)) return
    this.minima = [...this.minima, local].sort((a, b) => a.f - b.f)
  }
}

const isBetter = (a: Local, b: Local): boolean => {
  if (a.violation <= feasible !== b.violation <= feasible) return a.violation <= feasible
  if (a.violation > feasible) return a.violation < b.violation
  if (a.end === 'kkt' && b.end !== 'kkt') return a.f <= b.f + 1e-6 * (1 + Math.abs(b.f))
  return a.f < b.f
}
