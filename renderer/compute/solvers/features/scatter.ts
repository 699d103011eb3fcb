import { matrix, type Matrix } from '../../linear-algebra/matrix.ts'

/** Σ (x − centre)(x − centre)ᵀ over rows of `d` features, flat. */
export function scatterOf(flat: Float64Array, d: number, centreOf: (row: number) => ArrayLike<number>): Matrix {
  const result = matrix(d, d)
  const away = new Float64Array(d)
  for (let i = 0; i < flat.length / d; i++) {
    const centre = centreOf(i)
    for (let j = 0; j < d; j++) away[j] = flat[i * d + j]! - centre[j]!
    for (let j = 0; j < d; j++) for (let k = 0; k < d; k++) result.data[j * d + k]! += away[j]! * away[k]!
  }
  return result
}

/** Mean of each feature over the rows of one class, or over all of them. */
export function centresOf(flat: Float64Array, d: number, of: ArrayLike<number>, classes: number): Float64Array[] {
  const centres = Array.from({ length: classes }, () => new Float64Array(d))
  const counts = new Float64Array(classes)
  for (let i = 0; i < flat.length / d; i++) {
    counts[of[i]!]!++
    for (let j = 0; j < d; j++) centres[of[i]!]![j]! += flat[i * d + j]!
  }
  return centres.map((centre, c) => centre.map(sum => sum / counts[c]!))
}
