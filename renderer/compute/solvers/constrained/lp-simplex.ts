import { onCpu, paced } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import { linearFields, linearFrom, linearIssues, partResult, reported } from './linear.ts'
import type { PriceRule } from './pricing.ts'
import { Simplex } from './simplex.ts'

/**
 * Linear programmes by the revised simplex method (Dantzig, 1947; bounded variables, two phases), with multipliers and
 * reduced costs at an optimum, Farkas multipliers where nothing is feasible and a ray where the cost falls for ever.
 */
export const lpSimplex = defineSolver({
  id: 'lp-simplex',
  title: { en: 'Linear programme: simplex', 'zh-CN': '线性规划：单纯形法' },
  schema: {
    ...linearFields,
    rule: {
      kind: 'choice',
      label: { en: 'Pivot rule', 'zh-CN': '选主元规则' },
      default: 'steepest-edge',
      options: ['steepest-edge', 'dantzig', 'bland'],
    },
    scaling: {
      kind: 'flag',
      label: { en: 'Scale rows and columns first', 'zh-CN': '先缩放行与列' },
      default: true,
    },
  },
  check: problem => linearIssues(problem),
  async *run(problem, ctx) {
    const lp = linearFrom(problem)
    const simplex = new Simplex(lp, problem.rule as PriceRule, problem.scaling)
    const ended = yield* paced(ctx, simplex.solve())
    const found = ended.stopped
      ? {
          status: ended.stopped,
          result: partResult(lp, simplex.point(), simplex.pivots),
          certificate: { claim: 'none', holds: false } as const,
        }
      : reported(lp, ended.value, simplex.pivots)
    return { ...found, ...onCpu(ctx), counts: { iterations: simplex.pivots } }
  },
})
