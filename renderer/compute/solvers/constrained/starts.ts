import { Stream } from '../../random/stream.ts'

/** Where a variable without a bound on one or both sides is looked for. */
function rangeOf(low: number, high: number, radius: number): [number, number] {
  if (low > -Infinity && high < Infinity) return [low, high]
  if (low > -Infinity) return [low, Math.max(low, 0) + radius]
  return high < Infinity ? [Math.min(high, 0) - radius, high] : [-radius, radius]
}

/**
 * `count` points spread evenly over the box, unbounded sides cut at `radius`: the additive recurrence with the powers of
 * the root of t^(n+1) = t + 1 (Roberts, 2018), shifted by the seed.
 */
export function startsIn(
  lower: Float64Array,
  upper: Float64Array,
  radius: number,
  count: number,
  seed: number,
): Float64Array[] {
  const n = lower.length
  let root = 2
  for (let i = 0; i < 60; i++) root = (1 + root) ** (1 / (n + 1))
  const stream = new Stream(seed)
  const shifts = Array.from({ length: n }, () => stream.uniform())
  const ranges = Array.from(lower, (low, j) => rangeOf(low, upper[j]!, radius))
  return Array.from({ length: count }, (_, k) =>
    Float64Array.from(ranges, ([low, high], j) => low + ((shifts[j]! + (k + 1) * root ** -(j + 1)) % 1) * (high - low)),
  )
}
