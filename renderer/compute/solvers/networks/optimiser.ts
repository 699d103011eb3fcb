import type { Problem } from '../../schema.ts'
import { countField, positiveNumber } from '../fields.ts'
import type { Weight } from './graph.ts'

const rules = ['adam', 'adamw', 'sgd', 'momentum', 'nesterov', 'rmsprop', 'adagrad'] as const
type Rule = (typeof rules)[number]

const share = (en: string, zh: string, symbol: string, value: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    symbol,
    default: value,
    min: 0,
    max: 0.999999,
    slider: [0, 0.999],
    scale: 'linear',
  }) as const

/** How a network learns. */
export const optimiserFields = {
  optimiser: { kind: 'choice', label: { en: 'Optimiser', 'zh-CN': '优化器' }, default: 'adam', options: rules },
  lr: positiveNumber('Learning rate', '学习率', '\\eta', 0.01, [1e-12, 1e6], [1e-4, 1]),
  beta1: share('Momentum', '动量系数', '\\beta_1', 0.9),
  beta2: share('Memory of squares', '平方项的记忆', '\\beta_2', 0.999),
  decay: {
    ...share('Weight decay', '权重衰减', '\\lambda', 0),
    max: 10,
    slider: [0, 0.1],
    alias: 'weight_decay',
  },
  schedule: {
    kind: 'choice',
    label: { en: 'Course of the rate', 'zh-CN': '学习率日程' },
    default: 'constant',
    options: ['constant', 'linear', 'cosine', 'step'],
  },
  warmup: countField('Steps of warm-up', '预热步数', 0, 0, 1_000_000, 200),
  clip: {
    ...positiveNumber('Largest slope (norm); 0: any', '梯度范数上限；0 表示不限', 'c', 0, [0, 1e9], [0.01, 10]),
    alias: 'clip_norm',
  },
} as const
export type Optimising = Problem<typeof optimiserFields>

/** The rate of step k of `steps`, counted from 0: up in a straight line while it warms up, then by its course. */
export function rateAt({ lr, schedule, warmup }: Optimising, k: number, steps: number): number {
  if (k < warmup) return (lr * (k + 1)) / warmup
  const share = (k - warmup) / Math.max(1, steps - warmup)
  switch (schedule) {
    case 'linear':
      return lr * (1 - share)
    case 'cosine':
      return (lr * (1 + Math.cos(Math.PI * share))) / 2
    case 'step':
      return lr * 0.1 ** Math.floor(share * 3)
    default:
      return lr
  }
}

const smallest = 1e-8

/** One update of every weight that learns, after its slope is known. */
export class Optimiser {
  private readonly weights: readonly Weight[]
  private readonly given: Optimising
  private readonly first: Float64Array[]
  private readonly second: Float64Array[]
  private k = 0

  constructor(weights: readonly Weight[], given: Optimising) {
    this.weights = weights.filter(({ frozen }) => !frozen)
    this.given = given
    this.first = this.weights.map(({ data }) => new Float64Array(data.length))
    this.second = this.weights.map(({ data }) => new Float64Array(data.length))
  }

  /** ‖slope‖ of all that learn, before it is clipped. */
  private norm(): number {
    let squared = 0
    for (const { slope } of this.weights) for (let i = 0; i < slope.length; i++) squared += slope[i]! ** 2
    return Math.sqrt(squared)
  }

  step(rate: number): number {
    const { clip, decay, optimiser, beta1, beta2 } = this.given
    const norm = this.norm()
    const kept = clip > 0 && norm > clip ? clip / norm : 1
    const apart = optimiser === 'adamw'
    const rule = ruleFrom(optimiser as Rule, beta1, beta2, ++this.k)
    this.weights.forEach(({ data, slope }, at) => {
      const [first, second] = [this.first[at]!, this.second[at]!]
      for (let i = 0; i < data.length; i++) {
        const g = kept * slope[i]! + (apart ? 0 : decay * data[i]!)
        if (apart) data[i]! -= rate * decay * data[i]!
        data[i]! -= rate * rule(first, second, i, g)
      }
    })
    return norm
  }
}

type Direction = (first: Float64Array, second: Float64Array, i: number, g: number) => number

/** What step k takes off, times the rate; for the sources see the solvers of the same names. */
function ruleFrom(rule: Rule, beta1: number, beta2: number, k: number): Direction {
  switch (rule) {
    case 'sgd':
      return (_first, _second, _i, g) => g
    case 'momentum':
      return (first, _, i, g) => (first[i] = beta1 * first[i]! + g)
    case 'nesterov':
      return (first, _, i, g) => g + beta1 * (first[i] = beta1 * first[i]! + g)
    case 'adagrad':
      return (_, second, i, g) => g / (Math.sqrt((second[i]! += g * g)) + smallest)
    case 'rmsprop':
      return (_, second, i, g) => g / (Math.sqrt((second[i] = beta2 * second[i]! + (1 - beta2) * g * g)) + smallest)
    default: {
      const [mean, square] = [1 / (1 - beta1 ** k), 1 / (1 - beta2 ** k)]
      return (first, second, i, g) => {
        first[i] = beta1 * first[i]! + (1 - beta1) * g
        second[i] = beta2 * second[i]! + (1 - beta2) * g * g
        return (first[i]! * mean) / (Math.sqrt(second[i]! * square) + smallest)
      }
    }
  }
}
