import { cholesky } from '../../linear-algebra/cholesky.ts'
import type { MixtureInput, MixtureOutput } from '../../kernels/mixture/cpu.ts'
import { matrix } from '../../linear-algebra/matrix.ts'

export type Kind = 'full' | 'diag' | 'spherical'

/** K normal components in d dimensions, flat: mean a of component k at k·d + a, covariance (a, b) at (k·d + a)·d + b. */
export interface Mixture {
  readonly K: number
  readonly d: number
  readonly weights: Float64Array
  readonly means: Float64Array
  readonly covs: Float64Array
}

export const emptyMixture = (K: number, d: number): Mixture => ({
  K,
  d,
  weights: new Float64Array(K).fill(1 / K),
  means: new Float64Array(K * d),
  covs: new Float64Array(K * d * d),
})

export const copyOf = ({ K, d, weights, means, covs }: Mixture): Mixture => ({
  K,
  d,
  weights: weights.slice(),
  means: means.slice(),
  covs: covs.slice(),
})

/** As nested arrays: weights, means and covariances. */
export const told = ({ K, d, weights, means, covs }: Mixture) => ({
  w: Array.from(weights),
  mu: Array.from({ length: K }, (_, k) => Array.from(means.subarray(k * d, (k + 1) * d))),
  S: Array.from({ length: K }, (_, k) =>
    Array.from({ length: d }, (__, a) => Array.from(covs.subarray((k * d + a) * d, (k * d + a + 1) * d))),
  ),
})

/** Free numbers in a mixture, for AIC and BIC. */
export function freedom(K: number, d: number, kind: Kind): number {
  const each = kind === 'full' ? (d * (d + 1)) / 2 : kind === 'diag' ? d : 1
  return K - 1 + K * d + K * each
}

/**
 * One E-step over rows of `data`, which also gathers what the M-step needs: responsibilities are used where they are
 * computed and not stored, but for a GPU's. Moments are taken about the old means, so nothing cancels once EM settles.
 */
export class Expectation {
  loglik = 0
  readonly responsibilities: Float64Array
  private readonly mass: Float64Array
  private readonly first: Float64Array
  private readonly second: Float64Array
  private readonly away: Float64Array
  /** L⁻¹ of each covariance L Lᵀ, lower triangle by rows, and ln of weight and normaliser. */
  private readonly whitening: Float64Array
  private readonly constants: Float64Array
  private readonly mixture: Mixture

  private constructor(mixture: Mixture, whitening: Float64Array, constants: Float64Array) {
    const { K, d } = mixture
    this.mixture = mixture
    this.whitening = whitening
    this.constants = constants
    this.responsibilities = new Float64Array(K)
    this.mass = new Float64Array(K)
    this.first = new Float64Array(K * d)
    this.second = new Float64Array(K * d * d)
    this.away = new Float64Array(K * d)
  }

  /** `undefined` where a covariance is not positive definite: a component has shrunk on too few points. */
  static of(mixture: Mixture): Expectation | undefined {
    const { K, d, weights, covs } = mixture
    const whitening = new Float64Array(K * d * d)
    const constants = new Float64Array(K)
    for (let k = 0; k < K; k++) {
      const found = cholesky(matrix(d, d, covs.slice(k * d * d, (k + 1) * d * d)), 1e-300)
      if (!found) return undefined
      const l = found.factor.data
      let logs = 0
      for (let a = 0; a < d; a++) {
        logs += Math.log(l[a * d + a]!)
        invertRow(l, whitening, k * d * d, d, a)
      }
      constants[k] = Math.log(weights[k]!) - (d / 2) * Math.log(2 * Math.PI) - logs
    }
    return constants.some(Number.isNaN) ? undefined : new Expectation(mixture, whitening, constants)
  }

  /** Rows from … to − 1. */
  scan(data: Float64Array, from: number, to: number): void {
    const { mixture, whitening, constants, responsibilities: r, away } = this
    const { K, d, means } = mixture
    let loglik = 0
    for (let i = from; i < to; i++) {
      let top = -Infinity
      for (let k = 0; k < K; k++) {
        const at = k * d
        let square = 0
        for (let a = 0; a < d; a++) {
          away[at + a] = data[i * d + a]! - means[at + a]!
          const row = (at + a) * d
          let z = 0
          for (let b = 0; b <= a; b++) z += whitening[row + b]! * away[at + b]!
          square += z * z
        }
        const log = constants[k]! - 0.5 * square
        r[k] = log
        if (log > top) top = log
      }
      let sum = 0
      for (let k = 0; k < K; k++) sum += r[k] = Math.exp(r[k]! - top)
      loglik += top + Math.log(sum)
      for (let k = 0; k < K; k++) this.gather(k, (r[k]! /= sum))
    }
    this.loglik += loglik
  }

  /** The kernel's problem over all of `data`. */
  inputOf = (data: Float64Array): MixtureInput => ({
    dimension: this.mixture.d,
    points: data,
    means: this.mixture.means,
    whitenings: this.whitening,
    constants: this.constants,
  })

  /** Gathers what a kernel has found of all rows. */
  take(data: Float64Array, { responsibilities, likelihoods }: MixtureOutput): void {
    const { K, d } = this.mixture
    for (let i = 0; i < likelihoods.length; i++) {
      this.loglik += likelihoods[i]!
      for (let at = 0; at < K * d; at++) this.away[at] = data[i * d + (at % d)]! - this.mixture.means[at]!
      for (let k = 0; k < K; k++) this.gather(k, responsibilities[i * K + k]!)
    }
  }

  /** A share of the row that lies `away` from the means goes to component k. */
  private gather(k: number, share: number): void {
    const { away, first, second } = this
    const { d } = this.mixture
    this.mass[k]! += share
    const at = k * d
    for (let a = 0; a < d; a++) {
      const weighted = share * away[at + a]!
      first[at + a]! += weighted
      const row = (at + a) * d
      for (let b = 0; b <= a; b++) second[row + b]! += weighted * away[at + b]!
    }
  }

  /** The M-step; components without points keep their place. `ridge` is added to every variance. */
  maximise(n: number, kind: Kind, ridge: number): void {
    const { mixture, mass, first, second } = this
    const { K, d, weights, means, covs } = mixture
    for (let k = 0; k < K; k++) {
      const size = mass[k]!
      weights[k] = size / n
      if (size < 1e-12) continue
      for (let a = 0; a < d; a++)
        for (let b = 0; b <= a; b++) {
          const at = (k * d + a) * d + b
          const value = second[at]! / size - (first[k * d + a]! / size) * (first[k * d + b]! / size)
          const kept = a === b ? value + ridge : kind === 'full' ? value : 0
          covs[at] = covs[(k * d + b) * d + a] = kept
        }
      for (let a = 0; a < d; a++) means[k * d + a]! += first[k * d + a]! / size
      if (kind === 'spherical') level(covs, k, d)
    }
  }
}

/** Row a of L⁻¹ by forward substitution, written at `at`. */
function invertRow(l: Float64Array, out: Float64Array, at: number, d: number, a: number): void {
  const pivot = l[a * d + a]!
  for (let b = 0; b < a; b++) {
    let sum = 0
    for (let c = b; c < a; c++) sum += l[a * d + c]! * out[at + c * d + b]!
    out[at + a * d + b] = -sum / pivot
  }
  out[at + a * d + a] = 1 / pivot
}

/** One variance for all directions: their mean. */
function level(covs: Float64Array, k: number, d: number): void {
  let sum = 0
  for (let a = 0; a < d; a++) sum += covs[(k * d + a) * d + a]!
  for (let a = 0; a < d; a++) covs[(k * d + a) * d + a] = sum / d
}
