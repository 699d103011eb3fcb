import { cholesky } from '../../linear-algebra/cholesky.ts'
import { matrix, type Matrix } from '../../linear-algebra/matrix.ts'
import { symmetricEigen } from '../../linear-algebra/symmetric-eigen.ts'
import { dot, largest, norm } from '../../linear-algebra/vector.ts'

/** How near the ball's edge a step may end that wants to leave it. */
const closeness = 1e-6
const rounds = 60

/**
 * argmin gᵀp + ½ pᵀBp over ‖p‖ ≤ Δ: the shift λ ≥ 0 with (B + λ I) p = −g, B + λ I positive semidefinite and λ (Δ − ‖p‖) = 0,
 * by Newton's method on 1/‖p(λ)‖ (Moré and Sorensen, 1983; Nocedal and Wright, 2006, algorithm 4.3).
 * `undefined` where B or g holds no finite numbers.
 */
export function stepWithin(bend: Matrix, g: Float64Array, radius: number): Float64Array | undefined {
  const size = norm(g)
  const bound = rowSum(bend)
  if (!Number.isFinite(size + bound)) return undefined
  let low = 0
  let high = size / radius + bound
  let shift = 0
  for (let i = 0; i < rounds && high - low > 1e-14 * high; i++) {
    const factors = cholesky(shifted(bend, shift))
    if (!factors) {
      low = shift
      shift = Math.max(Math.sqrt(low * high), low + 0.01 * (high - low))
      continue
    }
    const p = factors.solve(g).map(value => -value)
    const length = norm(p)
    if ((shift === 0 && length <= radius) || Math.abs(length - radius) <= closeness * radius) return p
    if (length > radius) low = shift
    else high = shift
    const half = factors.forward(p)
    shift += (dot(p, p) / dot(half, half)) * (length / radius - 1)
    if (!(shift > low && shift < high)) shift = Math.max(Math.sqrt(low * high), low + 0.01 * (high - low))
  }
  return hardCase(bend, g, radius)
}

const shifted = ({ rows: n, data }: Matrix, shift: number): Matrix => {
  const result = matrix(n, n, Float64Array.from(data))
  for (let i = 0; i < n; i++) result.data[i * n + i]! += shift
  return result
}

/** A bound of every |eigenvalue|. */
function rowSum({ rows: n, data }: Matrix): number {
  let most = 0
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let j = 0; j < n; j++) sum += Math.abs(data[i * n + j]!)
    if (!(sum <= most)) most = sum
  }
  return most
}

/** g has no part along the lowest eigenvector, which then fills the step up to the ball's edge. */
function hardCase(bend: Matrix, g: Float64Array, radius: number): Float64Array {
  const { values, vectors } = symmetricEigen(bend)
  const least = values[0]!
  const margin = 1e-9 * Math.max(Math.abs(least), largest(values), Number.MIN_VALUE)
  const shares = vectors.map((v, i) => (values[i]! - least <= margin ? 0 : -dot(v, g) / (values[i]! - least)))
  const rest = radius * radius - shares.reduce((sum, share) => sum + share * share, 0)
  shares[0]! += (dot(vectors[0]!, g) > 0 ? -1 : 1) * Math.sqrt(Math.max(0, rest))
  return g.map((_, j) => vectors.reduce((sum, v, i) => sum + shares[i]! * v[j]!, 0))
}
