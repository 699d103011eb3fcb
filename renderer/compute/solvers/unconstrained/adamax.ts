import { firstOrder } from '../first-order.ts'
import { adamFields } from './fields.ts'

/** AdaMax: Adam by the largest slope instead of the mean square (Kingma and Ba, 2015, algorithm 2; the guard within the maximum). */
export const adamax = firstOrder({
  id: 'adamax',
  title: { en: 'AdaMax', 'zh-CN': 'AdaMax' },
  fields: adamFields,
  rule: {
    constants: ({ lr, beta1, beta2, eps }) => ({ lr, eps, beta1, beta2, rest1: 1 - beta1 }),
    factors: (k, { beta1 }) => [1 / (1 - beta1 ** k), 0],
    step(x, g, m, o, c, s) {
      m[o] = c.beta1! * m[o]! + c.rest1! * g
      m[o + 1] = Math.max(c.beta2! * m[o + 1]!, Math.abs(g) + c.eps!)
      return x - (c.lr! * s[0] * m[o]) / m[o + 1]!
    },
    wgsl: `
      (*m).x = c.beta1 * (*m).x + c.rest1 * g;
      (*m).y = max(c.beta2 * (*m).y, abs(g) + c.eps);
      return x - c.lr * s.x * (*m).x / (*m).y;`,
  },
})
