import { evaluate, type Expression } from '../expression/tree.ts'

/** a is nowhere worse than b and somewhere better; less is better. */
export function dominates(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  let better = false
  for (let k = 0; k < a.length; k++) {
    if (!(a[k]! <= b[k]!)) return false
    better ||= a[k]! < b[k]!
  }
  return better
}

export interface FrontCertificate {
  /** Points of the front that another one dominates. */
  readonly dominated: number
  /** Largest difference of a given objective from the same by the expressions' trees, relative above 1. */
  readonly error: number
  /** Largest amount by which a point breaks a constraint or a bound. */
  readonly violation: number
  readonly holds: boolean
}

interface Problem {
  readonly objectives: readonly Expression[]
  readonly ineq: readonly Expression[]
  readonly eq: readonly Expression[]
  readonly lower: Float64Array
  readonly upper: Float64Array
}

const feasible = 1e-6

/** Certifies a front: feasible points, with the values that are told, none of which dominates another. */
export function certifyFront(
  { objectives, ineq, eq, lower, upper }: Problem,
  front: readonly { readonly x: readonly number[]; readonly f: readonly number[] }[],
): FrontCertificate {
  let [error, violation] = [0, 0]
  for (const { x, f } of front) {
    const values = evaluate([...objectives, ...ineq, ...eq], x)
    f.forEach((value, k) => (error = worse(error, Math.abs(values[k]! - value) / Math.max(1, Math.abs(value)))))
    const rest = values.slice(objectives.length)
    rest.forEach((c, i) => (violation = worse(violation, i < ineq.length ? c : Math.abs(c))))
    x.forEach((value, j) => (violation = worse(violation, Math.max(lower[j]! - value, value - upper[j]!))))
  }
  const dominated = front.filter(({ f }) => front.some(other => dominates(other.f, f))).length
  const holds = front.length > 0 && dominated === 0 && error <= 1e-9 && violation <= feasible
  return { dominated, error, violation, holds }
}

/** NaN counts as worst of all. */
const worse = (most: number, value: number) => (value <= most ? most : Number.isNaN(value) ? Infinity : value)

export interface HypervolumeCertificate {
  /** The same volume by another way. */
  readonly volume: number
  /** All cells of the grid through the points, or the share of random points that are dominated. */
  readonly by: 'cells' | 'sampling'
  /** Width within which the two ways may differ. */
  readonly tolerance: number
  readonly holds: boolean
}

const mostCells = 400_000
const samples = 20_000

/** Certifies the volume that points dominate up to a reference point, by cells where these are few, else by sampling. */
export function certifyHypervolume(
  points: readonly (readonly number[])[],
  reference: readonly number[],
  volume: number,
): HypervolumeCertificate {
  const inside = points.filter(point => point.every((value, k) => value < reference[k]!))
  const d = reference.length
  if ((inside.length + 1) ** d * inside.length <= mostCells) {
    const counted = byCells(inside, reference)
    const tolerance = 1e-9 * Math.abs(counted)
    return { volume: counted, by: 'cells', tolerance, holds: Math.abs(counted - volume) <= tolerance }
  }
  const low = reference.map((_, k) => inside.reduce((least, point) => Math.min(least, point[k]!), Infinity))
  const whole = low.reduce((product, value, k) => product * (reference[k]! - value), 1)
  const steps = low.map((_, k) => Math.SQRT2 ** (k + 1) * Math.sqrt(k + 3))
  let hits = 0
  for (let i = 1; i <= samples; i++) {
    const at = low.map((value, k) => value + ((i * steps[k]!) % 1) * (reference[k]! - value))
    if (inside.some(point => point.every((value, k) => value <= at[k]!))) hits++
  }
  const share = hits / samples
  const tolerance = whole * (0.005 + 5 * Math.sqrt((share * (1 - share)) / samples))
  return { volume: whole * share, by: 'sampling', tolerance, holds: Math.abs(whole * share - volume) <= tolerance }
}

function byCells(points: readonly (readonly number[])[], reference: readonly number[]): number {
  const cuts = reference.map((end, k) => [...new Set([...points.map(point => point[k]!), end])].sort((a, b) => a - b))
  const measure = (k: number, corner: readonly number[]): number => {
    if (k === reference.length)
      return Number(points.some(point => point.every((value, axis) => value <= corner[axis]!)))
    return cuts[k]!.slice(0, -1).reduce(
      (sum, from, i) => sum + (cuts[k]![i + 1]! - from) * measure(k + 1, [...corner, from]),
      0,
    )
  }
  return measure(0, [])
}
