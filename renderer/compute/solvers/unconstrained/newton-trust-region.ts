import { times, type Matrix } from '../../linear-algebra/matrix.ts'
import { symmetricEigen } from '../../linear-algebra/symmetric-eigen.ts'
import { dot, norm } from '../../linear-algebra/vector.ts'
import { pointAt } from './line.ts'
import { defineSmooth } from './smooth.ts'

const largestRadius = 1e3
/** A step is taken when f falls by this part of what the model promised. */
const enough = 1e-4

/**
 * Newton in a trust region: each step is the exact minimum of the quadratic model in the ball ‖p‖ ≤ Δ, also where the
 * Hessian is indefinite (Moré and Sorensen, 1983; Nocedal and Wright, 2006, algorithm 4.1 and section 4.3).
 */
export const newtonTrustRegion = defineSmooth({
  id: 'newton-trust-region',
  title: { en: 'Newton in a trust region', 'zh-CN': '信赖域牛顿法' },
  fields: {
    radius: {
      kind: 'number',
      label: { en: 'First radius', 'zh-CN': '初始半径' },
      symbol: '\\Delta_0',
      default: 1,
      min: 1e-6,
      max: largestRadius,
      slider: [0.1, 10],
      scale: 'log',
    },
  },
  variables: 100,
  showsHessian: true,
  begin(objective, { radius: first }) {
    let radius = first
    return {
      next(here) {
        const bend = objective.curvature(here.x)
        // A step is refused at most until the ball is smaller than rounding.
        while (radius > 1e-14 * (1 + norm(here.x))) {
          const p = stepWithin(bend, here.slope, radius)
          if (!p) return undefined
          const to = pointAt(
            objective,
            here.x.map((x, i) => x + p[i]!),
          )
          const promised = -dot(here.slope, p) - dot(p, times(bend, p)) / 2
          const rounding = 10 * Number.EPSILON * Math.abs(here.f)
          // Where both differences drown in rounding the model is right as far as can be seen.
          const ratio = (here.f - to.f + rounding) / (promised + rounding)
          const length = norm(p)
          const used = radius
          if (!(ratio >= 0.25)) radius = length / 4
          else if (ratio > 0.75 && length > 0.99 * radius) radius = Math.min(2 * radius, largestRadius)
          if (ratio > enough) return { to, metrics: { step: length, radius: used } }
        }
        return undefined
      },
    }
  },
})

/** argmin gᵀp + ½ pᵀBp over ‖p‖ ≤ Δ by the eigenvalues of B; `undefined` where B or g holds no finite numbers. */
function stepWithin(bend: Matrix, g: Float64Array, radius: number): Float64Array | undefined {
  const { values, vectors } = symmetricEigen(bend)
  const parts = vectors.map(v => dot(v, g))
  if (!parts.every(Number.isFinite) || Number.isNaN(values[0])) return undefined
  const lengthAt = (shift: number) =>
    Math.hypot(...parts.map((part, i) => (part === 0 ? 0 : part / (values[i]! + shift))))
  const along = (shares: readonly number[]) =>
    g.map((_, j) => vectors.reduce((sum, v, i) => sum + shares[i]! * v[j]!, 0))
  const least = values[0]!
  if (least > 0 && lengthAt(0) <= radius) return along(parts.map((part, i) => -part / values[i]!))
  const floor = Math.max(0, -least)
  const size = norm(g)
  let low = floor
  let high = floor + size / radius + Number.MIN_VALUE
  const margin = 1e-12 * Math.max(Math.abs(least), size / radius, Number.MIN_VALUE)
  if (!(lengthAt(floor + margin) > radius)) {
    // The hard case: g has no part along the lowest eigenvector, which then fills the step up to the ball.
    const shares = parts.map((part, i) => (values[i]! - least <= margin ? 0 : -part / (values[i]! - least)))
    shares[0] = Math.sqrt(Math.max(0, radius * radius - dot(Float64Array.from(shares), Float64Array.from(shares))))
    return along(shares)
  }
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    const middle = (low + high) / 2
    if (lengthAt(middle) > radius) low = middle
    else high = middle
  }
  return along(parts.map((part, i) => -part / (values[i]! + high)))
}
