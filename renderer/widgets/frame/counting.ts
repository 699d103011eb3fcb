/** What plain counting knows of a text: the measure for models that learn it. */

const tally = (pieces: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1)
  return counts
}

/** Mean −ln of each piece's share, in nats: the loss of who knows the shares alone. */
export function unigramLoss(pieces: readonly string[]): number {
  const n = pieces.length
  return [...tally(pieces).values()].reduce((sum, count) => sum - (count / n) * Math.log(count / n), 0)
}

/** Mean −ln of each piece's share among those that follow the piece before it, in nats. */
export function bigramLoss(pieces: readonly string[]): number {
  const before = tally(pieces.slice(0, -1))
  // A separator that no piece holds.
  const pairs = tally(pieces.slice(1).map((piece, i) => `${pieces[i]}\u0000${piece}`))
  let sum = 0
  for (const [pair, count] of pairs) sum -= count * Math.log(count / before.get(pair.split('\u0000')[0]!)!)
  return pieces.length > 1 ? sum / (pieces.length - 1) : 0
}

/** How often each word stands between these neighbours, most often first. */
export function between(
  text: readonly string[],
  left: string | undefined,
  right: string | undefined,
): [word: string, count: number][] {
  const found = text.filter(
    (_, i) => (left === undefined || text[i - 1] === left) && (right === undefined || text[i + 1] === right),
  )
  return [...tally(found)].sort((a, b) => b[1] - a[1])
}
