import { gradient } from '../expression/derivative.ts'
import { curvatureFrom } from '../expression/hessian.ts'
import { evaluate, order, type Expression } from '../expression/tree.ts'
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts'
import { dot, largest, norm } from '../linear-algebra/vector.ts'
import { firstOrderAt, lagrangianAt, type NonlinearProgramme } from './nonlinear.ts'

/** Where f is looked at on a ray, in units of 1 + |x|: before x, at x and beyond. */
const places = [-0.75, -0.5, 0, 1, 4, 16, 64]
/** How many of them must have a value. */
const fewest = 5

/**
 * Whether x only stands somewhere on the way to a value that is approached and never reached, as any x does for e^(−x):
 * along some feasible ray through x the slope of f stays below 0 while it shrinks. At a true minimum it turns, or is 0
 * to rounding. Rays along the axes, away from 0, down the slope and along flat directions are tried.
 */
export function isReceding(
  programme: NonlinearProgramme,
  x: ArrayLike<number>,
  multipliers: { readonly lam: ArrayLike<number>; readonly nu: ArrayLike<number> } | null,
): boolean {
  // What holds x by multipliers makes their Lagrangian least, constraints or not.
  const looked = multipliers
    ? { ...programme, f: lagrangianAt(programme, multipliers.lam, multipliers.nu), ineq: [], eq: [] }
    : programme
  const from = Float64Array.from(x)
  return raysAt(looked.f, from).some(ray => recedes(looked, from, ray))
}

function raysAt(f: Expression, x: Float64Array): Float64Array[] {
  const n = x.length
  const axes = Array.from({ length: n }, (_, j) => Float64Array.from({ length: n }, (_unused, i) => Number(i === j)))
  const slopes = gradient(f, n)
  const bend = curvatureFrom(slopes)(x)
  const { values, vectors } = bend.data.every(Number.isFinite)
    ? symmetricEigen(bend)
    : { values: new Float64Array(), vectors: [] }
  const flat = vectors.filter((_, k) => Math.abs(values[k]!) <= 1e-5 * Math.max(1, largest(values)))
  const both = [...axes, ...flat].flatMap(ray => [ray, ray.map(value => -value)])
  const slope = Float64Array.from(evaluate(slopes, x))
  return [...both, x, slope.map(value => -value)].flatMap(ray => {
    const length = norm(ray)
    return length > 0 && Number.isFinite(length) ? [ray.map(value => value / length)] : []
  })
}

/** A slope below this over the whole stretch is an approach, not a wall. */
const gentle = 1e-6
/** Where else f is looked at before x. */
const before = [-0.5, -0.75, -0.9, -0.97, -1, -2]

const kinked = new Set<string>(['abs', 'sign', 'min', 'max'])
const isSmooth = (f: Expression) => !order([f]).some(({ op }) => kinked.has(op))

function recedes(programme: NonlinearProgramme, x: Float64Array, ray: Float64Array): boolean {
  const size = 1 + norm(x)
  const at = (place: number) => x.map((value, j) => value + place * size * ray[j]!)
  const last = at(places.at(-1)!)
  if (!last.every((value, j) => value >= programme.lower[j]! && value <= programme.upper[j]!)) return false
  const seen = places.map(place => firstOrderAt(programme, at(place)))
  const slopes = seen.map(({ slope }) => dot(slope, ray))
  // Far out a quotient of what overflows has no value: what is nearer tells.
  const told = Math.max(slopes.findIndex(Number.isNaN), 0) || places.length
  if (told < fewest) return false
  const beyond = seen.slice(3, told)
  const feasible = beyond.every(({ ineq, eq }) => ineq.every(c => c <= 1e-9) && eq.every(h => Math.abs(h) <= 1e-9))
  const shrink = slopes
    .slice(0, told)
    .every((s, k) => k === 0 || (s <= 0 && Math.abs(s) <= 0.9 * Math.abs(slopes[k - 1]!)))
  const { f } = seen[2]!
  const still = beyond.every(far => far.f <= f + 1e-15 * Math.abs(f))
  if (!feasible || !shrink || !still) return false
  if (slopes[1]! < 0 && (slopes[3]! < 0 || -slopes[0]! <= gentle)) return true
  // Where an exponential has run out of numbers the slope is 0. A function without kinks is level on a stretch only if it
  // is everywhere; of another one, what stands before x tells.
  const level = slopes.slice(3, told).every(slope => slope === 0)
  return level && isSmooth(programme.f) && before.some(place => firstOrderAt(programme, at(place)).f > f + step(f))
}

const step = (f: number) => 1e-9 * (1 + Math.abs(f))
