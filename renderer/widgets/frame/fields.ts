import { countField, type NumberField, type Words } from '../../compute/index.ts'

/** Fields as many widgets have them, so that a model reads as a list of what can be set. */

export { countField, positiveNumber } from '../../compute/index.ts'

export const words = (en: string, zh: string): Words => ({ en, 'zh-CN': zh })

export const flagField = (en: string, zh: string, value = false) =>
  ({ kind: 'flag', label: words(en, zh), default: value }) as const

export const choiceField = (en: string, zh: string, options: readonly [string, ...string[]]) =>
  ({ kind: 'choice', label: words(en, zh), default: options[0], options }) as const

export const matrixField = (en: string, zh: string, rows: readonly (readonly number[])[], maxCells = 20_000) =>
  ({ kind: 'matrix', label: words(en, zh), default: rows, maxCells }) as const

export const vectorField = (en: string, zh: string, values: readonly number[], maxLength = 10_000) =>
  ({ kind: 'vector', label: words(en, zh), default: values, maxLength, mayBeEmpty: true }) as const

/** A point of the plane, or a corner of a box in it. */
export const pointField = (en: string, zh: string, value: readonly number[]) =>
  ({ kind: 'vector', label: words(en, zh), default: value, maxLength: 2 }) as const

/** A typed function of x and y. */
export const planeFunctionField = (value: string) =>
  ({ kind: 'expression', label: words('Function of x and y', 'x 和 y 的函数'), symbol: 'f', default: value }) as const

export const textField = (en: string, zh: string, value: string, maxLength = 20_000) =>
  ({ kind: 'text', label: words(en, zh), default: value, maxLength }) as const

/** A number with a straight slider from end to end. */
export const rangeField = (en: string, zh: string, symbol: string, value: number, from: number, to: number) =>
  ({
    kind: 'number',
    label: words(en, zh),
    symbol,
    default: value,
    min: from,
    max: to,
    slider: [from, to],
    scale: 'linear',
  }) as const

type Ends = readonly [from: number, to: number]

/** A number that may be typed within `ends`; the slider reaches over the part that is handy. */
export const numberField = (
  en: string,
  zh: string,
  value: number,
  [min, max]: Ends,
  slider: Ends,
  more: Partial<Pick<NumberField, 'symbol' | 'scale' | 'whole'>> = {},
) => ({ kind: 'number', label: words(en, zh), default: value, min, max, slider, scale: 'linear', ...more }) as const

/** Of what is drawn at random; stands under the name `seed`. */
export const seedField = (value = 1) => countField('Seed', '随机种子', value, 0, 2 ** 32 - 1, 50)
