import { onCpu, paced } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import { ActiveSet } from './active-set.ts'
import { quadraticFields, quadraticFrom, quadraticIssues, quadraticPoint, quadraticReport } from './quadratic.ts'

/** Quadratic programmes by the active-set method: from vertex to face to face, exact in finitely many steps. A P that is not positive semidefinite gives a local answer. */
export const qpActiveSet = defineSolver({
  id: 'qp-active-set',
  title: { en: 'Quadratic programme: active set', 'zh-CN': '二次规划：积极集法' },
  schema: quadraticFields,
  check: problem => quadraticIssues(problem),
  async *run(problem, ctx) {
    const qp = quadraticFrom(problem)
    const method = new ActiveSet(qp)
    const ended = yield* paced(ctx, method.solve())
    const found = ended.stopped
      ? {
          status: ended.stopped,
          result: quadraticPoint(qp, method.x, method.iterations),
          certificate: { claim: 'none', holds: false } as const,
        }
      : quadraticReport(qp, ended.value, method.iterations)
    return { ...found, ...onCpu(ctx), counts: { iterations: method.iterations } }
  },
})
