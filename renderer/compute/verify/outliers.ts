export interface OutlierCertificate {
  /** Bienaymé and Chebyshev: no more than n/z² cases can lie z deviations away; the largest share of that bound used. */
  readonly chebyshev: number
  /** |Σ of squared Mahalanobis distances − d (n − 1)| over it, which is an identity; null where there are none. */
  readonly distanceError: number | null
  /** Every case outside is listed and none inside. */
  readonly listed: boolean
  readonly holds: boolean
}

interface Found {
  readonly fences: { readonly z: readonly [number, number] }
  readonly z: readonly number[]
}

/** Certifies lists of outliers of each column of X. */
export function certifyOutliers(
  X: readonly (readonly number[])[],
  found: readonly Found[],
  distances: readonly number[] | undefined,
): OutlierCertificate {
  const n = X.length
  const bounds = found.map(({ fences: { z }, z: rows }, j) => {
    const column = X.map(row => row[j]!)
    const mean = column.reduce((a, b) => a + b, 0) / n
    const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n
    const width = (z[1] - z[0]) / 2
    return rows.length && variance > 0 ? (rows.length * width * width) / (n * variance) : 0
  })
  const listed = found.every(({ fences: { z }, z: rows }, j) => {
    const named = new Set(rows)
    return X.every((row, i) => named.has(i) === (row[j]! < z[0] || row[j]! > z[1]))
  })
  const whole = found.length * (n - 1)
  const distanceError = distances ? Math.abs(distances.reduce((a, b) => a + b, 0) - whole) / whole : null
  const chebyshev = Math.max(...bounds)
  return { chebyshev, distanceError, listed, holds: listed && chebyshev <= 1 + 1e-9 && !((distanceError ?? 0) > 1e-6) }
}
