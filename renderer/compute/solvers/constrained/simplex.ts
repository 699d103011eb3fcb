import { dot } from '../../linear-algebra/vector.ts'
import type { Iterate } from '../../paced.ts'
import type { LinearProgramme } from '../../verify/linear-programme.ts'
import { Basis } from './basis.ts'
import type { Outcome } from './linear.ts'
import { priceFrom, SteepestEdge, type PriceRule } from './pricing.ts'
import { ratio, type Block } from './ratio.ts'
import { standardFrom, type Standard } from './standard.ts'

/** A basic variable this far out of its bounds is infeasible, in scaled units. */
const feasibility = 1e-9
const degenerateStep = 1e-12
/** Programmes of more variables show a pivot now and then only. */
const drawn = 64
const betweenShownMs = 8
const still = { entering: -1, leaving: -1, step: 0 }

/**
 * The revised simplex method for bounded variables, in two phases: the first minimises the sum of infeasibilities of
 * the basic variables, so it needs no artificial ones (Maros, Computational Techniques of the Simplex Method, 2003,
 * chapters 9 and 10). Degenerate pivots in a row bring in Bland's rule until there is progress, so that none cycles.
 */
export class Simplex {
  private readonly lp: LinearProgramme
  private readonly program: Standard
  private readonly rule: PriceRule
  private readonly basis: Basis
  private readonly edges: SteepestEdge | undefined
  /** Values of all variables. */
  private readonly x: Float64Array
  /** Slopes of the sum of infeasibilities, row by row, or the costs of the basic variables in phase 2. */
  private readonly slopes: Float64Array
  private infeasibility = 0
  private degenerate = 0
  private shownMs = -Infinity
  pivots = 0

  constructor(lp: LinearProgramme, rule: PriceRule, scaling = true) {
    this.lp = lp
    this.program = standardFrom(lp, scaling)
    this.rule = rule
    this.basis = new Basis(this.program)
    this.edges = rule === 'steepest-edge' ? new SteepestEdge(this.program) : undefined
    const { lower, upper } = this.program
    this.slopes = new Float64Array(this.program.rows)
    this.x = lower.map((low, j) => (low > -Infinity ? low : upper[j]! < Infinity ? upper[j]! : 0))
    this.place()
  }

  /** Yields every pivot; ends with what was found. */
  *solve(): Generator<Iterate<readonly number[]>, Outcome> {
    if (this.lp.lower.some((low, j) => low > this.lp.upper[j]!))
      return this.infeasible(new Float64Array(this.program.rows))
    yield this.iterate(still)
    for (;;) {
      if (this.basis.isStale) yield* this.refresh()
      this.measure()
      const phase = this.infeasibility > 0 ? 1 : 2
      const y = this.basis.combine(this.slopes)
      const bland = this.rule === 'bland' || this.degenerate > this.program.rows + 20
      const entering = priceFrom(this.program, this.basis, this.x, y, phase, bland ? 'bland' : this.rule, this.edges)
      if (entering === undefined) {
        if (!this.basis.isFresh) {
          yield* this.refresh()
          continue
        }
        return phase === 1 ? this.infeasible(y) : this.optimal(y)
      }
      const alpha = this.basis.column(entering.j)
      const block = ratio({ ...this.program, x: this.x, heads: this.basis.heads, alpha, ...entering, phase, bland })
      if (block.step === Infinity) {
        if (phase === 2 && this.basis.isFresh) return this.unbounded(entering.j, entering.direction, alpha)
        if (this.basis.isFresh) return { status: 'stalled', x: this.point() }
        yield* this.refresh()
        continue
      }
      const leaving = block.row === undefined ? entering.j : this.basis.heads[block.row]!
      this.move(entering.j, entering.direction, alpha, block)
      if (this.isDue()) yield this.iterate({ entering: entering.j, leaving, step: block.step })
    }
  }

  private move(j: number, direction: number, alpha: Float64Array, { step, row, bound }: Block): void {
    const { heads } = this.basis
    if (step !== 0) for (let i = 0; i < alpha.length; i++) this.x[heads[i]!]! -= direction * step * alpha[i]!
    this.degenerate = step > degenerateStep ? 0 : this.degenerate + 1
    this.pivots++
    if (row === undefined) {
      this.x[j] = bound
      return
    }
    this.x[j]! += direction * step
    const leaving = heads[row]!
    this.x[leaving] = bound
    this.edges?.update(this.basis, row, j, alpha)
    this.basis.pivot(row, alpha, j)
  }

  /** Finds the infeasibility and the slopes that belong to its phase. */
  private measure(): void {
    const { lower, upper, cost } = this.program
    const { heads } = this.basis
    this.infeasibility = 0
    for (let i = 0; i < heads.length; i++) {
      const j = heads[i]!
      const [below, above] = [lower[j]! - this.x[j]!, this.x[j]! - upper[j]!]
      this.slopes[i] = below > feasibility ? -1 : above > feasibility ? 1 : 0
      if (this.slopes[i] !== 0) this.infeasibility += Math.max(below, above)
    }
    if (this.infeasibility === 0) for (let i = 0; i < heads.length; i++) this.slopes[i] = cost[heads[i]!]!
  }

  /** Small programmes show every pivot, large ones as many as can be followed. */
  private isDue(): boolean {
    return this.lp.c.length <= drawn || performance.now() - this.shownMs >= betweenShownMs
  }

  /** Begins near x: the variables farthest inside their bounds become basic, the others go to their nearer bound (a crossover). */
  *startNear(x: Float64Array): Generator<Iterate<readonly number[]>, void> {
    const { n, rows, columns, b, lower, upper, columnScale } = this.program
    const rest = Float64Array.from(b)
    for (let j = 0; j < n; j++) {
      this.x[j] = x[j]! / columnScale[j]!
      for (let i = 0; i < rows; i++) rest[i]! -= this.x[j]! * columns[j]![i]!
    }
    this.x.set(rest, n)
    const inside = this.x.map((value, j) => Math.min(value - lower[j]!, upper[j]! - value))
    const order = Array.from({ length: n + rows }, (_, j) => j).filter(
      j => inside[j]! > 1e-7 * (1 + Math.abs(this.x[j]!)),
    )
    yield* this.refresh(order.sort((i, j) => inside[j]! - inside[i]!))
  }

  private *refresh(wanted?: readonly number[]): Generator<Iterate<readonly number[]>, void> {
    for (const _ of this.basis.refresh(wanted))
      if (performance.now() - this.shownMs >= betweenShownMs) yield { ...this.iterate(still), minor: true }
    const { lower, upper } = this.program
    // A variable that was left out of the basis goes to its nearer bound, a free one to 0.
    this.x.forEach((value, j) => {
      if (this.basis.place[j]! >= 0) return
      const [low, high] = [lower[j]!, upper[j]!]
      const nearer = value - low <= high - value ? low : high
      this.x[j] = Number.isFinite(nearer) ? nearer : 0
    })
    this.place()
  }

  /** Values of the basic variables from those of the others. */
  private place(): void {
    const { n, rows, columns, b } = this.program
    const rest = Float64Array.from(b)
    for (let j = 0; j < n + rows; j++) {
      const value = this.x[j]!
      if (this.basis.place[j]! >= 0 || value === 0) continue
      const column = columns[j]
      if (column) for (let i = 0; i < rows; i++) rest[i]! -= value * column[i]!
      else rest[j - n]! -= value
    }
    this.basis.solve(rest).forEach((value, i) => (this.x[this.basis.heads[i]!] = value))
  }

  private iterate(metrics: Readonly<Record<string, number>>): Iterate<readonly number[]> {
    const x = this.point()
    this.measure()
    this.shownMs = performance.now()
    const { infeasibility } = this
    const phase = infeasibility > 0 ? 1 : 2
    return {
      k: this.pivots,
      state: Array.from(x),
      metrics: { objective: dot(this.lp.c, x), infeasibility, phase, ...metrics },
    }
  }

  /** The variables now, in their own units. */
  point(): Float64Array {
    return this.lp.c.map((_, j) => {
      const value = this.x[j]! * this.program.columnScale[j]!
      return Math.min(Math.max(value, this.near(this.lp.lower[j]!, value)), this.near(this.lp.upper[j]!, value))
    })
  }

  /** A bound that the value passes by rounding alone; the value itself where it is truly outside. */
  private near(bound: number, value: number): number {
    return Math.abs(bound - value) <= 1e-8 * (1 + Math.abs(bound)) ? bound : value
  }

  private multipliers(y: Float64Array) {
    const weights = y.map((value, i) => -value * this.program.rowScale[i]!)
    const ub = weights.slice(0, this.lp.ub.rows).map(value => Math.max(0, value))
    return { ub, eq: weights.slice(this.lp.ub.rows) }
  }

  private optimal(y: Float64Array): Outcome {
    return { status: 'optimal', x: this.point(), ...this.multipliers(y) }
  }

  private infeasible(y: Float64Array): Outcome {
    return { status: 'infeasible', ...this.multipliers(y) }
  }

  private unbounded(j: number, direction: number, alpha: Float64Array): Outcome {
    const ray = new Float64Array(this.lp.c.length)
    if (j < ray.length) ray[j] = direction * this.program.columnScale[j]!
    this.basis.heads.forEach((head, i) => {
      if (head < ray.length) ray[head] = -direction * alpha[i]! * this.program.columnScale[head]!
    })
    return { status: 'unbounded', x: this.point(), ray }
  }
}

/** A small programme solved in one go, for the methods that need one inside; yields only to breathe. */
export function* solveLinear(lp: LinearProgramme): Generator<Iterate<readonly number[]>, Outcome> {
  const run = new Simplex(lp, 'steepest-edge').solve()
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
    yield { ...next.value, minor: true }
  }
}
