import { interval, type Interval } from '../expression/interval.ts'
import { impliedBox } from './implied-box.ts'
import { lagrangianAt, type NonlinearProgramme } from './nonlinear.ts'
import { boundedOf, remaining, type Limit } from './remaining.ts'

/** Boxes to try; with many variables they are of no avail. */
const mostBoxes = (n: number) => (n <= 3 ? 20_000 : 5_000)
const boxesAtOnce = 16

/** Multipliers λ, ν. Where they are finite and λ ≥ 0, no feasible point has f below their Lagrangian; else they say nothing. */
export interface Weights {
  readonly lam: ArrayLike<number>
  readonly nu: ArrayLike<number>
}

/**
 * Whether no feasible point has f below `target`: branch and bound with interval arithmetic (Hansen and Walster, 2004),
 * over the whole box, unbounded sides included. A box shrinks to what the constraints leave of it, and falls where one
 * cannot hold or f lies too high; with `weights` also where their Lagrangian does, whose slope is 0 at an optimum, so that
 * boxes round it need not be tiny. `false` also where the boxes run out: in more than a few variables they soon do.
 * Yields how many were tried.
 */
export function* isGlobalBound(
  programme: NonlinearProgramme,
  target: number,
  weights?: Weights,
): Generator<number, boolean> {
  const { f, ineq, eq } = programme
  const n = programme.lower.length
  const costs = weights && isDual(weights) ? [f, lagrangianAt(programme, weights.lam, weights.nu)] : [f]
  const bounded = [...costs, ...ineq, ...eq].map(each => boundedOf(each, n))
  const first = costs.length
  // What every point looked for keeps: cost − target < 0, c ≤ 0, h = 0; without a target any cost will do.
  const limits: Limit[] = bounded.map((each, k) => ({
    ...each,
    most: k < first ? target : 0,
    least: k < first + ineq.length ? -Infinity : 0,
    strict: k < first && target < Infinity,
  }))
  const open: Interval[][] = [impliedBox(programme)]
  for (let tried = 1; open.length; tried++) {
    if (tried > mostBoxes(n)) return false
    if (tried % boxesAtOnce === 0) yield tried
    const box = remaining(open.pop()!, limits)
    if (!box) continue
    const parts = split(box)
    if (!parts) return false
    open.push(...parts)
  }
  return true
}

const isDual = ({ lam, nu }: Weights) =>
  Array.from(lam).every(l => l >= 0 && l < Infinity) && Array.from(nu).every(Number.isFinite)

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
