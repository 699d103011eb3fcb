import type { NumberField, Words } from '../../schema.ts'
import { toleranceField } from '../fields.ts'

const number = (label: Words, symbol: string, value: number, min: number, max: number, most = max) =>
  ({
    kind: 'number',
    label,
    symbol,
    default: value,
    min,
    max,
    slider: [min, most],
    scale: 'linear',
  }) as const satisfies NumberField

/** The crowd of verify/mean-field.ts and how long to look for its equilibrium. */
export const crowdFields = {
  q: number({ en: 'Cost of being off the aim', 'zh-CN': '偏离目标的代价' }, 'q', 2, 0, 100, 5),
  qT: number({ en: 'The same at the end', 'zh-CN': '终端偏离代价' }, 'q_T', 0.5, 0, 100, 5),
  T: number({ en: 'Time', 'zh-CN': '时间' }, 'T', 1, 0.01, 10, 3),
  sigma: number({ en: 'Noise', 'zh-CN': '噪声' }, '\\sigma', 0.3, 0.01, 5, 1),
  m0: number({ en: 'Mean at the start', 'zh-CN': '初始均值' }, 'm_0', 1, -100, 100, 3),
  var0: number({ en: 'Variance at the start', 'zh-CN': '初始方差' }, 'v_0', 0.25, 1e-4, 25, 1),
  a: number({ en: 'Share of the mean aimed at', 'zh-CN': '瞄准均值的比例' }, 'a', 1, 0, 1),
  damping: number({ en: 'Share of the new answer taken', 'zh-CN': '每轮采纳新解的比例' }, '\\theta', 0.5, 0.01, 1),
  iterations: {
    kind: 'number',
    label: { en: 'Most rounds', 'zh-CN': '最多轮数' },
    default: 200,
    min: 1,
    max: 10_000,
    slider: [1, 200],
    scale: 'log',
    whole: true,
  },
  tolerance: toleranceField(1e-9),
} as const

/** Times at which the report tells the crowd's moments. */
export const samples = 11
/** Numbers of the time steps nearest to the samples of a path of `count` steps, which is a multiple of ten. */
export const sampled = (count: number): number[] =>
  Array.from({ length: samples }, (_, i) => (i * count) / (samples - 1))
