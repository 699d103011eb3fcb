export interface PopulationCertificate {
  /** Largest |ẋ_i| of the replicator equation at the end: 0 at a rest point. */
  readonly speed: number
  /** max_i (Ax)_i − xᵀAx: 0 exactly where x is a symmetric Nash equilibrium. */
  readonly gap: number
  /** |Σx − 1| and the smallest share: how well the path kept to the simplex. */
  readonly massError: number
  readonly smallest: number
}

/** Certifies a population state x of a symmetric game; float64. */
export function certifyPopulation(A: readonly (readonly number[])[], x: readonly number[]): PopulationCertificate {
  const fitness = A.map(row => row.reduce((total, payoff, j) => total + payoff * (x[j] ?? 0), 0))
  const mean = fitness.reduce((total, value, i) => total + value * (x[i] ?? 0), 0)
  const speeds = fitness.map((value, i) => Math.abs((x[i] ?? 0) * (value - mean)))
  return {
    speed: Math.max(...speeds),
    gap: Math.max(...fitness) - mean,
    massError: Math.abs(x.reduce((total, share) => total + share, 0) - 1),
    smallest: Math.min(...x),
  }
}
