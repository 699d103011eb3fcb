import { norm } from '../../linear-algebra/vector.ts'
import type { Functions } from './nonlinear.ts'
import { violationOf } from './sqp-core.ts'

/** Distances from the point, in units of 1 + |x|: each a tenth of the one before. */
const distances = Array.from({ length: 7 }, (_, k) => 10 ** -(k + 2))
/** Falls that shrink by less than this from each distance to its tenth have no end: those of a logarithm stay the same. */
const endless = 0.9

/**
 * Whether f falls without end on the way to x, as log x and −1/x do at 0: where a method went whose steps had less and less
 * room. Looked at from both sides along each axis and along the diagonal.
 */
export function plunges(functions: Functions, x: Float64Array): boolean {
  const n = x.length
  const axes = Array.from({ length: n }, (_, j) => Float64Array.from({ length: n }, (_unused, i) => Number(i === j)))
  const rays = n > 1 ? [...axes, new Float64Array(n).fill(1 / Math.sqrt(n))] : axes
  return rays.some(ray => [1, -1].some(side => falls(functions, x, ray, side)))
}

function falls(functions: Functions, x: Float64Array, ray: Float64Array, side: number): boolean {
  const size = side * (1 + norm(x))
  const values = distances.map(distance => {
    const at = x.map((value, j) => value + distance * size * ray[j]!)
    const within = at.every((value, j) => value >= functions.lower[j]! && value <= functions.upper[j]!)
    const seen = functions.values(at)
    return within && violationOf(seen) <= 1e-7 ? seen.f : Number.NaN
  })
  const drops = values.slice(1).map((value, k) => values[k]! - value)
  return drops.every((drop, k) => drop > 1e-3 && (k === 0 || drop >= endless * drops[k - 1]!))
}
