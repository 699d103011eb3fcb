import { newtonStep } from './newton-step.ts'
import { defineSmooth } from './smooth.ts'

/**
 * Newton's method, bare: x ← x − H⁻¹ ∇f(x) (Nocedal and Wright, 2006, equation 2.15). Quadratic convergence near a
 * stationary point with a regular Hessian, be it minimum, maximum or saddle; from afar it may go anywhere.
 */
export const newton = defineSmooth({
  id: 'newton',
  title: { en: 'Newton’s method', 'zh-CN': '牛顿法' },
  fields: {},
  variables: 200,
  showsHessian: true,
  begin: objective => newtonStep(objective, 1),
})
