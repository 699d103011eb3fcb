type Cell = number | string | null

export interface CodedCertificate {
  /** Every row, read back from its zeros and ones, is what it was. */
  readonly readsBack: boolean
  readonly holds: boolean
}

export function certifyCoded(
  X: readonly (readonly Cell[])[],
  encoded: readonly (readonly number[])[],
  shown: readonly (readonly Cell[])[],
  categories: readonly (readonly Cell[])[],
): CodedCertificate {
  const readsBack = X.every((row, i) => {
    let at = 0
    return row.every((cell, j) => {
      const bits = encoded[i]!.slice(at, (at += shown[j]!.length))
      const hot = bits.indexOf(1)
      const sum = bits.reduce((a, b) => a + b, 0)
      return (hot < 0 ? categories[j]![0] : shown[j]![hot]) === cell && sum <= 1
    })
  })
  return { readsBack, holds: readsBack }
}
