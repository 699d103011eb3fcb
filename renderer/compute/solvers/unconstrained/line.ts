import type { Smooth } from '../../expression/sum.ts'
import { dot } from '../../linear-algebra/vector.ts'

export interface Point {
  readonly x: Float64Array
  readonly f: number
  readonly slope: Float64Array
}

export function pointAt(objective: Smooth, x: Float64Array): Point {
  const slope = new Float64Array(x.length)
  return { x, f: objective.at(x, slope), slope }
}

/** φ(α) = f(x + α d) and φ′(α), with the point that was probed last. */
export class Line {
  readonly from: Point
  readonly direction: Float64Array
  /** φ′(0). */
  readonly steepness: number
  x: Float64Array
  slope: Float64Array
  f = Number.NaN
  derivative = Number.NaN
  alpha = Number.NaN
  private readonly objective: Smooth

  /** `room` is written over, where the caller has arrays that nobody reads any more. */
  constructor(objective: Smooth, from: Point, direction: Float64Array, room?: Pick<Point, 'x' | 'slope'>) {
    this.objective = objective
    this.from = from
    this.direction = direction
    this.steepness = dot(from.slope, direction)
    this.x = room?.x ?? new Float64Array(direction.length)
    this.slope = room?.slope ?? new Float64Array(direction.length)
  }

  /** Evaluates at α > 0; φ is +∞ where f has no value. */
  probe(alpha: number): number {
    if (alpha === this.alpha) return this.f
    const { x, direction } = this
    const start = this.from.x
    for (let i = 0; i < x.length; i++) x[i] = start[i]! + alpha * direction[i]!
    const f = this.objective.at(x, this.slope)
    this.alpha = alpha
    this.derivative = dot(this.slope, direction)
    this.f = Number.isNaN(f) || Number.isNaN(this.derivative) ? Infinity : f
    return this.f
  }

  /** The point probed last. */
  point(): Point {
    return { x: this.x, f: this.f, slope: this.slope }
  }

  /** Whether φ(α) lies low enough: f ≤ f₀ + c₁ α φ′(0), up to the rounding of f. */
  decreases(f: number, alpha: number, c1: number): boolean {
    return f <= this.from.f + c1 * alpha * this.steepness + 4 * Number.EPSILON * Math.abs(this.from.f)
  }
}

/** Finds a step on the line: `true` leaves the line at it, `false` says that there is none to be found. */
export type Search = (line: Line, first: number) => boolean
