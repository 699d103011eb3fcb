import { gradient } from '../expression/derivative.ts'
import { bounderOf, interval, isEmpty, outward, type Bounder, type Interval } from '../expression/interval.ts'
import type { Expression } from '../expression/tree.ts'

/** One function: its bounds and those of its slopes. */
interface Bounded {
  readonly value: Bounder
  readonly slopes: Bounder
}

/** A function that is to stay between `least` and `most`, below it where `strict`. */
export interface Limit extends Bounded {
  readonly least: number
  readonly most: number
  readonly strict: boolean
}

export const boundedOf = (each: Expression, n: number): Bounded => ({
  value: bounderOf([each]),
  slopes: bounderOf(gradient(each, n)),
})

/** What is left of a box once every limit has taken away what it forbids; `undefined` where nothing is. */
export function remaining(whole: readonly Interval[], limits: readonly Limit[]): Interval[] | undefined {
  let box = [...whole]
  if (box.some(isEmpty)) return undefined
  if (!limits.every(limit => allows(limit, limit.value.of(box)[0]!))) return undefined
  for (const limit of limits) {
    const plain = limit.value.of(box)[0]!
    if (limit.least === -Infinity && plain.high <= limit.most && !limit.strict) continue
    if (!limit.value.isContinuous(box)) continue
    const slopes = limit.slopes.of(box)
    if (slopes.some(isEmpty)) continue
    if (!allows(limit, narrow(limit, slopes, box))) return undefined
    const left = contracted(limit, slopes, box)
    if (!left) return undefined
    box = left
  }
  return box
}

const allows = ({ least, most, strict }: Limit, { low, high }: Interval): boolean =>
  low <= high && (strict ? low < most : low <= most) && high >= least

/**
 * Bounds by the ends of the variables in which the function only rises or only falls over the box: each occurrence of
 * such a variable then counts once, and x² − x is seen to grow.
 */
function narrow({ value }: Bounded, slopes: readonly Interval[], box: readonly Interval[]): Interval {
  const ends = (least: boolean) =>
    box.map((side, j) => {
      const { low, high } = slopes[j]!
      if (low < 0 && high > 0) return side
      const rises = low >= 0
      const end = rises === least ? side.low : side.high
      return Number.isFinite(end) ? interval(end) : side
    })
  return interval(value.of(ends(true))[0]!.low, value.of(ends(false))[0]!.high)
}

const plus = (a: Interval, b: Interval) => outward(a.low + b.low, a.high + b.high)

/** All products of a slope and a step; 0 times an endless slope is 0. */
function product(a: Interval, b: Interval): Interval {
  const times = (x: number, y: number) => (x === 0 || y === 0 ? 0 : x * y)
  const ends = [times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)]
  return outward(Math.min(...ends), Math.max(...ends))
}

/**
 * The mean value form g(m) + Σ g_j (x_j − m_j) about the middle m, solved for one variable after the other (Hansen and
 * Walster, 2004, chapter 11): what of each side can keep the limit while the others are anywhere. Small boxes shrink by
 * it to where the function is near its limit; sides without end keep it from saying anything.
 */
function contracted(limit: Limit, slopes: readonly Interval[], box: readonly Interval[]): Interval[] | undefined {
  const used = box.map((_, j) => slopes[j]!.low !== 0 || slopes[j]!.high !== 0)
  const middle = box.map(({ low, high }, j) => (used[j] ? low + (high - low) / 2 : low))
  if (!middle.every((m, j) => !used[j] || Number.isFinite(m))) return [...box]
  if (slopes.some(({ low, high }) => !Number.isFinite(low) || !Number.isFinite(high))) return [...box]
  const at = limit.value.of(box.map((side, j) => (used[j] ? interval(middle[j]!) : side)))[0]!
  const steps = box.map(({ low, high }, j) => (used[j] ? outward(low - middle[j]!, high - middle[j]!) : interval(0)))
  const terms = steps.map((step, j) => product(slopes[j]!, step))
  const sum = terms.reduce(plus, at)
  if (!allows(limit, sum)) return undefined
  const left = [...box]
  for (let j = 0; j < box.length; j++) {
    const slope = slopes[j]!
    // A slope of either sign lets the side be anywhere, as a rule.
    if (!used[j] || (slope.low <= 0 && slope.high >= 0)) continue
    const others = terms.reduce((total, term, i) => (i === j ? total : plus(total, term)), at)
    // slope · step must lie between these.
    const room = outward(limit.least - others.high, limit.most - others.low)
    const step = quotient(room, slope)
    const reached = interval(
      Math.max(left[j]!.low, outward(middle[j]! + step.low, 0).low),
      Math.min(left[j]!.high, outward(0, middle[j]! + step.high).high),
    )
    if (isEmpty(reached)) return undefined
    left[j] = reached
  }
  return left
}

/** All a / b, b apart from 0; ±∞ of a stays. */
function quotient(a: Interval, b: Interval): Interval {
  const ends = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high]
  return interval(outward(Math.min(...ends), 0).low, outward(0, Math.max(...ends)).high)
}
