/** Where a probability lies on a line: `below` inverted, and the logarithm of the density. */
export interface Law {
  quantile(share: number): number
  logDensity(x: number): number
  /** Whether the density is finite at the lower and at the upper end of its support, and falls or rises all the way. */
  readonly shape: 'hill' | 'falling' | 'rising' | 'unbounded'
}
export type Interval = readonly [from: number, to: number]

/** Equal tails outside. */
export const equalTails = ({ quantile }: Law, level: number): Interval => [
  quantile((1 - level) / 2),
  quantile((1 + level) / 2),
]

/** The shortest interval; between equal densities where the density has a hill. `null` where it is infinite somewhere. */
export function highestDensity({ quantile, logDensity, shape }: Law, level: number): Interval | null {
  if (shape === 'unbounded') return null
  if (shape === 'falling') return [quantile(0), quantile(level)]
  if (shape === 'rising') return [quantile(1 - level), quantile(1)]
  let [low, high] = [0, 1 - level]
  for (let round = 0; round < 48; round++) {
    const tail = (low + high) / 2
    if (logDensity(quantile(tail)) < logDensity(quantile(tail + level))) low = tail
    else high = tail
  }
  return [quantile(low), quantile(low + level)]
}

/** Intervals under names that say their level: eti95, hpd95. */
export function intervalsOf(law: Law, level: number): Record<string, Interval | null> {
  const percent = Number((100 * level).toPrecision(6))
  return { [`eti${percent}`]: equalTails(law, level), [`hpd${percent}`]: highestDensity(law, level) }
}

/** At most a thousand of the n observations to stop at, the last among them. */
export function* stops(n: number): Generator<number> {
  const stride = Math.max(1, Math.ceil(n / 1_000))
  for (let i = 0; i < n; i += stride) yield i
  yield n
}
