import { matrix, type Matrix } from '../../linear-algebra/matrix.ts'
import { dot, largest } from '../../linear-algebra/vector.ts'
import type { Iterate } from '../../paced.ts'
import { kktResiduals } from '../../verify/kkt.ts'
import { ActiveSet } from './active-set.ts'
import type { Functions, Values } from './nonlinear.ts'
import { convex, quadraticForm, type Model } from './sqp-model.ts'

const mostSteps = 300
const largestPenalty = 1e10
const farthest = 1e9 // A point or value this far out, in units of the start, is on its way to infinity.
const tightest = 1e-14

/** Steps of a model between two signs of life. */
const signs = 16
type Inner<R> = Generator<Iterate<readonly number[]>, R>

export interface Local {
  /** `kkt`: a Karush–Kuhn–Tucker point; `infeasible`: no way nearby to violate less; `runaway`: x or f without end. */
  readonly end: 'kkt' | 'infeasible' | 'runaway' | 'stalled'
  readonly x: Float64Array
  readonly f: number
  readonly violation: number
  readonly lam: Float64Array
  readonly nu: Float64Array
  readonly steps: number
}

/** Σ max(0, c_i) + Σ |h_j|, ∞ where a function has no value. */
export function violationOf({ ineq, eq }: Pick<Values, 'ineq' | 'eq'>): number {
  const sum = ineq.reduce((s, c) => s + Math.max(0, c), 0) + eq.reduce((s, h) => s + Math.abs(h), 0)
  return Number.isNaN(sum) ? Infinity : sum
}

/**
 * Sequential quadratic programming in a trust region with the exact ℓ₁ penalty (Fletcher, Sl₁QP; Nocedal and Wright,
 * 2006, algorithm 18.4, equation 18.50): each step minimises a convex quadratic model of the Lagrangian plus μ times the
 * linearised violation, so it exists also where the linearised constraints contradict one another.
 */
export class Sqp {
  private readonly functions: Functions
  private readonly precision: number
  private radius = 1
  private penalty = 10
  private still = 0
  private at: Values
  private readonly horizon: number
  x: Float64Array
  lam: Float64Array
  nu: Float64Array
  steps = 0

  constructor(functions: Functions, start: Float64Array, precision = 1e-10) {
    this.functions = functions
    this.precision = precision
    const { lower, upper } = functions
    this.x = start.map((value, j) => Math.min(Math.max(value, lower[j]!), upper[j]!))
    this.at = functions.at(this.x)
    this.horizon = farthest * (1 + largest(this.x) + Math.abs(this.at.f))
    this.lam = new Float64Array(functions.ineqCount)
    this.nu = new Float64Array(functions.eqCount)
  }

  /** To the end, without showing the way. */
  finish(): Local {
    for (const run = this.run(); ;) {
      const next = run.next()
      if (next.done) return next.value
    }
  }

  *run(): Generator<Iterate<readonly number[]>, Local> {
    yield this.iterate(0)
    // Where a function has no value nothing is known, least of all that f is low.
    if (!this.isFinite())
      return {
        ...this.local('stalled'),
        f: Number.isFinite(this.at.f) ? this.at.f : Infinity,
        violation: Number.isFinite(this.at.f) ? this.violation() : Infinity,
      }
    while (this.steps < mostSteps) {
      if (this.isRunaway()) return this.local('runaway')
      const model = yield* this.steer()
      if (this.isStationary(model)) return this.local(this.violation() <= 1e-8 ? 'kkt' : 'infeasible')
      const moved = yield* this.try(model)
      this.steps++
      yield this.iterate(moved)
      const least = tightest * (1 + largest(this.x))
      this.still = moved > least ? 0 : this.still + 1
      // Standing still in a ball that does not shrink, or in one that has: no more to be had.
      if (this.radius < least || this.still > 12) return this.local(this.endOfRounding(model))
    }
    return this.local('stalled')
  }

  /** Where steps drown in rounding: what the last model says, less strictly. */
  private endOfRounding(model: Model): Local['end'] {
    if (this.violation() > 1e-7) return model.left >= 0.5 * this.violation() ? 'infeasible' : 'stalled'
    return this.residual() <= 1e-6 * (1 + largest(this.at.slope)) ? 'kkt' : 'stalled'
  }

  private local(end: Local['end']): Local {
    const { x, lam, nu, steps } = this
    return { end, x, f: this.at.f, violation: this.violation(), lam, nu, steps }
  }

  private violation = () => violationOf(this.at)

  private merit({ f, ineq, eq }: Pick<Values, 'f' | 'ineq' | 'eq'>): number {
    const merit = f + this.penalty * violationOf({ ineq, eq })
    return Number.isNaN(merit) ? Infinity : merit
  }

  private isFinite(): boolean {
    const { f, slope, ineqSlopes, eqSlopes } = this.at
    return Number.isFinite(f + largest(slope) + largest(ineqSlopes.data) + largest(eqSlopes.data) + this.violation())
  }

  private isRunaway(): boolean {
    return largest(this.x) > this.horizon || (this.at.f < -this.horizon && this.violation() <= 1e-6)
  }

  /** ∇L, without what presses against the box. */
  private residual(): number {
    const { slope, ineqSlopes, eqSlopes } = this.at
    const pull = slope.map((g, j) => {
      let sum = g
      for (let i = 0; i < this.lam.length; i++) sum += this.lam[i]! * ineqSlopes.data[i * slope.length + j]!
      for (let i = 0; i < this.nu.length; i++) sum += this.nu[i]! * eqSlopes.data[i * slope.length + j]!
      const low = this.x[j]! <= this.functions.lower[j]!
      const high = this.x[j]! >= this.functions.upper[j]!
      return (low && sum > 0) || (high && sum < 0) ? 0 : sum
    })
    return largest(pull)
  }

  private isStationary({ d, left }: Model): boolean {
    const { slope } = this.at
    const size = 1 + largest(this.x)
    const feasible = this.violation() <= this.precision * size
    const products = kktResiduals(this.at, this.lam, this.nu).complementarity
    if (
      feasible &&
      this.residual() <= this.precision * (1 + largest(slope)) &&
      products <= 1e-9 * (1 + Math.abs(this.at.f))
    )
      return true
    // No step lowers the linearised violation, however dear it is.
    const stuck = this.penalty >= largestPenalty && left >= (1 - 1e-6) * this.violation()
    return !feasible && stuck && largest(d) <= 1e-7 * size
  }

  /** The model's step; the penalty rises while it leaves violation that a dearer one would not. */
  private *steer(): Inner<Model> {
    const bend = convex(this.functions.bend(this.x, this.lam, this.nu))
    let model = yield* this.solve(bend, this.at.ineq, this.at.eq)
    while (model.left > 0.1 * this.violation() && model.left > 1e-12 && this.penalty < largestPenalty) {
      this.penalty *= 10
      model = yield* this.solve(bend, this.at.ineq, this.at.eq)
    }
    this.lam = model.lam
    this.nu = model.nu
    return model
  }

  /** Takes the step, or a corrected one (Fletcher, 1982), where the merit falls as the model says; the length moved. */
  private *try(model: Model): Inner<number> {
    const { d, promised } = model
    const before = this.merit(this.at)
    const rounding = 10 * Number.EPSILON * (Math.abs(before) + 1)
    let taken = d
    let x = this.moved(d)
    let values = this.functions.values(x)
    const gain = () => (before - this.merit(values) + rounding) / (promised + rounding)
    if (!(gain() > 0.25) && violationOf(values) > 1e-13) {
      const corrected = yield* this.corrected(model, values)
      if (corrected && this.merit(this.functions.values(this.moved(corrected))) < this.merit(values)) {
        taken = corrected
        x = this.moved(corrected)
        values = this.functions.values(x)
      }
    }
    const length = largest(taken)
    const ratio = gain()
    if (!(ratio > 1e-4)) {
      this.radius = Math.min(this.radius, length) / 4
      return 0
    }
    if (ratio < 0.25) this.radius = length / 2
    else if (ratio > 0.5 && length > 0.9 * this.radius) this.radius *= 4
    const old = { x: this.x, at: this.at }
    this.x = x
    this.at = this.functions.at(x)
    if (this.isFinite()) return length
    // A value without a slope, as on the edge of a domain: not there.
    this.x = old.x
    this.at = old.at
    this.radius = length / 4
    return 0
  }

  private moved(d: Float64Array): Float64Array {
    const { lower, upper } = this.functions
    return this.x.map((value, j) => Math.min(Math.max(value + d[j]!, lower[j]!), upper[j]!))
  }

  /** The step against the constraints' true bend: their values at x + d with the slopes at x. */
  private *corrected({ d, bend }: Model, { ineq, eq }: Pick<Values, 'ineq' | 'eq'>): Inner<Float64Array | undefined> {
    const { n } = this.functions
    const shift = (values: Float64Array, slopes: Matrix) =>
      values.map((value, i) => value - dot(slopes.data.subarray(i * n, (i + 1) * n), d))
    const c = shift(ineq, this.at.ineqSlopes)
    const h = shift(eq, this.at.eqSlopes)
    if (!Number.isFinite(largest(c) + largest(h))) return undefined
    return (yield* this.solve(bend, c, h)).d
  }

  /** min gᵀd + ½ dᵀB d + μ(Σ t + Σ u + Σ v), c + A d ≤ t, h + E d = u − v, t, u, v ≥ 0, |d| ≤ Δ within the box. */
  private *solve(bend: Matrix, c: Float64Array, h: Float64Array): Inner<Model> {
    const { n, lower, upper } = this.functions
    const [m, p] = [c.length, h.length]
    const width = n + m + 2 * p
    const qp = {
      p: matrix(width, width),
      q: new Float64Array(width).fill(this.penalty),
      g: matrix(m + (m + 2 * p) + 2 * n, width),
      h: new Float64Array(m + (m + 2 * p) + 2 * n),
      a: matrix(p, width),
      b: h.map(value => -value),
    }
    for (let i = 0; i < n; i++) {
      qp.q[i] = this.at.slope[i]!
      qp.p.data.set(bend.data.subarray(i * n, (i + 1) * n), i * width)
    }
    for (let i = 0; i < m; i++) {
      qp.g.data.set(this.at.ineqSlopes.data.subarray(i * n, (i + 1) * n), i * width)
      qp.g.data[i * width + n + i] = -1
      qp.h[i] = -c[i]!
    }
    for (let i = 0; i < m + 2 * p; i++) qp.g.data[(m + i) * width + n + i] = -1
    for (let i = 0; i < p; i++) {
      qp.a.data.set(this.at.eqSlopes.data.subarray(i * n, (i + 1) * n), i * width)
      qp.a.data[i * width + n + m + i] = -1
      qp.a.data[i * width + n + m + p + i] = 1
    }
    const box = 2 * (m + p)
    for (let j = 0; j < n; j++) {
      qp.g.data[(box + j) * width + j] = 1
      qp.h[box + j] = Math.min(this.radius, upper[j]! - this.x[j]!)
      qp.g.data[(box + n + j) * width + j] = -1
      qp.h[box + n + j] = Math.min(this.radius, this.x[j]! - lower[j]!)
    }
    const start = new Float64Array(width)
    c.forEach((value, i) => (start[n + i] = Math.max(0, value)))
    h.forEach((value, i) => (start[n + m + (value > 0 ? 0 : p) + i] = Math.abs(value)))
    const found = yield* this.quietly(new ActiveSet(qp).finish(start))
    const d = found.x.slice(0, n)
    const left = found.x.slice(n).reduce((sum, value) => sum + Math.max(0, value), 0)
    const promised = this.penalty * (this.violation() - left) - dot(this.at.slope, d) - quadraticForm(bend, d) / 2
    const lam = found.lam.slice(0, m)
    return { d, left, promised: Math.max(0, promised), bend, lam, nu: found.nu }
  }

  /** The steps of a model within are signs of life only. */
  private *quietly<R>(run: Inner<R>): Inner<R> {
    for (let count = 1; ; count++) {
      const next = run.next()
      if (next.done) return next.value
      if (count % signs === 0) yield { ...this.iterate(0), minor: true }
    }
  }

  private iterate(step: number): Iterate<readonly number[]> {
    const metrics = {
      f: this.at.f,
      violation: this.violation(),
      stationarity: this.residual(),
      step,
      radius: this.radius,
    }
    return { k: this.steps, state: Array.from(this.x), metrics }
  }
}
