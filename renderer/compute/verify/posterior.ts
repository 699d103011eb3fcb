export interface PosteriorCertificate {
  /** ln p(data): what ln prior + ln likelihood − ln posterior is, the same for every θ. */
  readonly logEvidence: number
  /** How far it differs between the θ looked at: 0, to rounding, for a true posterior. */
  readonly spread: number
  /** Posterior mass inside the interval, by Gauss-Legendre quadrature of the density. */
  readonly mass: number
  readonly holds: boolean
}

/** Logarithms of the three densities at θ, each with its constants. */
export interface Densities {
  prior(theta: number): number
  likelihood(theta: number): number
  posterior(theta: number): number
}

const panels = 400
// Three points of Gauss and Legendre on [−1, 1] and their weights (Abramowitz and Stegun 1964, 25.4.30).
const points = [
  [-Math.sqrt(0.6), 5 / 9],
  [0, 8 / 9],
  [Math.sqrt(0.6), 5 / 9],
] as const

/** Certifies a posterior over one number: Bayes's rule at nine places of the interval, and the mass inside it. */
export function certifyPosterior(
  { prior, likelihood, posterior }: Densities,
  [from, to]: readonly [number, number],
  level: number,
): PosteriorCertificate {
  const evidence = Array.from({ length: 9 }, (_, i) => {
    const theta = from + ((to - from) * (i + 1)) / 10
    return prior(theta) + likelihood(theta) - posterior(theta)
  })
  // By x = from + width (1 − cos t)/2 the points crowd at both ends, where a density may be steep.
  const step = Math.PI / panels
  let mass = 0
  for (let i = 0; i < panels; i++)
    for (const [place, weight] of points) {
      const t = step * (i + (1 + place) / 2)
      const density = Math.exp(posterior(from + ((to - from) * (1 - Math.cos(t))) / 2))
      mass += ((weight * step) / 2) * density * ((to - from) / 2) * Math.sin(t)
    }
  const spread = Math.max(...evidence) - Math.min(...evidence)
  const rounding = 1e-9 * Math.max(1, Math.abs(evidence[4]!))
  return {
    logEvidence: evidence[4]!,
    spread,
    mass,
    holds: spread <= rounding && Math.abs(mass - level) < 1e-4,
  }
}
