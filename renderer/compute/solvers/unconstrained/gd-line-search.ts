import { dot } from '../../linear-algebra/vector.ts'
import { Line } from './line.ts'
import { searchField, searchOf } from './searches.ts'
import { defineSmooth } from './smooth.ts'

/** Steepest descent whose step a line search finds (Cauchy, 1847; Nocedal and Wright, 2006, section 3.1). With the exact search it zigzags. */
export const gdLineSearch = defineSmooth({
  id: 'gd-line-search',
  title: { en: 'Gradient descent with line search', 'zh-CN': '带线搜索的梯度下降' },
  fields: { search: { ...searchField, default: 'armijo' } },
  variables: 10_000,
  begin(objective, { search }) {
    const find = searchOf(search, 0.1)
    let gain: number | undefined
    return {
      next(here) {
        const size = dot(here.slope, here.slope)
        const line = new Line(
          objective,
          here,
          here.slope.map(g => -g),
        )
        // Backtracking begins at twice the last gain, so that steps can grow again.
        if (!find(line, gain === undefined ? 1 : Math.min(1e6, (2 * gain) / size))) return undefined
        gain = line.alpha * size
        return { to: line.point(), metrics: { step: line.alpha } }
      },
    }
  },
})
