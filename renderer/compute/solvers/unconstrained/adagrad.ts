import { firstOrder } from '../first-order.ts'
import { guard } from './fields.ts'
import { learningRate } from '../fields.ts'

/** Adagrad: each coordinate's rate falls with the sum of its squared slopes (Duchi, Hazan and Singer, 2011, figure 1, diagonal). */
export const adagrad = firstOrder({
  id: 'adagrad',
  title: { en: 'Adagrad', 'zh-CN': 'Adagrad' },
  fields: { lr: learningRate(0.5), eps: guard(1e-10) },
  rule: {
    constants: ({ lr, eps }) => ({ lr, eps }),
    step(x, g, m, o, c) {
      m[o]! += g * g
      return x - (c.lr! * g) / (Math.sqrt(m[o]!) + c.eps!)
    },
    wgsl: '(*m).x += g * g; return x - c.lr * g / (sqrt((*m).x) + c.eps);',
  },
})
