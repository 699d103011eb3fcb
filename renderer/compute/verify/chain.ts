export interface ChainCertificate {
  /** Effective sample size of each coordinate: what as many independent draws would be worth. */
  readonly ess: readonly number[]
  /** Split R̂ of each coordinate: near 1 where both halves of the chain agree. */
  readonly rHat: readonly number[]
  /** Standard error of each mean, by the effective size. */
  readonly standardError: readonly number[]
  /** R̂ below 1.05 and at least 100 effective draws throughout; says nothing about places never seen. */
  readonly holds: boolean
}

/** Certifies a chain from its draws alone (Gelman and others, Bayesian Data Analysis, 2013, §11.4 and §11.5). */
export function certifyChain(rows: readonly Float64Array[]): ChainCertificate {
  const coordinates = Array.from({ length: rows[0]!.length }, (_, j) => Float64Array.from(rows, row => row[j]!))
  const half = Math.floor(rows.length / 2)
  const rHat = coordinates.map(x => splitRHat([x.subarray(0, half), x.subarray(half, 2 * half)]))
  const ess = coordinates.map(effectiveSize)
  const standardError = coordinates.map((x, j) => Math.sqrt(varianceOf(x) / ess[j]!))
  return { ess, rHat, standardError, holds: rHat.every(value => value < 1.05) && ess.every(size => size >= 100) }
}

const meanOf = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length
function varianceOf(x: Float64Array): number {
  const mean = meanOf(x)
  return x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (x.length - 1)
}

function splitRHat(halves: readonly Float64Array[]): number {
  const n = halves[0]!.length
  const within = halves.reduce((sum, half) => sum + varianceOf(half), 0) / halves.length
  const between = varianceOf(Float64Array.from(halves, meanOf))
  return Math.sqrt((((n - 1) / n) * within + between) / within)
}

/** n / (1 + 2 Σ ρ_t), the sum over pairs of lags as long as a pair is positive (Geyer, Statistical Science 7, 1992). */
function effectiveSize(x: Float64Array): number {
  const n = x.length
  const mean = meanOf(x)
  const covarianceAt = (lag: number) => {
    let sum = 0
    for (let i = 0; i + lag < n; i++) sum += (x[i]! - mean) * (x[i + lag]! - mean)
    return sum / n
  }
  const variance = covarianceAt(0)
  if (!(variance > 0)) return 1
  let total = 0
  for (let lag = 0; lag + 1 < Math.min(n, 2_000); lag += 2) {
    const pair = (covarianceAt(lag) + covarianceAt(lag + 1)) / variance
    if (pair <= 0) break
    total += 2 * pair
  }
  return Math.min(n, n / Math.max(total - 1, 1 / n))
}
