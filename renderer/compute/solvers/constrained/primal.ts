import { largest } from '../../linear-algebra/vector.ts'
import type { Iterate } from '../../paced.ts'
import { MultiStart } from './multi-start.ts'
import type { Functions } from './nonlinear.ts'
import { restored } from './restore.ts'
import { Sqp, violationOf, type Local } from './sqp-core.ts'
import { plunges } from './plunge.ts'
import { startsIn } from './starts.ts'

/** Powers of ten of the boxes in which the least value is followed outwards. */
const reaches = Array.from({ length: 18 }, (_, k) => (k - 1) / 2)
const feasible = 1e-7

export interface Primal {
  readonly status: 'attained' | 'not_attained' | 'unbounded' | 'infeasible'
  /** Where it is attained, or the best point that was seen. */
  readonly x: Float64Array
  /** The least value: ±∞ where there is none. */
  readonly p: number
  readonly lam: Float64Array
  readonly nu: Float64Array
  readonly minima: readonly Local[]
}

const withinReach = (functions: Functions, reach: number): Functions => ({
  ...functions,
  lower: functions.lower.map(low => Math.max(low, -reach)),
  upper: functions.upper.map(high => Math.min(high, reach)),
})

export interface Aims {
  readonly starts: number
  readonly seed: number
  /** f cannot be lower anywhere within the bounds. */
  readonly floor: number
  /** Whether no variable can go without end: nothing is to be looked for far out. */
  readonly bounded: boolean
  /** By how much f may lie too low since the constraints hold only to rounding: what multipliers make of it. */
  readonly doubt: (found: Local, relief?: number) => number
  /** Whether multipliers hold a point, or it is on a way that never ends, or neither is known. */
  readonly standing: (found: Local) => 'held' | 'receding' | 'open'
}

/**
 * The least value of a problem over all starting points, and what becomes of it far out: in ever larger boxes the least
 * value settles where it is attained, keeps falling by as much or more where it is unbounded, and falls by less and less
 * where it is only approached.
 */
export function* primal(
  functions: Functions,
  start: Float64Array,
  aims: Aims,
): Generator<Iterate<readonly number[]>, Primal> {
  // The origin may be the least point where no slope leads to it, as of √x.
  const origin = functions.lower.map((low, j) => Math.min(Math.max(0, low), functions.upper[j]!))
  const points = [start, origin, ...startsIn(functions.lower, functions.upper, 5, aims.starts - 2, aims.seed)]
  const search = new MultiStart(functions, points)
  yield* search.run()
  const near = firmest(search, aims)
  const { best, trend, limit } = aims.bounded
    ? ({ best: near, trend: 'settles', limit: near.f } as const)
    : yield* followed(functions, near, search.steps, aims)
  const { minima } = search
  if (best.violation > feasible) return { ...best, status: 'infeasible', p: Infinity, minima: [] }
  const pole = trend === 'settles' && aims.standing(best) !== 'held' && plunges(functions, best.x)
  if (trend === 'falls' || pole) return { ...best, status: 'unbounded', p: -Infinity, minima }
  if (trend === 'approaches') return { ...best, status: 'not_attained', p: limit, minima }
  const x = restored(functions, best.x)
  const p = functions.values(x).f
  return { ...best, x, p: Number.isFinite(p) ? p : best.f, status: 'attained', minima }
}

/** The least of what was found, where what a point owes to rounding of its constraints counts against it. */
function firmest({ best, minima }: MultiStart, { doubt }: Aims): Local {
  const dear = (local: Local) => local.f + doubt(local)
  return minima.reduce((least, local) => (dear(local) < dear(least) ? local : least), best!)
}

interface Followed {
  readonly best: Local
  readonly trend: 'settles' | 'approaches' | 'falls'
  readonly limit: number
}

function* followed(
  functions: Functions,
  first: Local,
  begun: number,
  aims: Aims,
): Generator<Iterate<readonly number[]>, Followed> {
  let best = first
  let steps = begun
  let still = 0
  // How much each box was better than the one before, as long as the least value lies on the boxes' edges.
  const drops: number[] = []
  let before: Local | undefined
  for (const power of reaches) {
    const reach = 10 ** power
    const boxed = withinReach(functions, reach)
    let found: Local | undefined
    const known = largest(first.x) <= reach ? [first.x] : []
    for (const from of [...known, best.x, best.x.map(x => 10 * x), best.x.map(x => Math.sign(x) * reach)]) {
      const run = new Sqp(boxed, from).run()
      let next = run.next()
      for (; !next.done; next = run.next()) yield { ...next.value, k: steps + next.value.k, minor: true }
      steps += next.value.steps
      if (!found || lower(next.value, found)) found = next.value
    }
    const here = settledAt(functions, found!)
    const edge = largest(here.x) >= 0.999 * reach && isCut(functions, reach)
    if (before && before.violation <= feasible && here.violation <= feasible) {
      const drop = before.f - here.f
      // So far out the constraints are too blurred to tell.
      if (aims.doubt(here) > 0.01 * drop && drop > rounding) break
      const gains = drop > rounding * (1 + Math.abs(before.f) + Math.abs(first.f))
      if (gains && edge) drops.push(drop)
      still = gains ? 0 : still + 1
    }
    before = here
    if (largest(best.x) > reach || isClearly(here, best, aims.doubt(here))) best = here
    if (still >= 3 && reach > 10 * largest(first.x)) break
  }
  const chosen = isClearly(best, first, aims.doubt(best)) ? best : first
  const standing = aims.standing(chosen)
  const settles = standing === 'held' || (standing === 'open' && still >= 3 && largest(chosen.x) <= farthest)
  if (settles) return { best: chosen, trend: 'settles', limit: chosen.f }
  const told = trendOf(drops, best.f, aims.floor)
  // What has run out of digits, as 3 − tanh x does, shows no falls.
  const ended =
    told.trend === 'settles' && standing === 'receding' && !(aims.doubt(chosen) > 1e-9 * (1 + Math.abs(chosen.f)))
  return { best: chosen, ...(ended ? { trend: 'approaches', limit: Math.max(aims.floor, best.f) } : told) }
}

/** A point farther out than this that no multipliers hold is on its way. */
const farthest = 1e4
const rounding = 1e-14

/** The point moved back into its constraints, so that f is not too low for what they give way. */
function settledAt(functions: Functions, local: Local): Local {
  if (local.violation > feasible) return local
  const x = restored(functions, local.x)
  const values = functions.values(x)
  return Number.isFinite(values.f) ? { ...local, x, f: values.f, violation: violationOf(values) } : local
}

/** Whether the box of this reach leaves out a part of the problem's own. */
const isCut = ({ lower: low, upper }: Functions, reach: number): boolean =>
  low.some((value, j) => value < -reach || upper[j]! > reach)

const lower = (a: Local, b: Local): boolean =>
  a.violation > feasible ? a.violation < b.violation : b.violation > feasible || a.f < b.f

/** Lower by more than rounding and what the constraints may give way. */
const isClearly = (a: Local, b: Local, doubt: number): boolean =>
  a.violation <= feasible && b.violation <= feasible ? b.f - a.f > doubt + 1e-10 * (1 + Math.abs(b.f)) : lower(a, b)

/** Falls that shrink by less than this from box to box, each three times the last, are without end: as a logarithm's. */
const endless = 0.9

function trendOf(drops: readonly number[], last: number, floor: number): Pick<Followed, 'trend' | 'limit'> {
  const [earlier, latest] = [drops.at(-2) ?? 0, drops.at(-1) ?? 0]
  if (drops.length < 3) return { trend: 'settles', limit: last }
  const share = latest / earlier
  if (share >= endless)
    return floor > -Infinity ? { trend: 'approaches', limit: floor } : { trend: 'falls', limit: -Infinity }
  // Aitken's Δ² of what falls by the same share each time.
  return { trend: 'approaches', limit: Math.max(floor, last - (latest * share) / (1 - share)) }
}
