import type { NumberField } from '../../schema.ts'

/** Share of the past that an average keeps at each step. */
export const averaging = (symbol: string, value: number, alias: string) =>
  ({
    kind: 'number',
    label: { en: 'Memory of the average', 'zh-CN': '平均的记忆' },
    symbol,
    default: value,
    min: 0,
    max: 0.999999,
    slider: [0, 0.999],
    scale: 'linear',
    alias,
  }) as const satisfies NumberField

/** Keeps a quotient finite where the gradients' size is 0. */
export const guard = (value: number) =>
  ({
    kind: 'number',
    label: { en: 'Guard', 'zh-CN': '防零项' },
    symbol: '\\epsilon',
    default: value,
    min: 1e-16,
    max: 1,
    slider: [1e-10, 1e-2],
    scale: 'log',
  }) as const satisfies NumberField

/** The two averages of the Adam family and its guard. */
export const adamFields = {
  beta1: averaging('\\beta_1', 0.9, 'b1'),
  beta2: averaging('\\beta_2', 0.999, 'b2'),
  eps: guard(1e-8),
}
