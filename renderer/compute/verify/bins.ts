type Rows = readonly (readonly number[])[]

export interface BinsCertificate {
  /** Every value lies between the edges of its bin, and every bin holds as many as are told. */
  readonly placed: boolean
  readonly counted: boolean
  readonly holds: boolean
}

export function certifyBins(X: Rows, transformed: Rows, edges: Rows, counts: Rows): BinsCertificate {
  const placed = X.every((row, i) =>
    row.every((value, j) => {
      const bin = transformed[i]![j]!
      return value >= (edges[j]![bin - 1] ?? -Infinity) && value < (edges[j]![bin] ?? Infinity)
    }),
  )
  const counted = counts.every((sizes, j) =>
    sizes.every((size, bin) => transformed.filter(row => row[j] === bin).length === size),
  )
  return { placed, counted, holds: placed && counted }
}
