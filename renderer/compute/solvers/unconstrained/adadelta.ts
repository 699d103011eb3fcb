import { firstOrder } from '../first-order.ts'
import { averaging, guard } from './fields.ts'
import { learningRate } from '../fields.ts'

/** Adadelta: the unit of x comes from an average of the steps already taken, so no rate has to be chosen (Zeiler, 2012, algorithm 1). */
export const adadelta = firstOrder({
  id: 'adadelta',
  title: { en: 'Adadelta', 'zh-CN': 'Adadelta' },
  fields: { lr: learningRate(1), rho: averaging('\\rho', 0.9, 'a'), eps: guard(1e-6) },
  rule: {
    constants: ({ lr, rho, eps }) => ({ lr, rho, rest: 1 - rho, eps }),
    step(x, g, m, o, c) {
      m[o] = c.rho! * m[o]! + c.rest! * g * g
      const move = (Math.sqrt(m[o + 1]! + c.eps!) / Math.sqrt(m[o] + c.eps!)) * g
      m[o + 1] = c.rho! * m[o + 1]! + c.rest! * move * move
      return x - c.lr! * move
    },
    // WGSL has reserved the word move.
    wgsl: `
      (*m).x = c.rho * (*m).x + c.rest * g * g;
      let way = sqrt((*m).y + c.eps) / sqrt((*m).x + c.eps) * g;
      (*m).y = c.rho * (*m).y + c.rest * way * way;
      return x - c.lr * way;`,
  },
})
