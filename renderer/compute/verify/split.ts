import { upperGamma } from '../special/incomplete-gamma.ts'

export interface SplitCertificate {
  /** Pearson's χ² of the counts against the weights, and the chance of a larger one. */
  readonly chi2: number
  readonly p: number
  /** The same for the table of this split against another salt's: small p would mean that tests disturb each other. */
  readonly independence: { readonly chi2: number; readonly p: number }
  readonly holds: boolean
}

/** A sound split falls below this once in a million. */
const suspicious = 1e-6

const tail = (chi2: number, freedom: number) => (freedom > 0 ? upperGamma(freedom / 2, chi2 / 2) : 1)
const total = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0)

function pearson(observed: readonly number[], expected: readonly number[]): number {
  return total(
    observed.map((count, i) => (expected[i] ? (count - expected[i]) ** 2 / expected[i] : count ? Infinity : 0)),
  )
}

/** Certifies a split by its counts and by the table of counts of two salts, `table[here][there]`. */
export function certifySplit(
  counts: readonly number[],
  weights: readonly number[],
  table: readonly (readonly number[])[],
): SplitCertificate {
  const n = total(counts)
  const shares = weights.map(weight => weight / total(weights))
  const used = shares.filter(share => share > 0).length
  const chi2 = pearson(
    counts,
    shares.map(share => share * n),
  )
  const columns = shares.map((_, j) => total(table.map(row => row[j] ?? 0)))
  const expected = table.map(row => columns.map(column => (total(row) * column) / Math.max(1, n)))
  const crossed = pearson(table.flat(), expected.flat())
  const p = tail(chi2, used - 1)
  const independence = { chi2: crossed, p: tail(crossed, (used - 1) ** 2) }
  return { chi2, p, independence, holds: p > suspicious && independence.p > suspicious }
}
