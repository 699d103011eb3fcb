import { manyVectors, type ManyVectors } from '../../linear-algebra/many.ts'
import type { Point } from './line.ts'

/**
 * The last m pairs s = x₊ − x, y = ∇f₊ − ∇f, and the BFGS direction they make. The two loops (Nocedal and Wright, 2006,
 * algorithm 7.4) run on coefficients of s, y and g, their products kept in tables (Chen, Wang and Zhou, 2014), so that
 * each pair is read twice a step instead of four times. A product with the newest y is the change of one with g.
 */
export class Pairs {
  private readonly capacity: number
  /** Where each pair stands in the arrays below, oldest first. */
  private order: number[] = []
  /** s of pair k at k, y at capacity + k. */
  private readonly kept: ManyVectors
  private readonly products: Float64Array
  private readonly factors: Float64Array
  private readonly rho: Float64Array
  /** sᵢᵀyⱼ of an older i and a newer j; yᵢᵀyⱼ. */
  private readonly sy: Float64Array
  private readonly yy: Float64Array
  /** sᵢᵀg and yᵢᵀg of the g that was given last. */
  private readonly sg: Float64Array
  private readonly yg: Float64Array
  private fresh: number | undefined

  constructor(capacity: number, dimension: number) {
    this.capacity = capacity
    this.kept = manyVectors(2 * capacity, dimension)
    this.products = new Float64Array(2 * capacity)
    this.factors = new Float64Array(2 * capacity)
    this.rho = new Float64Array(capacity)
    this.sy = new Float64Array(capacity * capacity)
    this.yy = new Float64Array(capacity * capacity)
    this.sg = new Float64Array(capacity)
    this.yg = new Float64Array(capacity)
  }

  get size(): number {
    return this.order.length
  }

  forget(): void {
    this.order = []
    this.fresh = undefined
  }

  /** Keeps the pair in place of the oldest; leaves it out where its curvature sᵀy is not positive. */
  add(from: Point, to: Point): void {
    const full = this.order.length === this.capacity
    const slot = full ? this.order[0]! : (this.freeSlot() ?? 0)
    const { vectors } = this.kept
    if (full) this.order.shift()
    const { curvature, size, length } = difference(from, to, vectors[slot]!, vectors[this.capacity + slot]!)
    if (!(curvature > 1e-14 * Math.sqrt(length * size))) return
    this.rho[slot] = 1 / curvature
    this.yy[slot * this.capacity + slot] = size
    this.order.push(slot)
    this.fresh = slot
  }

  private freeSlot(): number | undefined {
    for (let slot = 0; slot < this.capacity; slot++) if (!this.order.includes(slot)) return slot
    return undefined
  }

  /** −H g; it stands until the next call. */
  direction(g: Float64Array): Float64Array {
    if (!this.order.length) return g.map(value => -value)
    this.measure(g)
    return this.kept.combine(g, -this.loops(), this.factors)
  }

  /** Brings the tables up to date with g. */
  private measure(g: Float64Array): void {
    const { order, capacity, fresh, sg, yg, products } = this
    this.kept.dots(g, products)
    order.forEach(slot => {
      const [s, y] = [products[slot]!, products[capacity + slot]!]
      if (fresh !== undefined && slot !== fresh) {
        this.sy[slot * capacity + fresh] = s - sg[slot]!
        const both = y - yg[slot]!
        this.yy[slot * capacity + fresh] = both
        this.yy[fresh * capacity + slot] = both
      }
      sg[slot] = s
      yg[slot] = y
    })
    this.fresh = undefined
  }

  /** The direction is the share that is returned times −g, plus Σ factors over all that is kept. */
  private loops(): number {
    const { order, capacity, rho, sy, yy, sg, yg, factors } = this
    const m = order.length
    const alphas = new Float64Array(m)
    factors.fill(0)
    for (let k = m - 1; k >= 0; k--) {
      const slot = order[k]!
      let along = -sg[slot]!
      for (let l = k + 1; l < m; l++) along += factors[capacity + order[l]!]! * sy[slot * capacity + order[l]!]!
      alphas[k] = rho[slot]! * along
      factors[capacity + slot] = -alphas[k]!
    }
    const newest = order[m - 1]!
    const share = 1 / (rho[newest]! * yy[newest * capacity + newest]!)
    for (const slot of order) factors[capacity + slot]! *= share
    for (let k = 0; k < m; k++) {
      const slot = order[k]!
      let along = -share * yg[slot]!
      for (let l = 0; l < m; l++) along += factors[capacity + order[l]!]! * yy[slot * capacity + order[l]!]!
      for (let l = 0; l < k; l++) along += factors[order[l]!]! * sy[order[l]! * capacity + slot]!
      factors[slot] = alphas[k]! - rho[slot]! * along
    }
    return share
  }
}

/** Writes s and y and sums sᵀy, yᵀy and sᵀs in the same pass, even and odd places apart: one sum alone waits for its own addition. */
function difference({ x, slope }: Point, { x: newX, slope: newSlope }: Point, s: Float64Array, y: Float64Array) {
  let [curvature, size, length] = [0, 0, 0]
  let [curvature1, size1, length1] = [0, 0, 0]
  const n = x.length
  const even = n - (n % 2)
  for (let i = 0; i < even; i += 2) {
    const moved = newX[i]! - x[i]!
    const turned = newSlope[i]! - slope[i]!
    const moved1 = newX[i + 1]! - x[i + 1]!
    const turned1 = newSlope[i + 1]! - slope[i + 1]!
    s[i] = moved
    y[i] = turned
    s[i + 1] = moved1
    y[i + 1] = turned1
    curvature += moved * turned
    size += turned * turned
    length += moved * moved
    curvature1 += moved1 * turned1
    size1 += turned1 * turned1
    length1 += moved1 * moved1
  }
  if (even < n) {
    s[even] = newX[even]! - x[even]!
    y[even] = newSlope[even]! - slope[even]!
    curvature += s[even]! * y[even]!
    size += y[even]! * y[even]!
    length += s[even]! * s[even]!
  }
  return { curvature: curvature + curvature1, size: size + size1, length: length + length1 }
}
