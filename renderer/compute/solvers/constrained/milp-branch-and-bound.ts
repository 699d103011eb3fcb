import { onCpu, paced, type Iterate } from '../../paced.ts'
import { defineSolver, type Status } from '../../solver.ts'
import { certifyInteger, type ProofTree } from '../../verify/integer-programme.ts'
import { certifyUnbounded, type LinearProgramme } from '../../verify/linear-programme.ts'
import { linearFields, linearFrom, linearIssues } from './linear.ts'
import { solveLinear } from './simplex.ts'

/** A value this near to a whole number is one. */
const whole = 1e-7
/** From here on an upper bound is none. */
const noBound = 1e30

/** Linear programmes in integers by branch and bound (Land and Doig, 1960): the deepest branch first, its relaxations by the simplex method. */
export const milpBranchAndBound = defineSolver({
  id: 'milp-branch-and-bound',
  title: { en: 'Integer programme: branch and bound', 'zh-CN': '整数规划：分支定界' },
  schema: {
    ...linearFields,
    c: { ...linearFields.c, default: [-60, -100, -120] },
    A_ub: { ...linearFields.A_ub, default: [[10, 20, 30]], maxCells: 20_000 },
    b_ub: { ...linearFields.b_ub, default: [50] },
    A_eq: { ...linearFields.A_eq, maxCells: 20_000 },
    integrality: {
      kind: 'vector',
      label: { en: 'Which variables are whole (1)', 'zh-CN': '整数变量（1）' },
      default: [1, 1, 1],
      maxLength: 5_000,
      mayBeEmpty: true,
      part: true,
    },
    ub: {
      kind: 'number',
      label: { en: 'Upper bound of every variable', 'zh-CN': '所有变量的上界' },
      default: 1,
      min: -noBound,
      max: noBound,
      slider: [1, 20],
      scale: 'linear',
    },
  },
  check(problem) {
    const { c, integrality } = problem
    const issues = linearIssues(problem)
    if (integrality.length !== c.length) {
      const params = { parameter: 'integrality', other: 'c', wanted: c.length, given: integrality.length }
      issues.push({ code: 'inconsistent', parameter: 'integrality', params })
    }
    return issues
  },
  async *run(problem, ctx) {
    const given = linearFrom(problem)
    const lp = {
      ...given,
      upper: given.upper.map(high => Math.min(high, problem.ub < noBound ? problem.ub : Infinity)),
    }
    const integers = problem.integrality.flatMap((flag, j) => (flag ? [j] : []))
    const search = new Search(lp, integers)
    const ended = yield* paced(ctx, search.solve())
    const certificate = certifyInteger(lp, integers, search.best, ended.stopped ? undefined : ended.value)
    const status =
      ended.stopped ??
      (search.ray && certifyUnbounded(lp, ...search.ray).holds ? 'unbounded' : statusOf(certificate.claim))
    return {
      status,
      result: {
        x: search.best ? Array.from(search.best, value => value + 0) : null,
        obj: status === 'unbounded' ? -Infinity : search.best ? search.value : null,
        bound: certificate.bound,
        iterations: search.nodes,
      },
      certificate,
      ...onCpu(ctx),
      counts: { iterations: search.nodes },
    }
  },
})

const statusOf = (claim: 'optimal' | 'infeasible' | 'feasible' | 'none'): Status =>
  claim === 'optimal' || claim === 'infeasible' ? claim : 'stalled'

class Search {
  private readonly lp: LinearProgramme
  private readonly integers: readonly number[]
  best: Float64Array | undefined
  value = Infinity
  /** A point and a ray of an unbounded relaxation; with rational data the programme in integers is unbounded or empty too. */
  ray: [x: Float64Array, ray: Float64Array] | undefined
  nodes = 0

  constructor(lp: LinearProgramme, integers: readonly number[]) {
    this.lp = lp
    this.integers = integers
  }

  solve(): Generator<Iterate<readonly number[]>, ProofTree | undefined> {
    return this.branch(this.lp)
  }

  /** `undefined` where the branch could not be decided. */
  private *branch(lp: LinearProgramme): Generator<Iterate<readonly number[]>, ProofTree | undefined> {
    const outcome = yield* solveNode(lp, this.nodes)
    this.nodes++
    if (outcome.status === 'unbounded') {
      this.ray = [outcome.x, outcome.ray]
      return undefined
    }
    if (outcome.status === 'stalled') return undefined
    if (outcome.status === 'infeasible') return { empty: true, multipliers: outcome }
    const bound = lp.c.reduce((sum, c, j) => sum + c * outcome.x[j]!, 0)
    yield {
      k: this.nodes,
      state: Array.from(outcome.x),
      metrics: { objective: bound, incumbent: this.value, depth: this.depthOf(lp) },
    }
    if (bound >= this.value - 1e-9 * (1 + Math.abs(this.value))) return { empty: false, multipliers: outcome }
    const variable = this.mostFractional(outcome.x)
    if (variable === undefined) {
      this.best = outcome.x.map((x, j) => (this.integers.includes(j) ? Math.round(x) : x))
      this.value = lp.c.reduce((sum, c, j) => sum + c * this.best![j]!, 0)
      return { empty: false, multipliers: outcome }
    }
    const floor = Math.floor(outcome.x[variable]!)
    const upper = Float64Array.from(lp.upper)
    upper[variable] = floor
    const lower = Float64Array.from(lp.lower)
    lower[variable] = floor + 1
    // The side that the relaxation leans to first: it is likelier to hold a good point.
    const leansLeft = outcome.x[variable]! - floor < 0.5
    const first = yield* this.branch(leansLeft ? { ...lp, upper } : { ...lp, lower })
    const second = this.ray ? undefined : yield* this.branch(leansLeft ? { ...lp, lower } : { ...lp, upper })
    if (!first || !second) return undefined
    return { variable, floor, left: leansLeft ? first : second, right: leansLeft ? second : first }
  }

  private depthOf(lp: LinearProgramme): number {
    return this.integers.filter(j => lp.lower[j] !== this.lp.lower[j] || lp.upper[j] !== this.lp.upper[j]).length
  }

  private mostFractional(x: Float64Array): number | undefined {
    let best: number | undefined
    let most = whole
    for (const j of this.integers) {
      const distance = Math.abs(x[j]! - Math.round(x[j]!))
      if (distance > most) {
        most = distance
        best = j
      }
    }
    return best
  }
}

/** A relaxation, its pivots breathed under the count of the nodes. */
function* solveNode(lp: LinearProgramme, k: number) {
  const run = solveLinear(lp)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
    yield { ...next.value, k, minor: true }
  }
}
