export interface ClusterCertificate {
  /** Sum of squared distances of the rows to their centres, anew. */
  readonly inertia: number
  /** Largest amount by which another centre is nearer to a row than its own, squared. */
  readonly nearer: number
  /** Largest distance of a centre from the mean of its rows, next to the size of the data. */
  readonly drift: number
  readonly holds: boolean
}

/** Rows and centres about the mean of the rows, so that squares are those of the spread and not of where the data lie. */
function centred(flat: Float64Array, d: number, centres: readonly Float64Array[]) {
  const mean = Float64Array.from({ length: d }, (_, j) => {
    let sum = 0
    for (let i = j; i < flat.length; i += d) sum += flat[i]!
    return sum / (flat.length / d)
  })
  return {
    flat: flat.map((value, at) => value - mean[at % d]!),
    centres: centres.map(centre => centre.map((value, j) => value - mean[j]!)),
  }
}

/** Certifies clusters as a fixed point of Lloyd's method, by distances expanded as |x|² − 2xᵀc + |c|². */
export function certifyClusters(
  rows: Float64Array,
  d: number,
  labels: ArrayLike<number>,
  claimedCentres: readonly Float64Array[],
  claimed: number,
): ClusterCertificate {
  const { flat, centres } = centred(rows, d, claimedCentres)
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
  // What the rows themselves have lost by rounding, far from 0, is no error of the clusters.
  const blur = Number.EPSILON * rows.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const scale = size + blur * Math.sqrt(size) * 1e6
  const holds =
    nearer <= 1e-9 * scale &&
    drift <= 1e-9 * Math.sqrt(size) + 16 * blur &&
    Math.abs(inertia - claimed) <= 1e-9 * scale * (flat.length / d)
  return { inertia, nearer, drift, holds }
}
