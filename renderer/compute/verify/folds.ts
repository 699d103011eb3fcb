export interface FoldsCertificate {
  /** Largest difference in how many of a class two folds hold: at most 1. */
  readonly imbalance: number
  /** Cases in the smallest fold. */
  readonly smallest: number
  readonly holds: boolean
}

/** Certifies folds that are to hold every class evenly. */
export function certifyFolds(classes: ArrayLike<number>, fold: ArrayLike<number>, folds: number): FoldsCertificate {
  const counts = new Map<number, number[]>()
  const sizes = Array.from({ length: folds }, () => 0)
  for (let i = 0; i < classes.length; i++) {
    const row = counts.get(classes[i]!) ?? Array.from({ length: folds }, () => 0)
    row[fold[i]!]!++
    sizes[fold[i]!]!++
    counts.set(classes[i]!, row)
  }
  const imbalance = Math.max(...[...counts.values()].map(row => Math.max(...row) - Math.min(...row)))
  const smallest = Math.min(...sizes)
  return { imbalance, smallest, holds: imbalance <= 1 && smallest > 0 }
}
