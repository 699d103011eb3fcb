import type { Numbers } from '../kernel.ts'

/** A mixture of K normal distributions over d-dimensional points. */
export interface MixtureInput {
  readonly dimension: number
  /** One after another, d numbers each. */
  readonly points: Numbers
  /** d numbers a component. */
  readonly means: Numbers
  /** L⁻¹ of each covariance L Lᵀ, d × d numbers a component, row by row; what lies above the diagonal is not read. */
  readonly whitenings: Numbers
  /** log(weight / √((2π)^d det)) of each component. */
  readonly constants: Numbers
}
/** `responsibilities[p * K + k]`, and log p(x) of each point. */
export type MixtureOutput = { responsibilities: Numbers; likelihoods: Numbers }

/** The E-step by log-sum-exp (Dempster, Laird and Rubin 1977). Reference, float64. */
export function mixtureCpu({ dimension: d, points, means, whitenings, constants }: MixtureInput): MixtureOutput {
  const K = constants.length
  const count = points.length / d
  const responsibilities = new Float64Array(count * K)
  const likelihoods = new Float64Array(count)
  for (let p = 0; p < count; p++) {
    const row = responsibilities.subarray(p * K, (p + 1) * K)
    for (let k = 0; k < K; k++) {
      let square = 0
      for (let a = 0; a < d; a++) {
        let z = 0
        for (let b = 0; b <= a; b++) z += whitenings[(k * d + a) * d + b]! * (points[p * d + b]! - means[k * d + b]!)
        square += z * z
      }
      row[k] = constants[k]! - 0.5 * square
    }
    const most = row.reduce((a, b) => Math.max(a, b), -Infinity)
    const sum = row.reduce((total, log) => total + Math.exp(log - most), 0)
    likelihoods[p] = most + Math.log(sum)
    for (let k = 0; k < K; k++) row[k] = Math.exp(row[k]! - most) / sum
  }
  return { responsibilities, likelihoods }
}
