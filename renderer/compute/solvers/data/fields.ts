import type { NumberField, Words } from '../../schema.ts'

/** A whole number from `min` to `max`, handy up to `most`. */
export const whole = (label: Words, symbol: string, value: number, min: number, max: number, most: number) =>
  ({
    kind: 'number',
    label,
    symbol,
    default: value,
    min,
    max,
    slider: [Math.max(min, 1), most],
    scale: 'log',
    whole: true,
  }) as const satisfies NumberField

/** Items hashed between two signs of life. */
export const itemsAtOnce = 2_048

/** A stream of one's own in place of a drawn one. */
export const ownStream = {
  kind: 'text',
  label: { en: 'A stream of one’s own; empty: a drawn one', 'zh-CN': '自己的数据流；留空则随机生成' },
  default: '',
  maxLength: 1_000_000,
} as const

/** The items of a stream that was written down: what stands between blanks, commas or semicolons. */
export const itemsOf = (stream: string): string[] => stream.split(/[\s,，;；]+/).filter(Boolean)
