import { dot, largest } from '../../linear-algebra/vector.ts'
import { apply, applyTransposed, normalSolver, sizeOf, type Form } from './normal-equations.ts'

/** Share of the way to the boundary that a step goes. */
const boundaryShare = 0.9995
/** Directions that are corrected towards the centre in each step, as long as that lets it go farther. */
const mostCorrections = 3
/** Products within a tenth and ten times what they should be are near the centre. */
const wide = 10

/**
 * The homogeneous and self-dual embedding of a linear programme: from (x, y, z, τ, κ) with τ > 0 in the end comes an
 * optimum x/τ, with κ > 0 a proof that there is none (Xu, Hung and Ye, 1996; Andersen and Andersen, 2000, section 8.4).
 * It needs no feasible start. One `step` is Mehrotra's predictor and corrector (1992), and Gondzio's multiple centrality
 * corrections (1996): a solution costs little beside the factors, a longer step saves whole ones.
 */
export class Homogeneous {
  private readonly form: Form
  x: Float64Array
  y: Float64Array
  z: Float64Array
  tau = 1
  kappa = 1
  private readonly primalStart: number
  private readonly dualStart: number

  constructor(form: Form) {
    this.form = form
    const n = sizeOf(form)
    this.x = new Float64Array(n).fill(1)
    this.z = new Float64Array(n).fill(1)
    this.y = new Float64Array(form.b.length)
    const { primal, dual } = this.residuals()
    this.primalStart = Math.max(1, largest(primal))
    this.dualStart = Math.max(1, largest(dual))
  }

  private residuals() {
    const { form, x, y, z, tau, kappa } = this
    const left = apply(form, x)
    const pulled = applyTransposed(form, y)
    return {
      primal: left.map((value, i) => form.b[i]! * tau - value),
      dual: pulled.map((value, j) => form.c[j]! * tau - value - z[j]!),
      gap: dot(form.c, x) - dot(form.b, y) + kappa,
    }
  }

  get mu(): number {
    return (dot(this.x, this.z) + this.tau * this.kappa) / (this.x.length + 1)
  }

  /** Residuals relative to those of the start, and the relative gap of the optimum in sight. */
  measures() {
    const { primal, dual } = this.residuals()
    const [cost, value] = [dot(this.form.c, this.x), dot(this.form.b, this.y)]
    return {
      primal: largest(primal) / this.primalStart / Math.max(1, this.tau),
      dual: largest(dual) / this.dualStart / Math.max(1, this.tau),
      gap: Math.abs(cost - value) / (this.tau + Math.abs(value)),
      cost: cost / this.tau,
    }
  }

  /** `false` where rounding lets it go no further. */
  step(): boolean {
    const { x, z, tau, kappa, form } = this
    const d = x.map((value, j) => value / z[j]!)
    const normal = normalSolver(form, d)
    if (!normal) return false
    // u = D (Aᵀv − r₁) with v from A D Aᵀ v = r₂ + A D r₁.
    const solve = (first: Float64Array, second: Float64Array) => {
      const spread = apply(
        form,
        first.map((value, j) => value * d[j]!),
      )
      const v = normal(spread.map((value, i) => value + second[i]!))
      const u = applyTransposed(form, v).map((value, j) => d[j]! * (value - first[j]!))
      return { u, v }
    }
    const { u: p, v: q } = solve(form.c, form.b)
    const residuals = this.residuals()
    const mu = this.mu
    const direction = (gamma: number, products: Float64Array, product: number): Direction => {
      const eta = 1 - gamma
      const xs = x.map((value, j) => gamma * mu - value * z[j]! - products[j]!)
      const tk = gamma * mu - tau * kappa - product
      const { u, v } = solve(
        residuals.dual.map((value, j) => eta * value - xs[j]! / x[j]!),
        residuals.primal.map(value => eta * value),
      )
      const { c, b } = form
      const above = eta * residuals.gap + tk / tau + dot(c, u) - dot(b, v)
      const dTau = above / (kappa / tau - dot(c, p) + dot(b, q))
      const dx = u.map((value, j) => value + p[j]! * dTau)
      return {
        dx,
        dy: v.map((value, i) => value + q[i]! * dTau),
        dz: xs.map((value, j) => (value - z[j]! * dx[j]!) / x[j]!),
        dTau,
        dKappa: (tk - kappa * dTau) / tau,
      }
    }
    const ahead = direction(0, new Float64Array(x.length), 0)
    const reach = this.reach(ahead, 1)
    const gamma = (1 - reach) ** 2 * Math.min(0.1, 1 - reach)
    let products = ahead.dx.map((value, j) => value * ahead.dz[j]!)
    let product = ahead.dTau * ahead.dKappa
    let chosen = direction(gamma, products, product)
    let far = this.reach(chosen, 1)
    for (let more = 0; more < mostCorrections && far < 0.95; more++) {
      const target = gamma * mu
      const wish = Math.min(1, 1.5 * far + 0.3)
      const off = (value: number) =>
        Math.max(-wide * target, Math.min(Math.max(value, target / wide), wide * target) - value)
      const { dx, dz, dTau, dKappa } = chosen
      products = products.map((value, j) => value - off((x[j]! + wish * dx[j]!) * (z[j]! + wish * dz[j]!)))
      product -= off((tau + wish * dTau) * (kappa + wish * dKappa))
      const corrected = direction(gamma, products, product)
      const reached = this.reach(corrected, 1)
      if (reached < 1.01 * far) break
      chosen = corrected
      far = reached
    }
    return this.move(chosen, this.reach(chosen, boundaryShare))
  }

  /** The longest step, at most 1, that keeps everything positive. */
  private reach({ dx, dz, dTau, dKappa }: Direction, share: number): number {
    let most = 1
    const limit = (value: number, change: number) => {
      if (change < 0) most = Math.min(most, (-share * value) / change)
    }
    for (let j = 0; j < dx.length; j++) {
      limit(this.x[j]!, dx[j]!)
      limit(this.z[j]!, dz[j]!)
    }
    limit(this.tau, dTau)
    limit(this.kappa, dKappa)
    return most
  }

  private move({ dx, dy, dz, dTau, dKappa }: Direction, length: number): boolean {
    const size = largest(dx) + largest(dy) + largest(dz) + Math.abs(dTau) + Math.abs(dKappa)
    if (!Number.isFinite(size) || !(length > 1e-12)) return false
    this.x = this.x.map((value, j) => value + length * dx[j]!)
    this.y = this.y.map((value, i) => value + length * dy[i]!)
    this.z = this.z.map((value, j) => value + length * dz[j]!)
    this.tau += length * dTau
    this.kappa += length * dKappa
    return true
  }
}

interface Direction {
  readonly dx: Float64Array
  readonly dy: Float64Array
  readonly dz: Float64Array
  readonly dTau: number
  readonly dKappa: number
}
