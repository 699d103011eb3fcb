import { firstOrder } from '../first-order.ts'

/** Nesterov's acceleration in the gradient's form: v ← μ v + ∇f(x), x ← x − η (∇f(x) + μ v) (Nesterov, 1983; Sutskever et al., 2013). */
export const nesterov = firstOrder({
  id: 'nesterov',
  title: { en: 'Nesterov acceleration', 'zh-CN': 'Nesterov 加速' },
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
  rule: {
    constants: ({ lr, mu }) => ({ lr, mu }),
    step(x, g, m, o, c) {
      m[o] = c.mu! * m[o]! + g
      return x - c.lr! * (g + c.mu! * m[o])
    },
    wgsl: '(*m).x = c.mu * (*m).x + g; return x - c.lr * (g + c.mu * (*m).x);',
  },
})
