import { shiftedCholesky } from '../../linear-algebra/cholesky.ts'
import { Line } from './line.ts'
import { searchField, searchOf } from './searches.ts'
import { defineSmooth } from './smooth.ts'

/**
 * Newton with a line search, on H + τ I where H is not positive definite, so that every step goes down
 * (Nocedal and Wright, 2006, algorithms 3.2 and 3.3).
 */
export const newtonLineSearch = defineSmooth({
  id: 'newton-line-search',
  title: { en: 'Newton with line search', 'zh-CN': '带线搜索的牛顿法' },
  fields: { search: { ...searchField, default: 'armijo' } },
  variables: 200,
  showsHessian: true,
  begin(objective, { search }) {
    const find = searchOf(search, 0.9)
    return {
      next(here) {
        const factors = shiftedCholesky(objective.curvature(here.x))
        const direction = factors ? factors.solve(here.slope).map(g => -g) : here.slope.map(g => -g)
        const line = new Line(objective, here, direction)
        return find(line, 1)
          ? { to: line.point(), metrics: { step: line.alpha, shift: factors?.shift ?? 0 } }
          : undefined
      },
    }
  },
})
