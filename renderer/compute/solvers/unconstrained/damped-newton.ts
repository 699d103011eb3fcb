import { newtonStep } from './newton-step.ts'
import { defineSmooth } from './smooth.ts'

/** Newton's method with a fixed part of each step: x ← x − η H⁻¹ ∇f(x). Near the end the error shrinks by 1 − η, no faster. */
export const dampedNewton = defineSmooth({
  id: 'damped-newton',
  title: { en: 'Damped Newton', 'zh-CN': '阻尼牛顿法' },
  fields: {
    lr: {
      kind: 'number',
      label: { en: 'Part of the step', 'zh-CN': '步长比例' },
      symbol: '\\eta',
      default: 0.5,
      min: 0.001,
      max: 2,
      slider: [0.05, 1],
      scale: 'linear',
    },
  },
  variables: 200,
  showsHessian: true,
  begin: (objective, { lr }) => newtonStep(objective, lr),
})
