/** Two sides of a complete bipartite part of a graph, each a sorted list of numbers. */
export interface Biclique {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

type Pairs = readonly (readonly [x: number, y: number])[]

const shared = (a: readonly number[], b: ReadonlySet<number>): number[] => a.filter(entry => b.has(entry))

function neighbours(pairs: Pairs): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>()
  for (const [x, y] of pairs) found.set(x, (found.get(x) ?? new Set()).add(y))
  return found
}

/**
 * All maximal complete bipartite parts of the graph of extreme equilibria. Each is a maximal Nash subset: the hull of
 * its x times the hull of its y, and the union of these is the set of all equilibria (Jansen 1981; Avis et al. 2010,
 * proposition 4). The y sides are all intersections of neighbourhoods, gathered one x after the other (Norris 1978).
 * Yields how many there are so far, for their number may grow exponentially.
 */
export function* maximalBicliques(pairs: Pairs): Generator<number, Biclique[]> {
  const sides = new Map<string, readonly number[]>()
  const ofX = neighbours(pairs)
  for (const reachable of ofX.values()) {
    for (const known of [[...reachable], ...sides.values()]) {
      const side = shared(known, reachable).sort((a, b) => a - b)
      if (side.length) sides.set(side.join(), side)
    }
    yield sides.size
  }
  return [...sides.values()].map(y => ({
    x: [...ofX].filter(([, reachable]) => y.every(entry => reachable.has(entry))).map(([x]) => x),
    y,
  }))
}

/** The pairs by topological component: two that share an x or a y are joined. Numbers into `pairs`. */
export function connected(pairs: Pairs): number[][] {
  const parent = pairs.map((_, k) => k)
  const rootOf = (k: number): number => (parent[k] === k ? k : (parent[k] = rootOf(parent[k]!)))
  for (const side of [0, 1] as const) {
    const first = new Map<number, number>()
    pairs.forEach((pair, k) => {
      const earlier = first.get(pair[side])
      if (earlier === undefined) first.set(pair[side], k)
      else parent[rootOf(k)] = rootOf(earlier)
    })
  }
  const groups = new Map<number, number[]>()
  pairs.forEach((_, k) => groups.set(rootOf(k), [...(groups.get(rootOf(k)) ?? []), k]))
  return [...groups.values()]
}
