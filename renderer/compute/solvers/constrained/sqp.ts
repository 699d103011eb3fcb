import { paced } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import { functionsFrom, nonlinearFields, readTyped, typedOrThrow } from './nonlinear.ts'
import { nonlinearReport } from './nonlinear-report.ts'
import { Sqp } from './sqp-core.ts'

/** Smooth constrained minimisation by sequential quadratic programming: Newton's method on the KKT conditions, held in by a trust region. */
export const sqp = defineSolver({
  id: 'sqp',
  title: { en: 'Sequential quadratic programming', 'zh-CN': '序列二次规划' },
  schema: nonlinearFields,
  check: problem => [...readTyped(problem).issues],
  async *run(problem, ctx) {
    const typed = typedOrThrow(problem)
    const method = new Sqp(functionsFrom(typed), typed.start)
    const ended = yield* paced(ctx, method.run())
    return nonlinearReport(typed, ended.stopped ?? ended.value.end, method, ctx)
  },
})
