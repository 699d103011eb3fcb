import { dominates } from '../../verify/pareto.ts'

type Points = readonly (readonly number[])[]

/**
 * Indices of the points by front, the points that none dominates first; the next front is what none dominates when those
 * are gone (Deb and others, A fast and elitist multiobjective genetic algorithm: NSGA-II, 2002, §III-A).
 */
export function fronts(
  points: Points,
  better: (a: number, b: number) => boolean = (a, b) => dominates(points[a]!, points[b]!),
): number[][] {
  const beaten = points.map(() => 0)
  const below: number[][] = points.map(() => [])
  for (let a = 0; a < points.length; a++)
    for (let b = 0; b < points.length; b++)
      if (a !== b && better(a, b)) {
        below[a]!.push(b)
        beaten[b]!++
      }
  const result: number[][] = []
  let front = points.flatMap((_, i) => (beaten[i] === 0 ? [i] : []))
  while (front.length) {
    result.push(front)
    front = front.flatMap(i => below[i]!.filter(j => --beaten[j]! === 0)).sort((a, b) => a - b)
  }
  return result
}

/** How far each point of a front stands from its neighbours, ∞ at the ends (the same paper, §III-B). */
export function crowding(points: Points, front: readonly number[]): Map<number, number> {
  const distance = new Map(front.map(i => [i, 0]))
  for (let k = 0; k < (points[0]?.length ?? 0); k++) {
    const sorted = [...front].sort((a, b) => points[a]![k]! - points[b]![k]!)
    const width = points[sorted.at(-1)!]![k]! - points[sorted[0]!]![k]!
    sorted.forEach((i, place) => {
      const end = place === 0 || place === sorted.length - 1
      const gap = end ? Infinity : points[sorted[place + 1]!]![k]! - points[sorted[place - 1]!]![k]!
      distance.set(i, distance.get(i)! + (end ? Infinity : width > 0 ? gap / width : 0))
    })
  }
  return distance
}

/**
 * The volume of what the points dominate up to the reference point (Zitzler and Thiele, 1998), by slices along the last
 * objective.
 */
export function volumeOf(points: Points, reference: readonly number[]): number {
  const d = reference.length
  const inside = points.filter(point => point.every((value, k) => value < reference[k]!))
  if (!inside.length) return 0
  if (d === 1) return reference[0]! - inside.reduce((least, [value]) => Math.min(least, value!), Infinity)
  const sorted = [...inside].sort((a, b) => a[d - 1]! - b[d - 1]!)
  if (d === 2) return staircase(sorted, reference)
  const floor = reference.slice(0, -1)
  let volume = 0
  for (let i = 0; i < sorted.length; i++) {
    const height = (sorted[i + 1]?.[d - 1] ?? reference[d - 1]!) - sorted[i]![d - 1]!
    if (height > 0)
      volume +=
        height *
        volumeOf(
          sorted.slice(0, i + 1).map(point => point.slice(0, -1)),
          floor,
        )
  }
  return volume
}

/** Two objectives, by rising second: each point adds a rectangle where its first is better than all before. */
function staircase(sorted: Points, [right, top]: readonly number[]): number {
  let area = 0
  let edge = right!
  for (const [x, y] of sorted)
    if (x! < edge) {
      area += (edge - x!) * (top! - y!)
      edge = x!
    }
  return area
}
