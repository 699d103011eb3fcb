import { firstOrder } from '../first-order.ts'
import { averaging, guard } from './fields.ts'
import { learningRate } from '../fields.ts'

/** RMSProp: slopes over the root of a running average of their squares (Hinton, lecture 6e, 2012). */
export const rmsprop = firstOrder({
  id: 'rmsprop',
  title: { en: 'RMSProp', 'zh-CN': 'RMSProp' },
  fields: { lr: learningRate(0.01), alpha: averaging('\\alpha', 0.99, 'a'), eps: guard(1e-8) },
  rule: {
    constants: ({ lr, alpha, eps }) => ({ lr, alpha, rest: 1 - alpha, eps }),
    step(x, g, m, o, c) {
      m[o] = c.alpha! * m[o]! + c.rest! * g * g
      return x - (c.lr! * g) / (Math.sqrt(m[o]) + c.eps!)
    },
    wgsl: '(*m).x = c.alpha * (*m).x + c.rest * g * g; return x - c.lr * g / (sqrt((*m).x) + c.eps);',
  },
})
