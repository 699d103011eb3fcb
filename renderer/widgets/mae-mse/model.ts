import type { Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { words } from '../frame/fields.ts'
import { defineWidget, pythonFrom, stateAt, type Claim, type Shown, type Table } from '../frame/model.ts'

export interface Places {
  readonly mean: number
  readonly median: number
  readonly huber: number
}
interface Certificate {
  readonly squared: number
  readonly absolute: number
  readonly huber: number
  readonly holds: boolean
}

const fields = {
  y: {
    kind: 'vector',
    label: { en: 'Data', 'zh-CN': '数据' },
    default: [2.1, 2.9, 3.2, 3.6, 4.4],
    maxLength: 2000,
  },
  outlier: {
    kind: 'number',
    label: { en: 'Where the outlier goes', 'zh-CN': '离群点走到' },
    default: 20,
    min: -1e6,
    max: 1e6,
    slider: [-50, 50],
    scale: 'linear',
  },
  delta: {
    kind: 'number',
    label: { en: 'Huber’s threshold δ', 'zh-CN': 'Huber 阈值 δ' },
    default: 1,
    min: 1e-3,
    max: 1e6,
    slider: [0.1, 10],
    scale: 'log',
  },
} as const
type Fields = typeof fields

const frames = 40

/** Where the outlier stands at a step, and the three answers to the data with it. */
export function momentAt({
  runs,
  k,
}: Pick<Shown<Fields>, 'runs' | 'k'>): (Places & { readonly outlier: number }) | undefined {
  const places = stateAt(runs['loss'], k) as Places | undefined
  const steps = runs['loss']?.steps ?? []
  const outlier = steps[Math.min(k, steps.length - 1)]?.metrics['outlier']
  return places && outlier !== undefined ? { ...places, outlier } : undefined
}

/** Mean losses of predicting `c` for every datum. */
export function lossesAt(
  data: readonly number[],
  c: number,
  delta: number,
): Record<'squared' | 'absolute' | 'huber', number> {
  const mean = (loss: (away: number) => number) => data.reduce((sum, y) => sum + loss(Math.abs(y - c)), 0) / data.length
  return {
    squared: mean(r => r * r),
    absolute: mean(r => r),
    huber: mean(r => (r <= delta ? (r * r) / 2 : delta * (r - delta / 2))),
  }
}

function claims({ runs, values }: Shown<Fields>): Claim[] {
  const report = runs['loss']?.report as
    | Report<Places & { with_outlier: Places; influence: Places }, Certificate>
    | undefined
  if (!report) return []
  const { influence, with_outlier } = report.result
  const { squared, absolute, huber } = report.certificate
  const moved = (en: string, zh: string, value: number, to: number): Claim => ({
    words: { en: `${en}: moved by`, 'zh-CN': `${zh}：移动了` },
    value: { en: `${numberText(value)}, to ${numberText(to)}`, 'zh-CN': `${numberText(value)}，到 ${numberText(to)}` },
  })
  return [
    moved('The mean (squared loss)', '均值（平方损失）', influence.mean, with_outlier.mean),
    moved('The median (absolute loss)', '中位数（绝对损失）', influence.median, with_outlier.median),
    moved('Huber’s answer', 'Huber 的答案', influence.huber, with_outlier.huber),
    {
      words: { en: 'Mean: slope of the squared loss there', 'zh-CN': '均值处平方损失的斜率' },
      value: squared,
      holds: Math.abs(squared) <= 1e-6 * (1 + Math.abs(values.outlier)),
    },
    {
      words: {
        en: 'Median: 0 lies between the slopes at its sides; distance past them (at most 0)',
        'zh-CN': '中位数：0 位于两侧斜率之间；越出的距离（至多 0）',
      },
      value: absolute,
      holds: absolute <= 1e-12,
    },
    {
      words: { en: 'Huber: slope of its loss there', 'zh-CN': 'Huber 解处的斜率' },
      value: huber,
      holds: Math.abs(huber) <= 1e-6,
    },
  ]
}

const script = ({
  values: { y, outlier, delta },
}: Shown<Fields>): string => `# How far one outlier moves the least squared, absolute and Huber losses.
import numpy as np
from scipy.optimize import minimize_scalar

y, outlier, delta = np.array(${pythonFrom(y)}, float), ${outlier}, ${delta}

def huber(data):
    loss = lambda c: np.where(abs(data - c) <= delta, (data - c) ** 2 / 2, delta * (abs(data - c) - delta / 2)).sum()
    return minimize_scalar(loss, bounds=(data.min(), data.max()), method="bounded", options={"xatol": 1e-10}).x

for name, data in (("without", y), ("with", np.append(y, outlier))):
    print(name, "mean", data.mean(), "median", np.median(data), "Huber", huber(data))
`

export const model = defineWidget({
  name: 'mae-mse',
  title: { en: 'MAE against MSE: one outlier', 'zh-CN': 'MAE 与 MSE：一个离群点' },
  fields,
  examples: [
    { title: { en: 'One outlier walks away', 'zh-CN': '一个离群点越走越远' }, values: {} },
    { title: { en: 'Out to the left', 'zh-CN': '向左走' }, values: { outlier: -30 } },
    {
      title: { en: 'Two data: the median has no one answer', 'zh-CN': '两个数据：中位数不唯一' },
      values: { y: [1, 2, 5], outlier: 12 },
    },
    {
      title: { en: 'Huber with a wide threshold is the mean', 'zh-CN': '阈值很大时 Huber 就是均值' },
      values: { delta: 50 },
    },
  ],
  asks: ({ y, outlier, delta }) => ({ loss: { solver: 'mae-mse', problem: { y, outlier, delta, frames } } }),
  formula: shown => {
    const now = momentAt(shown)
    const said = now ? `\\qquad \\bar y = ${now.mean.toFixed(3)},\\quad \\tilde y = ${now.median.toFixed(3)}` : ''
    return `\\min_c \\tfrac1n\\sum_i (y_i - c)^2 \\;\\to\\; \\bar y, \\qquad \\min_c \\tfrac1n\\sum_i |y_i - c| \\;\\to\\; \\tilde y${said}`
  },
  table: ({ runs }): Table => ({
    columns: [words('outlier', '离群点'), words('mean', '均值'), words('median', '中位数'), words('huber', 'Huber')],
    rows: (runs['loss']?.steps ?? []).map(({ metrics, state }) => {
      const { mean, median, huber } = state as Places
      return [metrics['outlier'] ?? null, mean, median, huber]
    }),
  }),
  certificate: claims,
  summary: shown => {
    const now = momentAt(shown)
    if (!now) return { en: 'Data and an outlier.', 'zh-CN': '数据与一个离群点。' }
    const [at, mean, median, huber] = [now.outlier, now.mean, now.median, now.huber].map(value => numberText(value))
    return {
      en: `With the outlier at ${at} the mean is ${mean}, the median ${median} and Huber’s answer ${huber}.`,
      'zh-CN': `离群点在 ${at} 时，均值 ${mean}，中位数 ${median}，Huber 的答案 ${huber}。`,
    }
  },
  python: script,
})
