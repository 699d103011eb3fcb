export interface RankingCertificate {
  /** |accuracy − share of equal labels|. */
  readonly accuracyError: number
  /** |area by ranks − area under the drawn curve by trapezia|; null without scores of both classes. */
  readonly areaError: number | null
  readonly holds: boolean
}

interface Scored {
  readonly roc_auc: number | null
  readonly roc: { readonly fpr: readonly number[]; readonly tpr: readonly number[] }
}

export function certifyRanking(
  truth: readonly number[],
  predicted: readonly number[],
  { accuracy, confusion }: { readonly accuracy: number; readonly confusion: readonly (readonly number[])[] },
  scored?: Scored,
): RankingCertificate {
  const equal = truth.filter((label, i) => label === predicted[i]).length
  const accuracyError = Math.abs(accuracy - equal / truth.length)
  const counted = confusion.flat().reduce((a, b) => a + b, 0) === truth.length
  const areaError = scored && scored.roc_auc !== null ? Math.abs(scored.roc_auc - areaOf(scored.roc)) : null
  return { accuracyError, areaError, holds: counted && accuracyError < 1e-12 && !((areaError ?? 0) > 1e-9) }
}

const areaOf = ({ fpr, tpr }: Scored['roc']) =>
  fpr.slice(1).reduce((sum, x, k) => sum + ((x - fpr[k]!) * (tpr[k + 1]! + tpr[k]!)) / 2, 0)
