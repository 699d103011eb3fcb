import type { Iterate } from '../../../paced.ts'
import type { Move, Place, Puzzle } from './puzzle.ts'

export interface Path {
  readonly places: readonly Place[]
  readonly cost: number
}
export interface Search {
  readonly path?: Path
  readonly expanded: number
}

/** States opened between two signs of life. */
const statesAtOnce = 256

interface Seen {
  readonly place: Place
  readonly cost: number
  readonly from?: Seen
}

/**
 * The cheapest way to a solved state, by least cost first (Dijkstra 1959; with unit costs breadth first); no path where
 * all that can be reached has been seen. Costs are whole, so states wait in one bucket a cost. Yields each new cost.
 */
export function* cheapest({ start, moves, solved }: Puzzle): Generator<Iterate<Place>, Search> {
  const buckets: Seen[][] = [[{ place: start, cost: 0 }]]
  const done = new Set<string>()
  let expanded = 0
  for (let cost = 0; cost < buckets.length; cost++) {
    // A bucket may grow while it is read: moves may cost nothing.
    const bucket = buckets[cost] ?? []
    for (const seen of bucket) {
      const key = seen.place.join()
      if (done.has(key)) continue
      done.add(key)
      if (solved(seen.place)) return { path: pathOf(seen), expanded }
      expanded++
      for (const move of moves(seen.place)) wait(buckets, seen, move, done)
      const metrics = { cost, expanded, seen: done.size }
      if (expanded % statesAtOnce === 0) yield { k: expanded, state: seen.place, metrics, minor: true }
    }
    const last = bucket.at(-1)
    if (last) yield { k: expanded, state: last.place, metrics: { cost, expanded, seen: done.size } }
  }
  return { expanded }
}

function wait(buckets: Seen[][], from: Seen, move: Move, done: ReadonlySet<string>): void {
  if (done.has(move.to.join())) return
  const cost = from.cost + move.cost
  while (buckets.length <= cost) buckets.push([])
  buckets[cost]!.push({ place: move.to, cost, from })
}

function pathOf(end: Seen): Path {
  const places: Place[] = []
  for (let seen: Seen | undefined = end; seen; seen = seen.from) places.unshift(seen.place)
  return { places, cost: end.cost }
}
