import { upperGamma } from '../../special/incomplete-gamma.ts'
import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyScores } from '../../verify/scores.ts'
import {
  best,
  classes,
  classesOf,
  classIssues,
  columnsOf,
  count,
  inputs,
  ranked,
  tableIssues,
  type Classes,
} from './table.ts'

const schema = {
  X: { ...inputs, label: { en: 'Counts or amounts, one case a row', 'zh-CN': '计数或数量，每行一个样本' } },
  y: classes,
  k: count('Features to keep', '保留的特征数', 'k', 2, 1, 10_000),
} as const

/** Σ over classes of (O − E)²/E, where O is the feature's sum in the class and E its share of all cases. */
function scoreOf(column: Float64Array, { of, counts }: Classes): number {
  const observed = new Float64Array(counts.length)
  column.forEach((value, i) => (observed[of[i]!]! += value))
  const total = observed.reduce((a, b) => a + b, 0)
  return observed.reduce((sum, value, c) => {
    const expected = (total * counts[c]!) / column.length
    return sum + (value - expected) ** 2 / expected
  }, 0)
}

/** Whether a feature's amounts depend on the class: χ² of each feature, with K − 1 degrees of freedom. */
export const chi2 = defineStepwise({
  id: 'chi2',
  title: { en: 'Feature scores by χ²', 'zh-CN': '卡方特征评分' },
  schema,
  check({ X, y }) {
    const negative = X.flat().find(value => value < 0)
    if (negative !== undefined) return mismatch('X', 'X', '≥ 0', negative)
    return [...tableIssues(X, y), ...classIssues(y, 10_000)]
  },
  begin: ({ X, y, k }) =>
    atOnce(() => {
      const groups = classesOf(y)
      const score = columnsOf(X).map(column => scoreOf(column, groups))
      const p = score.map(value => upperGamma((groups.values.length - 1) / 2, value / 2))
      return {
        state: score,
        metrics: { best: Math.max(...score) },
        result: { score, p, ranking: ranked(score), top_k: best(score, k) },
        certificate: certifyScores('chi2', X, y, score, p),
      }
    }),
})
