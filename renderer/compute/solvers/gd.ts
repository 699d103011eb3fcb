import type { Rule } from '../kernels/descent/rule.ts'
import { firstOrder } from './first-order.ts'

export const gdRule: Rule<{ readonly lr: number }> = {
  constants: ({ lr }) => ({ lr }),
  step: (x, g, _m, _o, c) => x - c.lr! * g,
  wgsl: 'return x - c.lr * g;',
  formula: { x: 'x - lr g' },
}

/** Gradient descent: x ← x − η ∇f(x) (Cauchy, 1847). On a quadratic it contracts an eigendirection by 1 − η λ. */
export const gd = firstOrder({
  id: 'gd',
  title: { en: 'Gradient descent', 'zh-CN': '梯度下降' },
  fields: {},
  rule: gdRule,
})
