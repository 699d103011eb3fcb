import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyRange } from '../../verify/rate-range.ts'
import { countField, positiveNumber } from '../fields.ts'
import { Network } from './network.ts'
import { networkFields, networkIssues } from './table-fields.ts'
import { lessonIterate } from './training.ts'

const rate = [1e-12, 1e6] as const
const schema = {
  ...networkFields,
  from: positiveNumber('Lowest rate', '最低学习率', '\\eta_0', 1e-5, rate, [1e-7, 1e-2]),
  to: positiveNumber('Highest rate', '最高学习率', '\\eta_1', 10, rate, [0.01, 100]),
  steps: countField('Steps', '步数', 200, 10, 100_000, 1_000),
  smoothing: {
    kind: 'number',
    label: { en: 'Smoothing of the loss', 'zh-CN': '损失的平滑系数' },
    default: 0.9,
    min: 0,
    max: 0.999,
    slider: [0, 0.99],
    scale: 'linear',
  },
} as const
type Given = Problem<typeof schema>

/** The loss has run away when it is this much more than its least. */
const runaway = 4

class Range {
  private readonly network: Network
  private readonly given: Given
  readonly rates: number[] = []
  readonly smooth: number[] = []

  constructor(given: Given, seed: number) {
    this.given = given
    this.network = new Network(given, seed)
  }

  *steps(): Generator<Iterate<null>, Status> {
    const { from, to, steps, smoothing } = this.given
    let average = 0
    let least = Infinity
    for (let k = 0; k < steps; k++) {
      const lr = from * (to / from) ** (k / (steps - 1))
      const lesson = this.network.learn(k, steps, lr)
      if (!Number.isFinite(lesson.loss)) return 'converged'
      average = smoothing * average + (1 - smoothing) * lesson.loss
      const loss = average / (1 - smoothing ** (k + 1))
      this.rates.push(lr)
      this.smooth.push(loss)
      least = Math.min(least, loss)
      yield lessonIterate(k, lesson, null, { smoothed: loss })
      if (k > 10 && loss > runaway * least) return 'converged'
    }
    return 'converged'
  }

  /** The rate where the smoothed loss falls fastest by the logarithm of the rate, before its least. */
  private steepest(): number | null {
    const { rates, smooth } = this
    const end = smooth.indexOf(smooth.reduce((a, b) => Math.min(a, b), Infinity))
    let [best, fastest] = [-1, 0]
    for (let k = 1; k < Math.min(end + 1, rates.length - 1); k++) {
      const slope = (smooth[k + 1]! - smooth[k - 1]!) / Math.log(rates[k + 1]! / rates[k - 1]!)
      if (slope < fastest) [best, fastest] = [k, slope]
    }
    return rates[best] ?? null
  }

  answer() {
    if (!this.rates.length) return undefined
    const end = this.smooth.indexOf(this.smooth.reduce((a, b) => Math.min(a, b), Infinity))
    const result = {
      rates: this.rates,
      losses: this.network.training.losses.slice(0, this.rates.length),
      smoothed: this.smooth,
      suggested: this.steepest(),
      least: this.rates[end]!,
    }
    return { result, certificate: certifyRange(result, this.given.smoothing) }
  }
}

/** Learning-rate range test (Smith, Cyclical learning rates, 2017): the rate grows every step until the loss runs away. */
export const learningRateRange = defineStepwise({
  id: 'learning-rate-range',
  title: { en: 'Learning-rate range test', 'zh-CN': '学习率范围测试' },
  schema,
  check: problem =>
    problem.to > problem.from ? networkIssues(problem) : mismatch('to', 'from', `> ${problem.from}`, problem.to),
  begin(problem, seed) {
    const range = new Range(problem, seed)
    return { steps: range.steps(), answer: () => range.answer() }
  },
})
