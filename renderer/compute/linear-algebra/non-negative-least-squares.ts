import { matrix, times, transposeTimes, type Matrix } from './matrix.ts'
import { qr } from './qr.ts'
import { norm } from './vector.ts'

/**
 * The z with z_j ≥ 0 for the first `signed` entries, the others free, that makes ‖A z − b‖₂ least
 * (Lawson and Hanson, Solving Least Squares Problems, 1974, algorithm 23.10, free columns passive from the start).
 */
export function nonNegativeLeastSquares(a: Matrix, b: Float64Array, signed: number): Float64Array {
  const passive = new Set<number>()
  for (let j = signed; j < a.columns; j++) passive.add(j)
  const tried = new Set<number>()
  let z = fit(a, b, passive)
  for (let round = 0; round < 3 * a.columns + 10; round++) {
    const residual = times(a, z).map((value, i) => b[i]! - value)
    const entering = steepest(a, transposeTimes(a, residual), passive, tried, norm(residual), signed)
    if (entering === undefined) break
    passive.add(entering)
    const before = z
    z = withinBounds(a, b, passive, z, signed)
    // An entry that leaves at once would enter again for ever: rounding, not descent.
    if (passive.has(entering)) tried.clear()
    else {
      tried.add(entering)
      z = before
    }
  }
  return z
}

/** Least squares on the passive columns, 0 elsewhere. */
function fit(a: Matrix, b: Float64Array, passive: ReadonlySet<number>): Float64Array {
  const columns = [...passive]
  const part = matrix(a.rows, columns.length)
  for (let i = 0; i < a.rows; i++)
    columns.forEach((j, k) => (part.data[i * columns.length + k] = a.data[i * a.columns + j]!))
  const found = qr(part).leastSquares(b)
  const z = new Float64Array(a.columns)
  columns.forEach((j, k) => (z[j] = found[k]!))
  return z
}

function steepest(
  a: Matrix,
  slope: Float64Array,
  passive: ReadonlySet<number>,
  tried: ReadonlySet<number>,
  residual: number,
  signed: number,
): number | undefined {
  let best: number | undefined
  let most = 0
  for (let j = 0; j < signed; j++) {
    if (passive.has(j) || tried.has(j)) continue
    let length = 0
    for (let i = 0; i < a.rows; i++) length += a.data[i * a.columns + j]! ** 2
    const cosine = slope[j]! / (Math.sqrt(length) * residual)
    if (cosine > 1e-12 && cosine > most) {
      most = cosine
      best = j
    }
  }
  return best
}

/** Moves to the fit of the passive columns, giving up those that would turn negative on the way. */
function withinBounds(
  a: Matrix,
  b: Float64Array,
  passive: Set<number>,
  start: Float64Array,
  signed: number,
): Float64Array {
  let z = start
  for (;;) {
    const wanted = fit(a, b, passive)
    let length = 1
    let leaving = -1
    for (const j of passive) {
      if (j >= signed || wanted[j]! > 0) continue
      const share = z[j]! / (z[j]! - wanted[j]! || 1)
      if (leaving < 0 || share < length) {
        length = share
        leaving = j
      }
    }
    if (leaving < 0) return wanted
    z = z.map((value, j) => value + Math.max(0, length) * (wanted[j]! - value))
    z[leaving] = 0
    passive.delete(leaving)
  }
}
