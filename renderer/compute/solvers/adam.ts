import type { Rule } from '../kernels/descent/rule.ts'
import { firstOrder } from './first-order.ts'

export const adamRule: Rule<Readonly<Record<'lr' | 'beta1' | 'beta2' | 'eps', number>>> = {
  constants: ({ lr, beta1, beta2, eps }) => ({ lr, eps, beta1, beta2, rest1: 1 - beta1, rest2: 1 - beta2 }),
  factors: (k, { beta1, beta2 }) => [1 / (1 - beta1 ** k), 1 / (1 - beta2 ** k)],
  step(x, g, m, o, c, s) {
    m[o] = c.beta1! * m[o]! + c.rest1! * g
    m[o + 1] = c.beta2! * m[o + 1]! + c.rest2! * g * g
    return x - (c.lr! * s[0] * m[o]!) / (Math.sqrt(s[1] * m[o + 1]!) + c.eps!)
  },
  wgsl: `
      (*m).x = c.beta1 * (*m).x + c.rest1 * g;
      (*m).y = c.beta2 * (*m).y + c.rest2 * g * g;
      return x - c.lr * s.x * (*m).x / (sqrt(s.y * (*m).y) + c.eps);`,
  formula: {
    m0: 'beta1 m0 + rest1 g',
    m1: 'beta2 m1 + rest2 g g',
    x: 'x - (lr s0 m0) / (sqrt(s1 m1) + eps)',
  },
}

/** Adam: averages of the gradient and its square, both freed of their bias towards 0 (Kingma and Ba, 2015, algorithm 1). */
export const adam = firstOrder({
  id: 'adam',
  title: { en: 'Adam', 'zh-CN': 'Adam' },
  fields: {
    beta1: {
      kind: 'number',
      label: { en: 'First average', 'zh-CN': '一阶平均' },
      symbol: '\\beta_1',
      default: 0.9,
      min: 0,
      max: 0.9999,
      slider: [0, 0.99],
      scale: 'linear',
    },
    beta2: {
      kind: 'number',
      label: { en: 'Second average', 'zh-CN': '二阶平均' },
      symbol: '\\beta_2',
      default: 0.999,
      min: 0,
      max: 0.999999,
      slider: [0.9, 0.9999],
      scale: 'linear',
    },
    eps: {
      kind: 'number',
      label: { en: 'Guard', 'zh-CN': '防零项' },
      symbol: '\\epsilon',
      default: 1e-8,
      min: 1e-16,
      max: 1,
      slider: [1e-10, 1e-2],
      scale: 'log',
    },
  },
  rule: adamRule,
})
