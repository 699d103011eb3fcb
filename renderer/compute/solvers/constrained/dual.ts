import { addScaled, dot, largest } from '../../linear-algebra/vector.ts'
import { matrix, row } from '../../linear-algebra/matrix.ts'
import type { Iterate } from '../../paced.ts'
import type { DualPoint } from '../../verify/duality.ts'
import type { Functions, Values } from './nonlinear.ts'
import { primal, type Aims, type Primal } from './primal.ts'
import { solveLinear } from './simplex.ts'
import { Sqp, type Local } from './sqp-core.ts'
import { startsIn } from './starts.ts'

/** The largest value of the dual and multipliers that come near it; `null` where none were kept. */
export interface Dual {
  readonly d: number
  readonly point: DualPoint | null
}

type Run<R> = Generator<Iterate<readonly number[]>, R>

const coarse = [1e-1, 1e-2, 1e-3, 1e-4]
const fine = [1e-6, 1e-8, 1e-10, 1e-12]

/** The problem with c ≤ ε in place of c ≤ 0. */
function eased(functions: Functions, relief: number): Functions {
  const loose = <V extends Pick<Values, 'ineq'>>(values: V): V => ({
    ...values,
    ineq: values.ineq.map(c => c - relief),
  })
  return { ...functions, at: x => loose(functions.at(x)), values: x => loose(functions.values(x)) }
}

const easedAims = (aims: Omit<Aims, 'starts'>, starts: number, relief: number): Aims => ({
  ...aims,
  starts,
  doubt: at => aims.doubt(at, relief),
})

/**
 * The dual value of a convex problem from its perturbations: d = lim v(ε), v(ε) the least value over c ≤ ε
 * (Rockafellar, Convex Analysis, 1970, theorem 30.3: the dual value is the closure of v at 0). A gap needs perturbed
 * problems whose points run off to infinity; else finer perturbations give multipliers, which exist there even where the
 * problem's own do not.
 */
export function* relieved(functions: Functions, found: Primal, aims: Omit<Aims, 'starts'>): Run<Dual> {
  const values: number[] = []
  let bounded = true
  for (const relief of coarse) {
    const { status, p, x } = yield* breathing(primal(eased(functions, relief), found.x, easedAims(aims, 4, relief)))
    if (status === 'unbounded') return { d: -Infinity, point: null }
    values.push(p)
    bounded = status === 'attained' && largest(x) <= 1e3 * (1 + largest(found.x))
  }
  const [a, b, c] = values.slice(-3) as [number, number, number]
  const [before, last] = [b - a, c - b]
  const share = before > 0 ? last / before : 0
  const limit = c + (share > 0 && share < 0.9 ? (last * share) / (1 - share) : 0)
  if (!bounded && Math.abs(limit - found.p) > 1e-3 * (1 + Math.abs(found.p))) return atLeastFloor(limit, found, aims)
  let point: DualPoint | null = null
  for (const relief of fine) {
    const near = yield* breathing(primal(eased(functions, relief), found.x, easedAims(aims, 2, relief)))
    if (near.status === 'attained') point = near
  }
  return { d: found.p, point }
}

/** Multipliers of 0 give θ = inf f: where the limit has come down to f's own floor, they are the best there are. */
function atLeastFloor(limit: number, { x, lam, nu }: Primal, { floor }: Omit<Aims, 'starts'>): Dual {
  if (!(limit <= floor + 1e-6 * (1 + Math.abs(floor)))) return { d: limit, point: null }
  return { d: floor, point: { lam: lam.map(() => 0), nu: nu.map(() => 0), x } }
}

/**
 * The dual value of a convex problem without feasible points: +∞, except where every perturbation that has any has
 * them without a least value (the closure of an improper v is −∞), or where the constraints `nearly` hold, as e^x ≤ 0 does
 * far out: there it is the limit of the perturbations' least values.
 */
export function* dualOfInfeasible(
  functions: Functions,
  found: Primal,
  aims: Omit<Aims, 'starts'>,
  nearly: boolean,
): Run<Dual> {
  if (nearly) return yield* approached(functions, found, aims)
  if (aims.floor > -Infinity) return { d: Infinity, point: null }
  const { ineq, eq } = functions.values(found.x)
  const relief = 1 + largest(ineq)
  const moved = eased(functions, relief)
  const level = <V extends Pick<Values, 'eq'>>(values: V): V => ({ ...values, eq: values.eq.map((h, i) => h - eq[i]!) })
  const shifted = {
    ...moved,
    at: (x: Float64Array) => level(moved.at(x)),
    values: (x: Float64Array) => level(moved.values(x)),
  }
  const { status } = yield* breathing(primal(shifted, found.x, easedAims(aims, 4, relief)))
  return { d: status === 'unbounded' ? -Infinity : Infinity, point: null }
}

function* approached(functions: Functions, found: Primal, aims: Omit<Aims, 'starts'>): Run<Dual> {
  const values: number[] = []
  for (const relief of coarse) {
    const near = yield* breathing(primal(eased(functions, relief), found.x, easedAims(aims, 4, relief)))
    if (near.status === 'unbounded') return { d: -Infinity, point: null }
    values.push(near.p)
  }
  const [a, b, c] = values.slice(-3) as [number, number, number]
  const [before, last] = [b - a, c - b]
  if (!Number.isFinite(c) || (last > 1e-6 && last >= 0.9 * before)) return { d: Infinity, point: null }
  const share = before > 1e-6 ? last / before : 0
  return { d: c + (share > 0 ? (last * share) / (1 - share) : 0), point: null }
}

function* breathing<R>(run: Run<R>): Run<R> {
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
    yield { ...next.value, minor: true }
  }
}

const reaches = [10, 100, 1e3, 1e4]
const mostCuts = 30
const largestMultiplier = 1e6
/** A dual value that falls by this factor in a box ten times as large goes on falling. */
const steep = 3

/** A point and what it says of the dual: θ(λ, ν) ≤ f + λᵀc + νᵀh. */
type Cut = Pick<Values, 'f' | 'ineq' | 'eq'> & { readonly x: Float64Array }

/**
 * The dual value of any problem, in boxes of growing size: Kelley's cutting planes (1960) for the concave θ, whose value
 * at each multiplier is sought from many points. Falls without end where f outgrows every multiple of the constraints.
 */
export function* cuttingPlanes(
  functions: Functions,
  seen: readonly Float64Array[],
  p: number,
  seed: number,
): Run<Dual> {
  const cuts: Cut[] = seen.map(x => ({ x, ...functions.values(x) })).filter(isFinite)
  const found: Dual[] = []
  let falls = 0
  for (const reach of reaches) {
    const before = found.at(-1)
    const here = yield* inBox(functions, cuts, reach, p, seed, before && before.d < 0 ? steep * before.d : -Infinity)
    found.push(here)
    if (before) {
      if (Math.abs(before.d - here.d) <= 1e-7 * (1 + Math.abs(here.d))) return here
      const ratio = here.d / before.d
      falls = here.d < 0 && ratio > steep ? falls + 1 : 0
      if (falls > 0 && here.d < -1e5) return { d: -Infinity, point: null }
    }
    if (functions.lower.every((low, j) => low >= -reach && functions.upper[j]! <= reach)) return here
  }
  return falls >= 2 ? { d: -Infinity, point: null } : settling(found)
}

/** Falls that shrink by the same share from box to box have an end (Aitken's Δ²); no box has the multipliers that reach it. */
function settling(found: readonly Dual[]): Dual {
  const [a, b, c, last] = found.slice(-4) as [Dual, Dual, Dual, Dual]
  const [first, second, third] = [a.d - b.d, b.d - c.d, c.d - last.d]
  const share = third / second
  const regular = third > 0 && share < 0.5 && Math.abs(share - second / first) < 0.1 * share
  return regular ? { d: last.d - (third * share) / (1 - share), point: null } : last
}

const isFinite = ({ f, ineq, eq }: Pick<Values, 'f' | 'ineq' | 'eq'>) =>
  Number.isFinite(f + largest(ineq) + largest(eq))

/** The dual value within one box; as soon as the cuts leave no more than `enough` to hope for, that bound. */
function* inBox(functions: Functions, cuts: Cut[], reach: number, p: number, seed: number, enough: number): Run<Dual> {
  const lower = functions.lower.map(low => Math.max(low, -reach))
  const upper = functions.upper.map(high => Math.min(high, reach))
  const spread = [
    ...startsIn(lower, upper, reach, 6, seed),
    ...startsIn(functions.lower, functions.upper, 3, 4, seed + 1),
  ]
  let best: Dual = { d: -Infinity, point: null }
  for (let round = 0; round < mostCuts; round++) {
    const guess = yield* master(functions, cuts, p)
    if (guess.bound < enough) return { d: guess.bound, point: null }
    const weighted = { ...weigh(functions, guess.lam, guess.nu), lower, upper }
    const value = (cut: Cut) => cut.f + dot(guess.lam, cut.ineq) + dot(guess.nu, cut.eq)
    const near = [...cuts].sort((a, b) => value(a) - value(b)).slice(0, 4)
    let least: Local | undefined
    for (const from of [...near.map(({ x }) => x), ...spread]) {
      const method = new Sqp(weighted, from, 1e-9)
      const local = yield* breathing(method.run())
      if (Number.isFinite(local.f) && (!least || local.f < least.f)) least = local
    }
    if (!least) break
    if (least.f > best.d) best = { d: least.f, point: { lam: guess.lam, nu: guess.nu, x: least.x } }
    if (guess.bound - best.d <= 1e-8 * (1 + Math.abs(best.d))) break
    cuts.push({ x: least.x, ...functions.values(least.x) })
  }
  return best
}

/** The multipliers that the cuts make look best, and the value they make possible. */
function* master(
  functions: Functions,
  cuts: readonly Cut[],
  p: number,
): Run<{ lam: Float64Array; nu: Float64Array; bound: number }> {
  const { ineqCount: m, eqCount: q } = functions
  const width = 1 + m + 2 * q
  const rows = matrix(cuts.length, width)
  const right = new Float64Array(cuts.length)
  cuts.forEach(({ f, ineq, eq }, k) => {
    // Far cuts are large; a row counts the same at any length.
    const scale = 1 / (1 + Math.max(Math.abs(f), largest(ineq), largest(eq)))
    const part = (value: number) => (Math.abs(scale * value) < 1e-13 ? 0 : scale * value)
    rows.data.set(
      [scale, ...Array.from(ineq, c => -part(c)), ...Array.from(eq, h => -part(h)), ...Array.from(eq, part)],
      k * width,
    )
    right[k] = scale * f
  })
  const most = Number.isFinite(p) ? p + 1 : 1e9
  const outcome = yield* solveLinear({
    // ν = ν⁺ − ν⁻; among equally good multipliers small ones.
    c: Float64Array.from({ length: width }, (_, j) => (j ? 1e-12 : -1)),
    ub: rows,
    bUb: right,
    eq: matrix(0, width),
    bEq: new Float64Array(),
    lower: Float64Array.from({ length: width }, (_, j) => (j ? 0 : -1e15)),
    upper: Float64Array.from({ length: width }, (_, j) => (j ? largestMultiplier : most)),
  })
  if (outcome.status !== 'optimal') return { lam: new Float64Array(m), nu: new Float64Array(q), bound: Infinity }
  const { x } = outcome
  const nu = Float64Array.from({ length: q }, (_, j) => x[1 + m + j]! - x[1 + m + q + j]!)
  return { lam: x.slice(1, 1 + m), nu, bound: x[0]! }
}

/** L(·, λ, ν) as a problem without constraints. */
function weigh(functions: Functions, lam: Float64Array, nu: Float64Array): Functions {
  const none = new Float64Array()
  const total = ({ f, ineq, eq }: Pick<Values, 'f' | 'ineq' | 'eq'>) => f + dot(lam, ineq) + dot(nu, eq)
  const empty = matrix(0, functions.n)
  return {
    ...functions,
    ineqCount: 0,
    eqCount: 0,
    values: x => ({ f: total(functions.values(x)), ineq: none, eq: none }),
    at(x) {
      const values = functions.at(x)
      const slope = Float64Array.from(values.slope)
      lam.forEach((weight, i) => addScaled(slope, weight, row(values.ineqSlopes, i)))
      nu.forEach((weight, i) => addScaled(slope, weight, row(values.eqSlopes, i)))
      return { f: total(values), slope, ineq: none, ineqSlopes: empty, eq: none, eqSlopes: empty }
    },
    bend: x => functions.bend(x, lam, nu),
  }
}
