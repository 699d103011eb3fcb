/** float32 in either engine, so that a value on an edge falls on the same side. */
export interface HistogramInput {
  readonly values: Float32Array
  /** Ends of the bins, ascending, one more than there are bins (at least two). */
  readonly edges: Float32Array
}
/** How many values lie in each bin, and how many in none. */
export type HistogramOutput = { counts: Uint32Array; outside: Uint32Array }

/** Bin b holds edge b ≤ v < edge b + 1, the last one its upper end too; NaN lies in none. Reference. */
export function histogramCpu({ values, edges }: HistogramInput): HistogramOutput {
  const bins = edges.length - 1
  const counts = new Uint32Array(bins)
  const outside = new Uint32Array(1)
  for (const value of values) {
    const at = value === edges[bins] ? bins : edges.findIndex(edge => value < edge)
    if (at > 0) counts[at - 1]!++
    else outside[0]!++
  }
  return { counts, outside }
}

/** The same by bisection. */
export function histogramFast({ values, edges }: HistogramInput): HistogramOutput {
  const bins = edges.length - 1
  const counts = new Uint32Array(bins)
  const outside = new Uint32Array(1)
  for (const value of values) {
    // Not the opposite comparisons: NaN.
    if (!(value >= edges[0]! && value <= edges[bins]!)) {
      outside[0]!++
      continue
    }
    let low = 0
    let high = bins
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (value < edges[middle]!) high = middle
      else low = middle
    }
    counts[low]!++
  }
  return { counts, outside }
}
