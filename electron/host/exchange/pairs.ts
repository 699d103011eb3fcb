/** Pairs what a list says with the records that are there: first come, first served, under each of the keys in turn. */
export function paired<Listed, Known extends object>(
  listed: readonly Listed[],
  known: readonly Known[],
  passes: { listed: (one: Listed) => string | null; known: (one: Known) => string | null }[],
): Map<Listed, Known> {
  const pairs = new Map<Listed, Known>()
  const taken = new Set<Known>()
  for (const pass of passes) {
    const waiting = new Map<string, Known[]>()
    for (const one of known.toReversed()) {
      const key = taken.has(one) ? null : pass.known(one)
      if (key === null) continue
      const queue = waiting.get(key)
      if (queue) queue.push(one)
      else waiting.set(key, [one])
    }
    for (const one of listed) {
      const key = pairs.has(one) ? null : pass.listed(one)
      const match = key === null ? undefined : waiting.get(key)?.pop()
      if (!match) continue
      pairs.set(one, match)
      taken.add(match)
    }
  }
  return pairs
}
