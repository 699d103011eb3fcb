import { Stream } from '../../random/stream.ts'
import { learningRate } from '../fields.ts'
import { pointAt } from './line.ts'
import { defineSmooth } from './smooth.ts'

/**
 * Stochastic gradient descent (Robbins and Monro, 1951): x ← x − η_k (∇f(x) + σ ξ_k), where ξ_k is standard normal in every
 * part and stands for what a mini-batch leaves out: of B cases with spread s, σ = s/√B. Steps are η_k = η/(1 + δ k). With
 * δ = 0 it comes to no rest: about the minimum of ½ a x² it keeps the variance η σ² / (a (2 − η a)).
 */
export const sgd = defineSmooth({
  id: 'sgd',
  title: { en: 'Stochastic gradient descent', 'zh-CN': '随机梯度下降' },
  fields: {
    lr: learningRate(0.001),
    noise: {
      kind: 'number',
      label: { en: 'Noise of the slope', 'zh-CN': '梯度噪声' },
      symbol: '\\sigma',
      default: 1,
      min: 0,
      max: 1e6,
      slider: [0, 10],
      scale: 'linear',
    },
    decay: {
      kind: 'number',
      label: { en: 'Decay of the steps', 'zh-CN': '步长衰减' },
      symbol: '\\delta',
      default: 0,
      min: 0,
      max: 1e6,
      slider: [0, 1],
      scale: 'linear',
    },
  },
  variables: 10_000,
  begin(objective, { lr, noise, decay }, seed) {
    const stream = new Stream(seed)
    return {
      next(here, k) {
        const step = lr / (1 + decay * k)
        const x = here.x.map((value, i) => value - step * (here.slope[i]! + noise * stream.normal()))
        return { to: pointAt(objective, x), metrics: { step } }
      },
    }
  },
})
