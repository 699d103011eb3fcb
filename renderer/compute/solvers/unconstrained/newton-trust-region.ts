import { times } from '../../linear-algebra/matrix.ts'
import { dot, norm } from '../../linear-algebra/vector.ts'
import { pointAt } from './line.ts'
import { defineSmooth } from './smooth.ts'
import { stepWithin } from './trust-region.ts'

const largestRadius = 1e10
/** A step is taken when f falls by this part of what the model promised. */
const enough = 1e-4

/**
 * Newton in a trust region: each step minimises the quadratic model in the ball ‖p‖ ≤ Δ, also where the
 * Hessian is indefinite (Nocedal and Wright, 2006, algorithm 4.1).
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
      max: 1e3,
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
