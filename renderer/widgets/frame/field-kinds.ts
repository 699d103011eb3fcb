import type { NumberField, Words } from '../../compute/index.ts'

type Ends = readonly [from: number, to: number]
type More = Partial<Pick<NumberField, 'symbol' | 'scale'>>

/** A number a widget takes: within `ends` at all, along `slider` by hand. */
export const real = (label: Words, value: number, ends: Ends, slider: Ends, more: More = {}) =>
  ({ kind: 'number', label, default: value, min: ends[0], max: ends[1], slider, scale: 'linear', ...more }) as const

export const whole = (label: Words, value: number, ends: Ends, slider: Ends, more: More = {}) =>
  ({ ...real(label, value, ends, slider, more), whole: true }) as const

/** One of several; the first stands when nothing is said. */
export const choice = <const O extends readonly [string, ...string[]]>(label: Words, options: O) =>
  ({ kind: 'choice', label, default: options[0], options }) as const

/** The field that is drawn with a die. */
export const seed = (value = 1) => whole({ en: 'Seed', 'zh-CN': '随机种子' }, value, [0, 2 ** 32 - 1], [0, 50])
