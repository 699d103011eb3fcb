import type { Numbers } from '../kernel.ts'

export interface KMeansInput {
  readonly dimension: number
  /** One after another, `dimension` numbers each. */
  readonly points: Numbers
  /** At least one. */
  readonly centres: Numbers
}
/** The centre that each point is nearest to, the first of equals, and the squared distance to it. */
export type KMeansOutput = { nearest: Uint32Array; squares: Numbers }

/** The assignment step of k-means (Lloyd 1982). A point with NaN goes to centre 0. Reference, float64. */
export function kMeansCpu({ dimension, points, centres }: KMeansInput): KMeansOutput {
  const count = points.length / dimension
  const nearest = new Uint32Array(count)
  const squares = new Float64Array(count)
  for (let p = 0; p < count; p++) {
    let least = squareOf(points, p * dimension, centres, 0, dimension)
    for (let c = 1; c * dimension < centres.length; c++) {
      const square = squareOf(points, p * dimension, centres, c * dimension, dimension)
      if (square < least) {
        least = square
        nearest[p] = c
      }
    }
    squares[p] = least
  }
  return { nearest, squares }
}

function squareOf(points: Numbers, p: number, centres: Numbers, c: number, dimension: number): number {
  let sum = 0
  for (let i = 0; i < dimension; i++) sum += (points[p + i]! - centres[c + i]!) ** 2
  return sum
}
