import type { Rule } from '../kernels/descent/rule.ts'
import { firstOrder } from './first-order.ts'

export const momentumRule: Rule<Readonly<Record<'lr' | 'mu', number>>> = {
  constants: ({ lr, mu }) => ({ lr, mu }),
  step(x, g, m, o, c) {
    m[o] = c.mu! * m[o]! + g
    return x - c.lr! * m[o]!
  },
  wgsl: '(*m).x = c.mu * (*m).x + g; return x - c.lr * (*m).x;',
  formula: { m0: 'mu m0 + g', x: 'x - lr m0' },
}

/** Heavy ball: v ← μ v + ∇f(x), x ← x − η v (Polyak, 1964, in the form that keeps the gradients' sum). */
export const momentum = firstOrder({
  id: 'momentum',
  title: { en: 'Momentum', 'zh-CN': '动量法' },
  fields: {
    mu: {
      kind: 'number',
      label: { en: 'Momentum', 'zh-CN': '动量' },
      symbol: '\\mu',
      default: 0.9,
      min: 0,
      max: 0.9999,
      slider: [0, 0.99],
      scale: 'linear',
    },
  },
  rule: momentumRule,
})
