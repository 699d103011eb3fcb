import { firstOrder } from '../first-order.ts'
import { adamFields } from './fields.ts'

/** Nadam: Adam with Nesterov's look ahead, β₁ constant (Dozat, 2016). The third correction, 1 − β₂^k, is kept in memory. */
export const nadam = firstOrder({
  id: 'nadam',
  title: { en: 'Nadam', 'zh-CN': 'Nadam' },
  fields: adamFields,
  rule: {
    constants: ({ lr, beta1, beta2, eps }) => ({ lr, eps, beta1, beta2, rest1: 1 - beta1, rest2: 1 - beta2 }),
    factors: (k, { beta1 }) => [1 / (1 - beta1 ** (k + 1)), 1 / (1 - beta1 ** k)],
    step(x, g, m, o, c, s) {
      m[o] = c.beta1! * m[o]! + c.rest1! * g
      m[o + 1] = c.beta2! * m[o + 1]! + c.rest2! * g * g
      m[o + 2] = c.beta2! * m[o + 2]! + c.rest2!
      const ahead = c.beta1! * s[0] * m[o] + c.rest1! * s[1] * g
      return x - (c.lr! * ahead) / (Math.sqrt(m[o + 1]! / m[o + 2]!) + c.eps!)
    },
    wgsl: `
      (*m).x = c.beta1 * (*m).x + c.rest1 * g;
      (*m).y = c.beta2 * (*m).y + c.rest2 * g * g;
      (*m).z = c.beta2 * (*m).z + c.rest2;
      let ahead = c.beta1 * s.x * (*m).x + c.rest1 * s.y * g;
      return x - c.lr * ahead / (sqrt((*m).y / (*m).z) + c.eps);`,
  },
})
