/** A = U diag(values) Vᵀ with orthonormal columns; values fall. Columns of value 0 of U are 0. */
export interface Singular {
  /** One array a column: `u[r]` goes with `values[r]` and `v[r]`. */
  readonly u: readonly Float64Array[]
  readonly values: Float64Array
  readonly v: readonly Float64Array[]
}

const sweeps = 60
const orthogonal = 1e-15

/**
 * Singular values and vectors of a matrix given by its columns, of which there are no more than rows, by one-sided
 * Jacobi rotations (Hestenes 1958; Golub and Van Loan, §8.6.3): pairs of columns are turned until all are orthogonal.
 * Yields after every sweep the largest cosine between two columns.
 */
export function* singularValues(columns: readonly Float64Array[]): Generator<number, Singular> {
  const n = columns.length
  const scale = scaleOf(columns)
  const a = columns.map(column => column.map(value => value * scale))
  const v = columns.map((_, j) => Float64Array.from({ length: n }, (_unused, i) => Number(i === j)))
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let widest = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) widest = Math.max(widest, turn(a, v, p, q))
    yield widest
    if (!(widest > orthogonal)) break
  }
  const lengths = a.map(column => Math.hypot(...column))
  const order = lengths.map((_, j) => j).sort((i, j) => lengths[j]! - lengths[i]!)
  const unit = (column: Float64Array, length: number) => column.map(value => (length > 0 ? value / length : 0))
  return {
    u: order.map(j => unit(a[j]!, lengths[j]!)),
    values: Float64Array.from(order, j => lengths[j]! / scale),
    v: order.map(j => v[j]!),
  }
}

/** The power of two that brings the largest entry near 1: the squares of 1e-172 would be 0, those of 1e200 infinite. */
function scaleOf(columns: readonly Float64Array[]): number {
  const largest = columns.reduce(
    (max, column) => column.reduce((most, value) => Math.max(most, Math.abs(value)), max),
    0,
  )
  return largest > 0 && largest < Infinity ? 2 ** -Math.max(-1000, Math.floor(Math.log2(largest))) : 1
}

/** Makes columns p and q orthogonal; the cosine between them before. */
function turn(a: readonly Float64Array[], v: readonly Float64Array[], p: number, q: number): number {
  const [x, y] = [a[p]!, a[q]!]
  let [xx, yy, xy] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    xx += x[i]! * x[i]!
    yy += y[i]! * y[i]!
    xy += x[i]! * y[i]!
  }
  const cosine = xy === 0 ? 0 : Math.abs(xy) / Math.sqrt(xx * yy)
  if (!(cosine > orthogonal)) return cosine
  const zeta = (yy - xx) / (2 * xy)
  const t = Math.sign(zeta || 1) / (Math.abs(zeta) + Math.hypot(1, zeta))
  const c = 1 / Math.hypot(1, t)
  for (const [first, second] of [
    [x, y],
    [v[p]!, v[q]!],
  ] as const)
    for (let i = 0; i < first.length; i++) {
      const [left, right] = [first[i]!, second[i]!]
      first[i] = c * (left - t * right)
      second[i] = c * (t * left + right)
    }
  return cosine
}
