import { normalBelow } from './error-function.ts'

/**
 * The x of [from, to] where the rising function `below` reaches `share`, by bisection to the last digit. An infinite
 * end is first brought in by doubling.
 */
export function quantile(below: (x: number) => number, share: number, from: number, to: number): number {
  let low = Number.isFinite(from) ? from : -1
  let high = Number.isFinite(to) ? to : 1
  while (from === -Infinity && low > -1e300 && below(low) > share) low *= 2
  while (to === Infinity && high < 1e300 && below(high) < share) high *= 2
  for (;;) {
    const middle = low + (high - low) / 2
    if (!(middle > low && middle < high)) return middle
    if (below(middle) < share) low = middle
    else high = middle
  }
}

/** The z that a standard normal variable is below with this probability. */
export const normalQuantile = (share: number): number =>
  share === 0.5 ? 0 : quantile(normalBelow, share, -Infinity, Infinity)
