export interface ClusterCertificate {
  /** Sum of squared distances of the rows to their centres, anew. */
  readonly inertia: number
  /** Largest amount by which another centre is nearer to a row than its own, squared. */
  readonly nearer: number
  /** Largest distance of a centre from the mean of its rows, next to the size of the data. */
  readonly drift: number
  readonly holds: boolean
}

/** Certifies clusters as a fixed point of Lloyd's method, by distances expanded as |x|² − 2xᵀc + |c|². */
export function certifyClusters(
  flat: Float64Array,
  d: number,
  labels: ArrayLike<number>,
  centres: readonly Float64Array[],
  claimed: number,
): ClusterCertificate {
  const lengths = centres.map(centre => centre.reduce((sum, value) => sum + value * value, 0))
  const sums = centres.map(() => new Float64Array(d))
  const counts = new Float64Array(centres.length)
  let [inertia, nearer, size] = [0, 0, 0]
  for (let i = 0; i < flat.length / d; i++) {
    const row = flat.subarray(i * d, (i + 1) * d)
    const own = row.reduce((sum, value) => sum + value * value, 0)
    const squares = centres.map(
      (centre, c) => own + lengths[c]! - 2 * row.reduce((sum, value, j) => sum + value * centre[j]!, 0),
    )
    const label = labels[i]!
    inertia += squares[label]!
    nearer = Math.max(nearer, squares[label]! - Math.min(...squares))
    size = Math.max(size, own)
    counts[label]!++
    row.forEach((value, j) => (sums[label]![j]! += value))
  }
  const drift = centres.reduce((most, centre, c) => {
    if (!counts[c]) return most
    return centre.reduce((worst, value, j) => Math.max(worst, Math.abs(value - sums[c]![j]! / counts[c]!)), most)
  }, 0)
  const scale = 1 + size
  const holds =
    nearer <= 1e-9 * scale && drift <= 1e-9 * scale && Math.abs(inertia - claimed) <= 1e-9 * scale * (flat.length / d)
  return { inertia, nearer, drift, holds }
}
