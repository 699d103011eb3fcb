import { atOnce, defineStepwise } from '../../stepwise.ts'
import { correlation as pearson, mean, moment, ranksOf } from './moments.ts'
import { classes, classesOf, columnsOf, inputs, tableIssues, type Classes } from './table.ts'

const schema = { X: inputs, y: { ...classes, label: { en: 'Target', 'zh-CN': '目标' } } } as const

/** H of Kruskal and Wallis (JASA 47, 1952) over ranks, with their correction for ties. */
function kruskal(ranks: Float64Array, { of, counts }: Classes): number {
  const n = ranks.length
  const sums = new Float64Array(counts.length)
  ranks.forEach((rank, i) => (sums[of[i]!]! += rank))
  const between = sums.reduce((total, sum, c) => total + counts[c]! * (sum / counts[c]! - (n + 1) / 2) ** 2, 0)
  return ((n - 1) * between) / (n * moment(ranks, 2))
}

/** Squared distances of the class means over the variances within, both weighted by class size. */
function fisher(column: Float64Array, { of, counts }: Classes): number {
  const centre = mean(column)
  const parts = Array.from(counts, (_, c) => column.filter((_, i) => of[i] === c))
  const between = parts.reduce((sum, part) => sum + part.length * (mean(part) - centre) ** 2, 0)
  return between / parts.reduce((sum, part) => sum + part.length * moment(part, 2), 0)
}

/** Cauchy and Schwarz: no correlation passes 1; and the fourth score is F up to its degrees of freedom. */
const bounded = (values: readonly number[]) =>
  Math.max(...values.map(value => (Number.isNaN(value) ? 0 : Math.abs(value))))

/** Pairs of features of which one says nearly what the other does, with their correlation. */
const alike = (columns: readonly Float64Array[]) =>
  columns.flatMap((a, i) =>
    columns.flatMap((b, j) => {
      const r = i < j ? pearson(a, b) : 0
      return Math.abs(r) > 0.9 ? [[i, j, r] as const] : []
    }),
  )

/** How each feature goes with the target: in a line, in rank, by class; and its own variance. */
export const correlation = defineStepwise({
  id: 'correlation',
  title: { en: 'Feature scores by correlation', 'zh-CN': '相关性特征评分' },
  schema,
  check: ({ X, y }) => tableIssues(X, y),
  begin: ({ X, y }) =>
    atOnce(() => {
      const columns = columnsOf(X)
      const groups = classesOf(y)
      const target = Float64Array.from(y)
      const ranks = columns.map(ranksOf)
      const straight = columns.map(column => pearson(column, target))
      const inRank = ranks.map(rank => pearson(rank, ranksOf(target)))
      const largest = Math.max(bounded(straight), bounded(inRank))
      return {
        state: straight,
        metrics: { best: bounded(straight) },
        result: {
          pearson_with_target: straight,
          spearman_with_target: inRank,
          kruskal_H: ranks.map(rank => kruskal(rank, groups)),
          variance: columns.map(column => moment(column, 2)),
          fisher_score: columns.map(column => fisher(column, groups)),
          'corr_matrix_upper_abs_gt_0.9': alike(columns),
        },
        certificate: { largest, holds: largest <= 1 + 1e-12 },
      }
    }),
})
