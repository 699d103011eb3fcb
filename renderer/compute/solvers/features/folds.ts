import type { Classes } from './table.ts'

/**
 * The fold of each case, classes shared out evenly and in their order: as many of class c go to fold i as there are
 * among every `folds`-th of the sorted labels from i on.
 */
export function stratifiedFolds({ of, counts }: Classes, folds: number): Int32Array {
  const sorted = Int32Array.from(of).sort()
  const left = Array.from({ length: folds }, () => new Float64Array(counts.length))
  sorted.forEach((c, at) => left[at % folds]![c]!++)
  return of.map(c => {
    const fold = left.findIndex(sizes => sizes[c]! > 0)
    left[fold]![c]!--
    return fold
  })
}
