import { firstOrder } from '../first-order.ts'
import { adamFields } from './fields.ts'

/** AMSGrad: Adam whose squared average never falls, so that rates never rise (Reddi, Kale and Kumar, 2018, algorithm 2). */
export const amsgrad = firstOrder({
  id: 'amsgrad',
  title: { en: 'AMSGrad', 'zh-CN': 'AMSGrad' },
  fields: adamFields,
  rule: {
    constants: ({ lr, beta1, beta2, eps }) => ({ lr, eps, beta1, beta2, rest1: 1 - beta1, rest2: 1 - beta2 }),
    factors: (k, { beta1, beta2 }) => [1 / (1 - beta1 ** k), 1 / (1 - beta2 ** k)],
    step(x, g, m, o, c, s) {
      m[o] = c.beta1! * m[o]! + c.rest1! * g
      m[o + 1] = c.beta2! * m[o + 1]! + c.rest2! * g * g
      m[o + 2] = Math.max(m[o + 2]!, m[o + 1]!)
      return x - (c.lr! * s[0] * m[o]) / (Math.sqrt(s[1] * m[o + 2]!) + c.eps!)
    },
    wgsl: `
      (*m).x = c.beta1 * (*m).x + c.rest1 * g;
      (*m).y = c.beta2 * (*m).y + c.rest2 * g * g;
      (*m).z = max((*m).z, (*m).y);
      return x - c.lr * s.x * (*m).x / (sqrt(s.y * (*m).z) + c.eps);`,
  },
})
