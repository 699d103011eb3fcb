import type { Issue } from '../issue.ts'
import type { NumberField } from '../schema.ts'

/** A whole number, a slider from end to end of what is handy. */
export const countField = (en: string, zh: string, value: number, min: number, max: number, most = max) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    default: value,
    min,
    max,
    slider: [min, most],
    scale: 'linear',
    whole: true,
  }) as const satisfies NumberField

/** A positive number, its slider logarithmic. */
export const positiveNumber = (
  en: string,
  zh: string,
  symbol: string,
  value: number,
  [min, max]: readonly [number, number],
  slider: readonly [number, number],
) => ({ kind: 'number', label: { en, 'zh-CN': zh }, symbol, default: value, min, max, slider, scale: 'log' }) as const

/** Of a step along the slope. */
export const learningRate = (value: number) =>
  positiveNumber('Learning rate', '学习率', '\\eta', value, [1e-9, 100], [1e-5, 1])

/** Where a method may stop. */
export const toleranceField = (value: number, slider: readonly [number, number] = [1e-12, 1e-2], max = 1) =>
  ({
    kind: 'number',
    label: { en: 'Tolerance', 'zh-CN': '容差' },
    symbol: '\\varepsilon',
    default: value,
    min: 0,
    max,
    slider,
    scale: 'log',
  }) as const satisfies NumberField

/** Most steps of a descent. */
export const descentSteps = {
  kind: 'number',
  label: { en: 'Steps', 'zh-CN': '步数' },
  symbol: 'K',
  default: 1_000,
  min: 1,
  max: 100_000,
  slider: [10, 5_000],
  scale: 'log',
  whole: true,
} as const satisfies NumberField

export const temperature = {
  ...positiveNumber('Temperature', '温度', '\\tau', 1, [1e-3, 1e3], [0.1, 10]),
  alias: 'tau',
} as const

export type Rows = readonly (readonly number[])[]

/** Larger entries could overflow once multiplied. */
const largestEntry = 1e60

export function entryIssues(parameter: string, rows: Rows): Issue[] {
  const odd = rows.flat().find(value => Math.abs(value) > largestEntry)
  if (odd === undefined) return []
  const params = { parameter, value: odd, min: -largestEntry, max: largestEntry }
  return [{ code: 'out-of-range', parameter, params }]
}

/** Flat, row-major, as rows; a number that JSON lacks is null. */
export const rowsFrom = (data: Float64Array, width: number): (number | null)[][] =>
  Array.from({ length: width ? data.length / width : 0 }, (_, i) =>
    Array.from(data.subarray(i * width, (i + 1) * width), value => (Number.isFinite(value) ? value : null)),
  )
