import { gradient } from '../expression/derivative.ts'
import { bounderOf, interval, isEmpty, type Bounder, type Interval } from '../expression/interval.ts'
import { evaluate } from '../expression/tree.ts'
import type { NonlinearProgramme } from './nonlinear.ts'

/** Boxes to try; with many variables they are of no avail. */
const mostBoxes = (n: number) => (n <= 3 ? 20_000 : 5_000)
const boxesAtOnce = 64

/** One function: its bounds and those of its slopes. */
interface Bounded {
  readonly value: Bounder
  readonly slopes: Bounder
}

/**
 * Whether no feasible point has f below `target`: branch and bound with interval arithmetic (Hansen and Walster, 2004),
 * over the whole box, unbounded sides included. A box falls where a constraint cannot hold in it or f lies too high.
 * `false` also where the boxes run out: in more than a few variables they soon do. Yields how many were tried.
 */
export function* isGlobalBound(programme: NonlinearProgramme, target: number): Generator<number, boolean> {
  const { f, ineq, eq } = programme
  const whole = boxOf(programme)
  const n = whole.length
  const outputs = [f, ...ineq, ...eq].map(each => ({
    value: bounderOf([each]),
    slopes: bounderOf(gradient(each, n)),
  }))
  const mayMatter = (k: number, { low, high }: Interval) => {
    if (!(low <= high)) return false
    return k === 0 ? low < target || target === Infinity : low <= 0 && (k <= ineq.length || high >= 0)
  }
  const open: Interval[][] = [whole]
  for (let tried = 1; open.length; tried++) {
    if (tried > mostBoxes(n)) return false
    if (tried % boxesAtOnce === 0) yield tried
    const box = open.pop()!
    if (box.some(isEmpty)) continue
    const plain = outputs.map(({ value }) => value.of(box)[0]!)
    if (!plain.every((bounds, k) => mayMatter(k, bounds))) continue
    const isSettled = (k: number) => k > 0 && k <= ineq.length && plain[k]!.high <= 0
    if (!outputs.every((output, k) => isSettled(k) || mayMatter(k, narrow(output, box)))) continue
    const parts = split(box)
    if (!parts) return false
    open.push(...parts)
  }
  return true
}

/** The bounds of the variables, and what constraints a x_j + b ≤ 0 add to them. */
export function boxOf({ ineq, lower, upper }: NonlinearProgramme): Interval[] {
  const n = lower.length
  const box = Array.from(lower, (low, j) => interval(low, upper[j]!))
  for (const c of ineq) {
    const slopes = gradient(c, n).map(slope => (slope.op === 'number' ? slope.value : Number.NaN))
    const j = slopes.findIndex(slope => slope !== 0)
    if (j < 0 || !slopes.every((slope, i) => Number.isFinite(slope) && (i === j || slope === 0))) continue
    const end = -evaluate([c], new Float64Array(n))[0]! / slopes[j]!
    const slack = 8 * Number.EPSILON * Math.abs(end)
    if (slopes[j]! > 0) box[j] = interval(box[j]!.low, Math.min(box[j]!.high, end + slack))
    else box[j] = interval(Math.max(box[j]!.low, end - slack), box[j]!.high)
  }
  return box
}

/**
 * Bounds by the ends of the variables in which the function only rises or only falls over the box: each occurrence of
 * such a variable then counts once, and x² − x is seen to grow.
 */
function narrow({ value, slopes }: Bounded, box: readonly Interval[]): Interval {
  if (!value.isContinuous(box)) return value.of(box)[0]!
  const turns = slopes.of(box)
  const ends = (least: boolean) =>
    box.map((side, j) => {
      const turn = turns[j]!
      if (isEmpty(turn) || (turn.low < 0 && turn.high > 0)) return side
      const rises = turn.low >= 0
      const end = rises === least ? side.low : side.high
      return Number.isFinite(end) ? interval(end) : side
    })
  return interval(value.of(ends(true))[0]!.low, value.of(ends(false))[0]!.high)
}

/** All numbers laid out between −1 and 1: what is left of an unbounded side. */
const squeezed = (x: number) => (Number.isFinite(x) ? x / (1 + Math.abs(x)) : Math.sign(x))

/** Two halves across the widest side, an unbounded one first, which is cut at 0 and then ever farther out. */
function split(box: readonly Interval[]): [Interval[], Interval[]] | undefined {
  const widths = box.map(({ low, high }) =>
    Number.isFinite(high - low) ? high - low : Number.MAX_VALUE * (squeezed(high) - squeezed(low)) * 0.5,
  )
  const widest = widths.indexOf(widths.reduce((most, width) => Math.max(most, width), 0))
  if (widest < 0) return undefined
  const { low, high } = box[widest]!
  const middle = middleOf(low, high)
  if (!(middle > low && middle < high)) return undefined
  const half = (part: Interval) => box.map((side, j) => (j === widest ? part : side))
  return [half(interval(low, middle)), half(interval(middle, high))]
}

function middleOf(low: number, high: number): number {
  if (low === -Infinity && high === Infinity) return 0
  if (high === Infinity) return Math.max(1, 8 * low)
  if (low === -Infinity) return Math.min(-1, 8 * high)
  return low + (high - low) / 2
}
