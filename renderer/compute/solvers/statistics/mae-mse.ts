import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyLocations } from '../../verify/location.ts'
import { meanOf, medianOf } from './fit.ts'

const number = (en: string, zh: string, value: number, from: number, to: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    default: value,
    min: from,
    max: to,
    slider: [from === 0 ? 0 : -50, 50],
    scale: 'linear',
  }) as const

const schema = {
  y: {
    kind: 'vector',
    label: { en: 'Observations', 'zh-CN': '观测值' },
    default: [2.1, 2.9, 3.2, 3.6, 4.4],
    maxLength: 100_000,
    alias: 'data',
  },
  outlier: number('Outlier to move in', '要加入的离群点', 20, -1e9, 1e9),
  delta: { ...number('Where the Huber loss turns straight', 'Huber 损失的转折点', 1, 1e-6, 1e9), slider: [0.1, 10] },
  frames: { ...number('Steps of the outlier', '离群点的步数', 20, 0, 1_000), whole: true },
} as const
type Given = Problem<typeof schema>

export interface Locations {
  readonly mean: number
  readonly median: number
  readonly huber: number
}

/** Where Σ clip(y − m, ±δ) is 0, by bisection: it falls as m rises. */
function huberOf(data: readonly number[], delta: number): number {
  let low = data.reduce((a, b) => Math.min(a, b))
  let high = data.reduce((a, b) => Math.max(a, b))
  for (let round = 0; round < 200; round++) {
    const middle = low + (high - low) / 2
    if (!(middle > low && middle < high)) break
    const pull = data.reduce((sum, y) => sum + Math.max(-delta, Math.min(delta, y - middle)), 0)
    if (pull > 0) low = middle
    else high = middle
  }
  return low + (high - low) / 2
}

const locate = (data: readonly number[], delta: number): Locations => ({
  mean: meanOf(data),
  median: medianOf(data),
  huber: huberOf(data, delta),
})

const losses = (data: readonly number[], { mean, median }: Locations) => ({
  mse: meanOf(data.map(y => (y - mean) ** 2)),
  mae: meanOf(data.map(y => Math.abs(y - median))),
})

/** The outlier comes in from the median. */
function* frames({ y, outlier, delta, frames: count }: Given): Generator<Iterate<Locations>, Status> {
  const from = medianOf(y)
  for (let k = 0; k <= count; k++) {
    const at = from + ((outlier - from) * k) / Math.max(1, count)
    const state = locate([...y, at], delta)
    yield { k, state, metrics: { outlier: at, ...state } }
  }
  return 'optimal'
}

/**
 * One number for many under three losses: the mean for squares, a median for distances, Huber's between them; and how
 * far an outlier drags each (Huber, Annals of Mathematical Statistics 35, 1964).
 */
export const maeMse = defineStepwise({
  id: 'mae-mse',
  title: { en: 'Absolute and squared loss', 'zh-CN': '绝对损失与平方损失' },
  schema,
  check: () => [],
  begin: problem => ({
    steps: frames(problem),
    answer() {
      const { y, outlier, delta } = problem
      const without = locate(y, delta)
      const withOutlier = locate([...y, outlier], delta)
      return {
        result: {
          ...without,
          ...losses(y, without),
          with_outlier: withOutlier,
          influence: {
            mean: withOutlier.mean - without.mean,
            median: withOutlier.median - without.median,
            huber: withOutlier.huber - without.huber,
          },
        },
        certificate: certifyLocations(y, without, delta),
      }
    },
  }),
})
