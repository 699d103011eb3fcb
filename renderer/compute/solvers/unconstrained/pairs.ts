import { addCombination, dots } from '../../linear-algebra/vector.ts'
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
  private readonly s: Float64Array[] = []
  private readonly y: Float64Array[] = []
  private readonly rho: Float64Array
  /** sᵢᵀyⱼ of an older i and a newer j; yᵢᵀyⱼ. */
  private readonly sy: Float64Array
  private readonly yy: Float64Array
  /** sᵢᵀg and yᵢᵀg of the g that was given last. */
  private readonly sg: Float64Array
  private readonly yg: Float64Array
  private fresh: number | undefined

  constructor(capacity: number) {
    this.capacity = capacity
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
    const n = from.x.length
    const full = this.order.length === this.capacity
    const slot = full ? this.order[0]! : (this.freeSlot() ?? 0)
    const s = (this.s[slot] ??= new Float64Array(n))
    const y = (this.y[slot] ??= new Float64Array(n))
    if (full) this.order.shift()
    const { curvature, size, length } = difference(from, to, s, y)
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

  /** −H g. */
  direction(g: Float64Array): Float64Array {
    const { order } = this
    const vectors = [...order.map(slot => this.s[slot]!), ...order.map(slot => this.y[slot]!)]
    if (order.length) this.measure(g, vectors)
    const { share, factors } = order.length ? this.loops() : { share: 1, factors: new Float64Array() }
    const d = new Float64Array(g.length)
    for (let i = 0; i < d.length; i++) d[i] = -share * g[i]!
    addCombination(d, factors, vectors)
    return d
  }

  /** Brings the tables up to date with g. */
  private measure(g: Float64Array, vectors: readonly Float64Array[]): void {
    const { order, capacity, fresh, sg, yg } = this
    const products = new Float64Array(vectors.length)
    dots(g, vectors, products)
    order.forEach((slot, k) => {
      const [s, y] = [products[k]!, products[order.length + k]!]
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

  /** The direction is `share` times −g plus Σ factors over the s and then the y, oldest first. */
  private loops(): { share: number; factors: Float64Array } {
    const { order, capacity, rho, sy, yy, sg, yg } = this
    const m = order.length
    const factors = new Float64Array(2 * m)
    const alphas = new Float64Array(m)
    for (let k = m - 1; k >= 0; k--) {
      const slot = order[k]!
      let along = -sg[slot]!
      for (let l = k + 1; l < m; l++) along += factors[m + l]! * sy[slot * capacity + order[l]!]!
      alphas[k] = rho[slot]! * along
      factors[m + k] = -alphas[k]!
    }
    const newest = order[m - 1]!
    const share = 1 / (rho[newest]! * yy[newest * capacity + newest]!)
    for (let k = 0; k < m; k++) factors[m + k]! *= share
    for (let k = 0; k < m; k++) {
      const slot = order[k]!
      let along = -share * yg[slot]!
      for (let l = 0; l < m; l++) along += factors[m + l]! * yy[slot * capacity + order[l]!]!
      for (let l = 0; l < k; l++) along += factors[l]! * sy[order[l]! * capacity + slot]!
      factors[k] = alphas[k]! - rho[slot]! * along
    }
    return { share, factors }
  }
}

/** Writes s and y and sums sᵀy, yᵀy and sᵀs in the same pass. */
function difference(from: Point, to: Point, s: Float64Array, y: Float64Array) {
  const { x, slope } = from
  const { x: newX, slope: newSlope } = to
  let [curvature, size, length] = [0, 0, 0]
  for (let i = 0; i < s.length; i++) {
    const moved = newX[i]! - x[i]!
    const turned = newSlope[i]! - slope[i]!
    s[i] = moved
    y[i] = turned
    curvature += moved * turned
    size += turned * turned
    length += moved * moved
  }
  return { curvature, size, length }
}
