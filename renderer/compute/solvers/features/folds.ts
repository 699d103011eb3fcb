import type { Classes } from './table.ts'

/**
 * The fold of each case, classes shared out evenly and in their order: as many of class c go to fold i as there are
 * among every `folds`-th of the labels from i on, sorted by which class comes first in the data, as scikit-learn's
 * StratifiedKFold has it.
 */
export function stratifiedFolds({ of, counts }: Classes, folds: number): Int32Array {
  const inOrder = [...new Set(of)].flatMap(c => Array.from({ length: counts[c]! }, () => c))
  const left = Array.from({ length: folds }, () => new Float64Array(counts.length))
  inOrder.forEach((c, at) => left[at % folds]![c]!++)
  return of.map(c => {
    const fold = left.findIndex(sizes => sizes[c]! > 0)
    left[fold]![c]!--
    return fold
  })
}
