/** Medians, in milliseconds, of contenders that take turns, after one turn each to warm up. */
export async function medians<N extends string>(
  contenders: Readonly<Record<N, () => unknown>>,
  rounds: number,
): Promise<Record<N, number>> {
  const names = Object.keys(contenders) as N[]
  const times = new Map(names.map(name => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const began = performance.now()
      await contenders[name]()
      if (round > 0) times.get(name)!.push(performance.now() - began)
    }
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
  return Object.fromEntries(names.map(name => [name, middle(times.get(name)!)])) as Record<N, number>
}
