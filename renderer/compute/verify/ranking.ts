export interface RankingCertificate {
  /** |accuracy − share of equal labels|. */
  readonly accuracyError: number
  /**
   * Distance of the area told from that under the drawn curve by trapezia and, up to 2,000 cases, from the share of pairs
   * that the scores put in order; null without scores of both classes.
   */
  readonly areaError: number | null
  readonly holds: boolean
}

interface Scored {
  readonly roc_auc: number | null
  readonly scores: readonly number[]
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
  const areaError =
    scored && scored.roc_auc !== null
      ? Math.max(Math.abs(scored.roc_auc - areaOf(scored.roc)), pairsError(truth, scored.scores, scored.roc_auc))
      : null
  return { accuracyError, areaError, holds: counted && accuracyError < 1e-12 && !((areaError ?? 0) > 1e-9) }
}

const mostCases = 2_000

/** The area as the share of pairs of both classes whose scores are in order, ties half (Mann and Whitney 1947). */
function pairsError(truth: readonly number[], scores: readonly number[], area: number): number {
  if (truth.length > mostCases) return 0
  const top = Math.max(...truth)
  const of = (isTop: boolean) => scores.filter((_, i) => (truth[i] === top) === isTop)
  const [ones, others] = [of(true), of(false)]
  const won = ones.reduce((sum, a) => sum + others.reduce((all, b) => all + (Math.sign(a - b) + 1) / 2, 0), 0)
  return Math.abs(area - won / (ones.length * others.length))
}

const areaOf = ({ fpr, tpr }: Scored['roc']) =>
  fpr.slice(1).reduce((sum, x, k) => sum + ((x - fpr[k]!) * (tpr[k + 1]! + tpr[k]!)) / 2, 0)
