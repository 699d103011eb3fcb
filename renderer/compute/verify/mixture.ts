import { cholesky } from '../linear-algebra/cholesky.ts'
import { matrixFrom } from '../linear-algebra/matrix.ts'
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts'

export interface MixtureCertificate {
  /** ln p(data) under the answer, row by row. */
  readonly loglik: number
  /** Largest fall of the likelihood from one step to the next: EM has none but rounding. */
  readonly largestDrop: number
  readonly monotone: boolean
  /** |Σ weights − 1|, and the smallest eigenvalue of any covariance. */
  readonly massError: number
  readonly smallestEigenvalue: number
  readonly holds: boolean
}

export interface GivenMixture {
  readonly w: readonly number[]
  readonly mu: readonly (readonly number[])[]
  readonly S: readonly (readonly (readonly number[])[])[]
}

/**
 * Certifies a mixture of normals and the way to it; `data` flat by rows of d numbers. With a ridge the likelihood may
 * fall; `rounding` is how exact the trace is, next to the likelihood.
 */
export function certifyMixture(
  data: Float64Array,
  { w, mu, S }: GivenMixture,
  trace: readonly number[],
  ridge = 0,
  rounding = 1e-11,
): MixtureCertificate {
  const loglik = logLikelihood(data, { w, mu, S })
  const drops = trace.slice(1).map((value, i) => trace[i]! - value)
  const largestDrop = Math.max(0, ...drops)
  const monotone = largestDrop <= rounding * Math.max(1, Math.abs(loglik))
  const massError = Math.abs(w.reduce((a, b) => a + b, 0) - 1)
  const smallestEigenvalue = Math.min(...S.map(rows => symmetricEigen(matrixFrom(rows)).values[0]!))
  const same = Math.abs(loglik - trace.at(-1)!) <= Math.max(1e-9, rounding) * Math.max(1, Math.abs(loglik))
  return {
    loglik,
    largestDrop,
    monotone,
    massError,
    smallestEigenvalue,
    holds: (monotone || ridge > 0) && same && massError < 1e-9 && smallestEigenvalue > 0,
  }
}

function logLikelihood(data: Float64Array, { w, mu, S }: GivenMixture): number {
  const d = mu[0]!.length
  const factors = S.map(rows => cholesky(matrixFrom(rows), 1e-300)?.factor.data)
  const logs = new Float64Array(w.length)
  const z = new Float64Array(d)
  let sum = 0
  for (let at = 0; at < data.length; at += d) {
    factors.forEach((l, k) => {
      if (l) logs[k] = Math.log(w[k]!) + logNormal(l, data, at, mu[k]!, z)
    })
    const top = logs.reduce((a, b) => Math.max(a, b), -Infinity)
    sum += top + Math.log(logs.reduce((all, log) => all + Math.exp(log - top), 0))
  }
  return factors.every(Boolean) ? sum : Number.NaN
}

/** ln of the normal density by forward substitution. */
function logNormal(l: Float64Array, data: Float64Array, at: number, mean: readonly number[], z: Float64Array): number {
  const d = z.length
  let log = (-d / 2) * Math.log(2 * Math.PI)
  for (let a = 0; a < d; a++) {
    let rest = data[at + a]! - mean[a]!
    for (let b = 0; b < a; b++) rest -= l[a * d + b]! * z[b]!
    z[a] = rest / l[a * d + a]!
    log -= Math.log(l[a * d + a]!) + z[a]! ** 2 / 2
  }
  return log
}
