import { lu, type Lu } from '../../linear-algebra/lu.ts'
import { matrix, times, transposeTimes, type Matrix } from '../../linear-algebra/matrix.ts'
import { dot, largest } from '../../linear-algebra/vector.ts'
import { onCpu, paced, type Iterate } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import {
  certifyQuadratic,
  isPositiveSemidefinite,
  valueOf,
  type QuadraticProgramme,
} from '../../verify/quadratic-programme.ts'
import { ActiveSet } from './active-set.ts'
import {
  feasiblePoint,
  quadraticFields,
  quadraticFrom,
  quadraticIssues,
  quadraticPoint,
  quadraticReport,
  type QuadraticOutcome,
} from './quadratic.ts'

const mostSteps = 100
const boundaryShare = 0.9995

/** Convex quadratic programmes by Mehrotra's predictor-corrector (Nocedal and Wright, 2006, algorithm 16.4). */
export const qpInteriorPoint = defineSolver({
  id: 'qp-interior-point',
  title: { en: 'Quadratic programme: interior point', 'zh-CN': '二次规划：内点法' },
  schema: quadraticFields,
  check(problem) {
    const issues = quadraticIssues(problem)
    if (issues.length || isPositiveSemidefinite(quadraticFrom(problem).p)) return issues
    const params = { parameter: 'P', other: 'P ⪰ 0', wanted: 'λ ≥ 0', given: 'λ < 0' }
    return [{ code: 'inconsistent', parameter: 'P', params }]
  },
  async *run(problem, ctx) {
    const qp = quadraticFrom(problem)
    const path = new Path(qp)
    const ended = yield* paced(ctx, path.follow())
    const found = ended.stopped
      ? {
          status: ended.stopped,
          result: quadraticPoint(qp, path.x, path.steps),
          certificate: { claim: 'none', holds: false } as const,
        }
      : quadraticReport(qp, ended.value, path.steps)
    return { ...found, ...onCpu(ctx), counts: { iterations: path.steps } }
  },
})

interface Move {
  readonly dx: Float64Array
  readonly dnu: Float64Array
  readonly dlam: Float64Array
  readonly ds: Float64Array
}

/** One run along the central path: G x + s = h, s and λ positive. */
class Path {
  private readonly qp: QuadraticProgramme
  x: Float64Array
  private nu: Float64Array
  private lam: Float64Array
  private s: Float64Array
  steps = 0

  constructor(qp: QuadraticProgramme) {
    this.qp = qp
    this.x = new Float64Array(qp.q.length)
    this.nu = new Float64Array(qp.b.length)
    const size = Math.max(1, largest(qp.q))
    this.s = qp.h.map(value => Math.max(1, Math.abs(value)))
    this.lam = new Float64Array(qp.h.length).fill(size)
  }

  *follow(): Generator<Iterate<readonly number[]>, QuadraticOutcome> {
    let best = Infinity
    let idle = 0
    yield this.iterate()
    while (this.steps < mostSteps) {
      const worst = this.worst()
      if (worst <= 1e-12) break
      idle = worst < 0.9 * best ? 0 : idle + 1
      best = Math.min(best, worst)
      if (idle > 8 || !(largest(this.x) < 1e14) || !this.step()) break
      this.steps++
      yield this.iterate()
    }
    const { x, lam, nu } = this
    if (certifyQuadratic(this.qp, x, lam, nu).holds) return { status: 'stationary', x, lam, nu }
    return yield* this.diagnose()
  }

  private residuals() {
    const { qp, x, nu, lam, s } = this
    const pull = transposeTimes(qp.g, lam)
    const hold = transposeTimes(qp.a, nu)
    return {
      dual: times(qp.p, x).map((value, i) => value + qp.q[i]! + pull[i]! + hold[i]!),
      eq: times(qp.a, x).map((value, i) => value - qp.b[i]!),
      ineq: times(qp.g, x).map((value, i) => value + s[i]! - qp.h[i]!),
    }
  }

  private get mu(): number {
    return this.s.length ? dot(this.s, this.lam) / this.s.length : 0
  }

  private worst(): number {
    const { dual, eq, ineq } = this.residuals()
    const force = 1 + Math.max(largest(this.qp.q), largest(this.lam), largest(this.nu))
    const size = 1 + Math.max(largest(this.qp.h), largest(this.qp.b), largest(this.x))
    return Math.max(largest(dual) / force, largest(eq) / size, largest(ineq) / size, this.mu / (force * size))
  }

  /** One predictor and corrector; `false` where the equations cannot be solved or no step is left. */
  private step(): boolean {
    const { lam, s } = this
    const solve = this.solver()
    if (!solve) return false
    const products = lam.map((l, i) => l * s[i]!)
    const ahead = solve(products)
    const reach = this.reach(ahead, 1)
    const mu = this.mu
    const muAhead = lam.length
      ? lam.reduce((sum, l, i) => sum + (l + reach * ahead.dlam[i]!) * (s[i]! + reach * ahead.ds[i]!), 0) / lam.length
      : 0
    const sigma = mu > 0 ? (muAhead / mu) ** 3 : 0
    const move = lam.length
      ? solve(products.map((value, i) => value + ahead.dlam[i]! * ahead.ds[i]! - sigma * mu))
      : ahead
    const length = this.reach(move, boundaryShare)
    const add = (to: Float64Array, change: Float64Array) => to.map((value, i) => value + length * change[i]!)
    if (!Number.isFinite(largest(move.dx) + largest(move.dlam)) || length < 1e-13) return false
    this.x = add(this.x, move.dx)
    this.nu = add(this.nu, move.dnu)
    this.lam = add(this.lam, move.dlam)
    this.s = add(this.s, move.ds)
    return true
  }

  /** Solves the linearised conditions for given products λ s, with [P + Gᵀ(Λ/S)G, Aᵀ; A, 0] factored once. */
  private solver(): ((products: Float64Array) => Move) | undefined {
    const { qp, lam, s } = this
    const n = qp.q.length
    const rows = qp.a.rows
    const size = n + rows
    const kkt = matrix(size, size)
    const weights = lam.map((l, i) => l / s[i]!)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = qp.p.data[i * n + j]!
        for (let k = 0; k < qp.g.rows; k++) sum += qp.g.data[k * n + i]! * weights[k]! * qp.g.data[k * n + j]!
        kkt.data[i * size + j] = kkt.data[j * size + i] = sum
      }
      for (let k = 0; k < rows; k++) kkt.data[i * size + n + k] = kkt.data[(n + k) * size + i] = qp.a.data[k * n + i]!
    }
    const factors = regularised(kkt, n)
    if (!factors) return undefined
    const { dual, eq, ineq } = this.residuals()
    return products => {
      // ds = −(r_i + G dx), dλ = −(products + λ ds)/s.
      const inner = products.map((value, i) => (-value + lam[i]! * ineq[i]!) / s[i]!)
      const pulled = transposeTimes(qp.g, inner)
      const right = Float64Array.of(...dual.map((value, i) => -value - pulled[i]!), ...eq.map(value => -value))
      let solution = factors.solve(right)
      const correction = factors.solve(times(kkt, solution).map((value, i) => right[i]! - value))
      solution = solution.map((value, i) => value + correction[i]!)
      const dx = solution.slice(0, n)
      const ds = times(qp.g, dx).map((value, i) => -value - ineq[i]!)
      return { dx, dnu: solution.slice(n), ds, dlam: products.map((value, i) => (-value - lam[i]! * ds[i]!) / s[i]!) }
    }
  }

  private reach({ dlam, ds }: Move, share: number): number {
    let most = 1
    for (let i = 0; i < ds.length; i++) {
      if (dlam[i]! < 0) most = Math.min(most, (-share * this.lam[i]!) / dlam[i]!)
      if (ds[i]! < 0) most = Math.min(most, (-share * this.s[i]!) / ds[i]!)
    }
    return most
  }

  /** No optimum was reached: either nothing is feasible, or the active-set method finds the ray or a vertex that the path missed. */
  private *diagnose(): Generator<Iterate<readonly number[]>, QuadraticOutcome> {
    const start = yield* feasiblePoint(this.qp)
    if (start.status === 'infeasible') return { status: 'infeasible', lam: start.ub, nu: start.eq }
    if (start.status !== 'optimal') return { status: 'stalled', x: this.x }
    const run = new ActiveSet(this.qp).solve(start.x)
    const begun = this.steps
    for (;;) {
      const next = run.next()
      if (next.done) return next.value
      this.steps = begun + next.value.k
      yield { ...this.iterate(), state: next.value.state, minor: true }
    }
  }

  private iterate(): Iterate<readonly number[]> {
    const { dual, eq, ineq } = this.residuals()
    const metrics = {
      objective: valueOf(this.qp, this.x),
      mu: this.mu,
      stationarity: largest(dual),
      primal: Math.max(largest(eq), largest(ineq)),
    }
    return { k: this.steps, state: Array.from(this.x), metrics }
  }
}

/** Factors with a little convexity for a singular P and a little slack for dependent rows: no more than it takes. */
function regularised(kkt: Matrix, n: number): Lu | undefined {
  const size = kkt.rows
  const scale = largest(kkt.data) || 1
  if (!Number.isFinite(scale)) return undefined
  for (let share = 1e-16; share < 1e-6; share *= 100) {
    const moved = matrix(size, size, Float64Array.from(kkt.data))
    for (let i = 0; i < size; i++) moved.data[i * size + i]! += (i < n ? 1 : -1) * share * (i < n ? scale : 1)
    const factors = lu(moved, 1e-17)
    if (factors) return factors
  }
  return undefined
}
