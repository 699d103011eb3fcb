export interface ParallelSumCertificate {
  /** Largest distance from sums one after another, as a share of the sum of absolute values. */
  readonly error: number
  /** Additions and rounds against their closed forms in the places p of the line. */
  readonly counts: boolean
  readonly holds: boolean
}

interface Counts {
  readonly additions: number
  readonly rounds: number
}

/** Rounding of at most 64 additions. */
const tolerance = 1e-14

function judged(values: readonly number[], got: readonly number[], wanted: readonly number[], counts: boolean) {
  const size = values.reduce((sum, value) => sum + Math.abs(value), 0) || 1
  const error = got.reduce((most, value, i) => Math.max(most, Math.abs(value - wanted[i]!) / size), 0)
  return { error, counts, holds: counts && got.length === wanted.length && error <= tolerance }
}

/** A sum by a tree takes p − 1 additions in log₂ p rounds. */
export function certifyReduction(
  values: readonly number[],
  places: number,
  total: number,
  { additions, rounds }: Counts,
): ParallelSumCertificate {
  const wanted = values.reduce((sum, value) => sum + value, 0)
  const counts = additions === places - 1 && 2 ** rounds === places
  return judged(values, [total], [wanted], counts)
}

/** Partial sums: p log₂ p − p + 1 additions in log₂ p rounds, or up and down a tree 3p − 2 in 2 log₂ p + 1. */
export function certifyScan(
  values: readonly number[],
  places: number,
  sums: readonly number[],
  { additions, rounds }: Counts,
  tree: boolean,
): ParallelSumCertificate {
  let sum = 0
  const wanted = values.map(value => (sum += value))
  const levels = Math.log2(places)
  const counts = tree
    ? additions === 3 * places - 2 && rounds === 2 * levels + 1
    : additions === places * levels - places + 1 && rounds === levels
  return judged(values, sums, wanted, counts)
}
