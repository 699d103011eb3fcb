import { cholesky } from '../../linear-algebra/cholesky.ts'
import { matrix, product, row, times, transposed, transposeTimes, type Matrix } from '../../linear-algebra/matrix.ts'
import { qr } from '../../linear-algebra/qr.ts'
import { symmetricEigen } from '../../linear-algebra/symmetric-eigen.ts'
import { addScaled, dot, largest } from '../../linear-algebra/vector.ts'
import type { Iterate } from '../../paced.ts'
import { valueOf, type QuadraticProgramme } from '../../verify/quadratic-programme.ts'
import { feasiblePoint, type QuadraticOutcome } from './quadratic.ts'

const precision = 1e-10

interface Direction {
  readonly p: Float64Array
  /** The longest step that still helps: 1 for a Newton step, ∞ along a direction without curvature. */
  readonly reach: number
}

/**
 * The primal active-set method on the null space of the working set (Nocedal and Wright, 2006, algorithm 16.3 and
 * section 16.2). Where the reduced Hessian is singular or indefinite it follows the flat or falling direction to the
 * next constraint, or reports it as a ray.
 */
export class ActiveSet {
  private readonly qp: QuadraticProgramme
  x: Float64Array
  /** Rows of G held as equations. */
  private working: number[] = []
  private idle = 0
  iterations = 0

  constructor(qp: QuadraticProgramme) {
    this.qp = qp
    this.x = new Float64Array(qp.q.length)
  }

  *solve(start?: Float64Array): Generator<Iterate<readonly number[]>, QuadraticOutcome> {
    if (start) this.x = Float64Array.from(start)
    else {
      const found = yield* feasiblePoint(this.qp)
      if (found.status === 'infeasible') return { status: 'infeasible', lam: found.ub, nu: found.eq }
      if (found.status !== 'optimal') return { status: 'stalled', x: this.x }
      this.x = found.x
    }
    const limit = 50 * (this.qp.q.length + this.qp.h.length) + 100
    yield this.iterate(0)
    while (this.iterations < limit) {
      const direction = this.direction()
      if (!direction) {
        const multipliers = this.multipliers()
        const leaving = this.mostNegative(multipliers)
        if (leaving === undefined) return { status: 'stationary', x: this.x, ...this.spread(multipliers) }
        this.working.splice(leaving, 1)
        this.iterations++
        yield this.iterate(0)
        continue
      }
      const { step, blocking } = this.block(direction)
      if (step === Infinity) return { status: 'unbounded', x: this.x, ray: direction.p }
      addScaled(this.x, step, direction.p)
      this.idle = step * largest(direction.p) > 1e-12 * (1 + largest(this.x)) ? 0 : this.idle + 1
      if (blocking !== undefined) this.working.push(blocking)
      this.iterations++
      yield this.iterate(step)
    }
    return { status: 'stalled', x: this.x }
  }

  /** From a feasible start to the end, for a convex programme that is bounded: multipliers of 0 where it stalled. */
  *finish(
    start: Float64Array,
  ): Generator<Iterate<readonly number[]>, { x: Float64Array; lam: Float64Array; nu: Float64Array }> {
    const outcome = yield* this.solve(start)
    if (outcome.status === 'stationary') return outcome
    return { x: this.x, lam: new Float64Array(this.qp.h.length), nu: new Float64Array(this.qp.b.length) }
  }

  private iterate(step: number): Iterate<readonly number[]> {
    const metrics = { objective: valueOf(this.qp, this.x), active: this.working.length, step }
    return { k: this.iterations, state: Array.from(this.x), metrics }
  }

  /** The rows that are held: those of A, then the working ones of G. */
  private held(): Matrix {
    const { a, g, q } = this.qp
    const n = q.length
    const rows = matrix(a.rows + this.working.length, n)
    rows.data.set(a.data)
    this.working.forEach((i, k) => rows.data.set(row(g, i), (a.rows + k) * n))
    return rows
  }

  /** Where to go within the held rows; `undefined` where the point is stationary there and nothing bends down. */
  private direction(): Direction | undefined {
    const { p, q } = this.qp
    const z = qr(transposed(this.held())).complement()
    if (z.columns === 0) return undefined
    const slope = times(p, this.x).map((value, i) => value + q[i]!)
    const reduced = transposeTimes(z, slope)
    const bend = product(product(transposed(z), p), z)
    const level = precision * (1 + largest(slope) + largest(p.data) * largest(this.x))
    const back = (u: Float64Array) => times(z, u)
    const factors = cholesky(bend, 0)
    // Next to P itself: a reduced Hessian may be rounding alone.
    const least = factors?.factor.data.filter((_, k) => k % (z.columns + 1) === 0).reduce((a, b) => Math.min(a, b)) ?? 0
    if (factors && least * least > 1e-10 * largest(p.data)) {
      if (largest(reduced) <= level) return undefined
      return { p: back(factors.solve(reduced).map(value => -value)), reach: 1 }
    }
    return this.singular(bend, reduced, level, back)
  }

  private singular(bend: Matrix, reduced: Float64Array, level: number, back: (u: Float64Array) => Float64Array) {
    const { values, vectors } = symmetricEigen(bend)
    const flat = 1e-12 * Math.max(largest(values), largest(this.qp.p.data), Number.MIN_VALUE)
    const parts = vectors.map(v => dot(v, reduced))
    const combine = (share: (i: number) => number) => {
      const u = new Float64Array(reduced.length)
      vectors.forEach((v, i) => addScaled(u, share(i), v))
      return u
    }
    // Down a direction that bends down, either way; then along flat ones with a slope; then Newton on the rest.
    if (values[0]! < -flat) return { p: back(combine(i => (i ? 0 : parts[0]! > 0 ? -1 : 1))), reach: Infinity }
    const slides = parts.some((part, i) => values[i]! <= flat && Math.abs(part) > level)
    if (slides) return { p: back(combine(i => (values[i]! <= flat ? -parts[i]! : 0))), reach: Infinity }
    if (parts.every((part, i) => values[i]! <= flat || Math.abs(part) <= level)) return undefined
    return { p: back(combine(i => (values[i]! > flat ? -parts[i]! / values[i]! : 0))), reach: 1 }
  }

  /** The first constraint in the way; the first by number where the method has stood still for long (Bland, 1977). */
  private block({ p, reach }: Direction): { step: number; blocking?: number } {
    const { g, h } = this.qp
    let [step, blocking] = [reach, -1]
    const size = largest(p)
    for (let i = 0; i < g.rows; i++) {
      if (this.working.includes(i)) continue
      const normal = row(g, i)
      const rate = dot(normal, p)
      if (rate <= 1e-12 * size * (1 + largest(normal))) continue
      const room = Math.max(0, h[i]! - dot(normal, this.x)) / rate
      if (room < step) [step, blocking] = [room, i]
    }
    return blocking < 0 ? { step } : { step, blocking }
  }

  /** Multipliers of the held rows: least squares of stationarity. */
  private multipliers(): Float64Array {
    const { p, q } = this.qp
    const slope = times(p, this.x).map((value, i) => -value - q[i]!)
    return qr(transposed(this.held())).leastSquares(slope)
  }

  /** Place in the working set of the row to let go. */
  private mostNegative(multipliers: Float64Array): number | undefined {
    const begin = this.qp.a.rows
    const level = 1e-9 * (1 + largest(multipliers))
    let found: number | undefined
    this.working.forEach((i, k) => {
      const value = multipliers[begin + k]!
      if (value >= -level) return
      const bland = this.idle > this.working.length + 5
      if (found === undefined || (bland ? i < this.working[found]! : value < multipliers[begin + found]!)) found = k
    })
    return found
  }

  private spread(multipliers: Float64Array): { lam: Float64Array; nu: Float64Array } {
    const lam = new Float64Array(this.qp.h.length)
    this.working.forEach((i, k) => (lam[i] = Math.max(0, multipliers[this.qp.a.rows + k]!)))
    return { lam, nu: multipliers.slice(0, this.qp.a.rows) }
  }
}
