import type { NumberField } from '../../schema.ts'

export const iterationsField = (value: number, most = 100_000) =>
  ({
    kind: 'number',
    label: { en: 'Steps at most', 'zh-CN': '最多步数' },
    symbol: 'K',
    default: value,
    min: 1,
    max: most,
    slider: [1, Math.min(most, 1_000)],
    scale: 'log',
    whole: true,
  }) as const satisfies NumberField

export const levelField = {
  kind: 'number',
  label: { en: 'Probability inside the interval', 'zh-CN': '区间内的概率' },
  symbol: '1-\\alpha',
  default: 0.95,
  min: 0.01,
  max: 0.9999,
  slider: [0.5, 0.99],
  scale: 'linear',
} as const satisfies NumberField

/** A positive number, such as a variance or a rate. */
export const positiveField = (en: string, zh: string, symbol: string, value: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    symbol,
    default: value,
    min: 1e-9,
    max: 1e9,
    slider: [0.1, 10],
    scale: 'log',
  }) as const satisfies NumberField
