import { certifySlope, type NetworkCertificate } from './network.ts'

export interface QueryCertificate extends NetworkCertificate {
  /** Largest |Σ_j p_ij − 1| of a query. */
  readonly rowSum: number
}

/** softmax over b of a·b / τ for every row a, applied to the rows b: what a sees. */
function seen(a: readonly Float64Array[], b: readonly Float64Array[], temperature: number): Float64Array[] {
  return a.map(row => {
    const scores = b.map(other => row.reduce((sum, value, c) => sum + value * other[c]!, 0) / temperature)
    const top = Math.max(...scores)
    const powers = scores.map(score => Math.exp(score - top))
    const total = powers.reduce((x, y) => x + y, 0)
    return row.map((_, c) => powers.reduce((sum, p, j) => sum + p * b[j]![c]!, 0) / total)
  })
}

/** Certifies learned queries: the loss of rebuilding the features from their tokens, anew, and its slopes by differences. */
export function certifyQueries(
  { features, n, temperature }: { readonly features: Float64Array; readonly n: number; readonly temperature: number },
  queries: Float64Array,
  attention: Float64Array,
  claimed: { readonly loss: number; readonly slope: Float64Array },
): QueryCertificate {
  const d = features.length / n
  const rows = (all: Float64Array) => Array.from({ length: all.length / d }, (_, i) => all.subarray(i * d, (i + 1) * d))
  const image = rows(features)
  const loss = (changed: Float64Array) => {
    const rebuilt = seen(image, seen(rows(changed), image, temperature), temperature)
    return (
      rebuilt.reduce((sum, row, i) => sum + row.reduce((all, value, c) => all + (value - image[i]![c]!) ** 2, 0), 0) /
      n /
      d
    )
  }
  const slopes = certifySlope(loss, queries, claimed, n, { turns: 1, from: [1e-3, 1e-4, 1e-5] })
  let rowSum = 0
  for (let at = 0; at < attention.length; at += n)
    rowSum = Math.max(rowSum, Math.abs(attention.subarray(at, at + n).reduce((a, b) => a + b, 0) - 1))
  return { ...slopes, rowSum, holds: slopes.holds && rowSum < 1e-10 }
}
