import { normalQuantile } from '../special/quantile.ts'

/** What is kept of n samples; the squares are about the mean. */
export interface Samples {
  readonly n: number
  readonly mean: number
  readonly squares: number
}

export type Interval = readonly [from: number, to: number]

/** How many standard errors an interval of a level reaches to either side. */
export const reachOf = (level: number): number => normalQuantile((1 + level) / 2)

/** Estimate ± z standard errors of a mean, by the normal law. */
export function normalInterval({ n, mean, squares }: Samples, z: number): Interval {
  const half = z * Math.sqrt(squares / Math.max(1, n - 1) / n)
  return [mean - half, mean + half]
}

/** Of a share, right for few samples too (Wilson 1927). */
export function wilsonInterval({ n, mean }: Pick<Samples, 'n' | 'mean'>, z: number): Interval {
  const middle = (mean + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = ((z / (1 + z ** 2 / n)) * Math.sqrt(n * mean * (1 - mean) + z ** 2 / 4)) / n
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

export interface EstimateCertificate {
  readonly exact: number
  /** (estimate − exact) over its standard error; `null` where a single sample has no spread. */
  readonly z: number | null
  /** The exact answer lies in the interval told; it should at the interval's level. */
  readonly covered: boolean
  /** No estimate is this far off more than once in a million runs. */
  readonly holds: boolean
}

const mostErrors = 5
/** So many large samples may have come, or not, by chance alone: the normal law does not hold for rare events. */
const mostSurprises = 15

/**
 * Certifies an estimate against the exact answer, where the standard deviation of one sample is `spread` and samples
 * are as large as `jump`.
 */
export function certifyEstimate(
  { n, mean }: Pick<Samples, 'n' | 'mean'>,
  exact: number,
  [from, to]: Interval,
  { spread, jump }: { readonly spread: number; readonly jump: number },
): EstimateCertificate {
  const error = mean - exact
  const allowed = (mostErrors * spread) / Math.sqrt(n) + (mostSurprises * jump) / n + 1e-12 * Math.abs(exact)
  return {
    exact,
    z: spread > 0 ? error / (spread / Math.sqrt(n)) : null,
    covered: from <= exact && exact <= to,
    holds: Math.abs(error) <= allowed,
  }
}
