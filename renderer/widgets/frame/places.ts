import type { NumberField } from '../../compute/index.ts'

const finest = 1_000

/** The places of a slider over the handy part of a number's range: round numbers, evenly or by ratio. */
export interface Places {
  /** The last place; the first is 0. */
  readonly last: number
  placeOf(value: number): number
  /**
   * The number at a place that one moves to from `value`. Several places may come to one rounded number, so the next
   * number that differs is taken: else an arrow key would stay where it was.
   */
  moved(value: number, place: number): number
}

export function placesOf({ slider: [from, to], scale, whole }: NumberField): Places {
  const log = scale === 'log'
  // A short range of whole numbers has a place for each.
  const last = whole && !log ? Math.max(1, Math.min(finest, to - from)) : finest
  const valueAt = (place: number) => {
    if (place <= 0 || place >= last) return place <= 0 ? from : to
    const at = log ? from * (to / from) ** (place / last) : from + (place / last) * (to - from)
    return whole && at < 1e3 ? Math.round(at) : Number(at.toPrecision(2))
  }
  const placeOf = (value: number) => {
    const share = log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from)
    return Math.round(Math.min(1, Math.max(0, share)) * last)
  }
  return {
    last,
    placeOf,
    moved(value, place) {
      const step = Math.sign(place - placeOf(value))
      let at = place
      while (step !== 0 && valueAt(at) === value && at + step >= 0 && at + step <= last) at += step
      return valueAt(at)
    },
  }
}
