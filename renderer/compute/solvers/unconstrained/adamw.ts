import { firstOrder } from '../first-order.ts'
import { adamFields } from './fields.ts'

/** AdamW: Adam after a shrinking of x that the averages never see (Loshchilov and Hutter, 2019, algorithm 2). */
export const adamw = firstOrder({
  id: 'adamw',
  title: { en: 'AdamW', 'zh-CN': 'AdamW' },
  fields: {
    ...adamFields,
    wd: {
      kind: 'number',
      label: { en: 'Weight decay', 'zh-CN': '权重衰减' },
      symbol: '\\lambda',
      default: 0.01,
      min: 0,
      max: 1,
      slider: [0, 0.1],
      scale: 'linear',
    },
  },
  rule: {
    constants: ({ lr, beta1, beta2, eps, wd }) => ({
      lr,
      eps,
      beta1,
      beta2,
      rest1: 1 - beta1,
      rest2: 1 - beta2,
      keep: 1 - lr * wd,
    }),
    factors: (k, { beta1, beta2 }) => [1 / (1 - beta1 ** k), 1 / (1 - beta2 ** k)],
    step(x, g, m, o, c, s) {
      m[o] = c.beta1! * m[o]! + c.rest1! * g
      m[o + 1] = c.beta2! * m[o + 1]! + c.rest2! * g * g
      return c.keep! * x - (c.lr! * s[0] * m[o]) / (Math.sqrt(s[1] * m[o + 1]!) + c.eps!)
    },
    wgsl: `
      (*m).x = c.beta1 * (*m).x + c.rest1 * g;
      (*m).y = c.beta2 * (*m).y + c.rest2 * g * g;
      return c.keep * x - c.lr * s.x * (*m).x / (sqrt(s.y * (*m).y) + c.eps);`,
  },
})
