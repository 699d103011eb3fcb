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
