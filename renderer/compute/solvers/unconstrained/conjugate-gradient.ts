import { addScaled, dot } from '../../linear-algebra/vector.ts'
import { Line } from './line.ts'
import { defineSmooth } from './smooth.ts'
import { wolfe } from './wolfe.ts'

/**
 * Non-linear conjugate gradients, Polak and Ribière's β cut at 0 (Nocedal and Wright, 2006, equations 5.44 and 5.45).
 * On a quadratic of n variables with an exact search it ends after n steps.
 */
export const conjugateGradient = defineSmooth({
  id: 'conjugate-gradient',
  title: { en: 'Conjugate gradients', 'zh-CN': '共轭梯度法' },
  fields: {},
  variables: 10_000,
  begin(objective) {
    // Tighter than quasi-Newton methods need: without it directions lose their conjugacy.
    const find = wolfe(0.01)
    let before: { slope: Float64Array; direction: Float64Array; gain: number } | undefined
    return {
      next(here) {
        const { slope } = here
        const size = dot(slope, slope)
        let direction = slope.map(g => -g)
        let first = Math.min(1, 1 / Math.sqrt(size))
        if (before) {
          const beta = Math.max(0, (size - dot(slope, before.slope)) / dot(before.slope, before.slope))
          addScaled(direction, beta, before.direction)
          if (dot(direction, slope) >= 0) direction = slope.map(g => -g)
          // The same first-order gain as the last step had (3.60).
          first = Math.min(1e6 * first, before.gain / -dot(direction, slope))
        }
        const line = new Line(objective, here, direction)
        if (!find(line, first)) {
          if (!before) return undefined
          before = undefined
          return this.next(here, 0)
        }
        before = { slope, direction, gain: -line.alpha * line.steepness }
        return { to: line.point(), metrics: { step: line.alpha } }
      },
    }
  },
})
