export interface EliminationCertificate {
  /** Every round dropped a feature of least importance, one at a time, and ranks tell the order. */
  readonly orderly: boolean
  /** Smallest lead of the next weakest over the dropped, relative: near 0 the order is a matter of rounding. */
  readonly closest: number
  readonly holds: boolean
}

export function certifyElimination(
  rounds: readonly { readonly left: readonly number[]; readonly importance: readonly number[] }[],
  ranking: readonly number[],
): EliminationCertificate {
  let closest = Infinity
  const orderly = rounds.slice(1).every(({ left }, k) => {
    const { left: before, importance } = rounds[k]!
    const gone = before.findIndex(j => !left.includes(j))
    const others = importance.filter((_, at) => at !== gone)
    const lead = Math.min(...others) - importance[gone]!
    closest = Math.min(closest, lead / (Math.max(...importance) || 1))
    return left.length === before.length - 1 && lead >= 0 && ranking[before[gone]!] === rounds.length - k
  })
  return { orderly, closest: Number.isFinite(closest) ? closest : 1, holds: orderly }
}
