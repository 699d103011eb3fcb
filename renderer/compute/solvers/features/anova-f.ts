import { incompleteBeta } from '../../special/incomplete-beta.ts'
import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyScores } from '../../verify/scores.ts'
import { mean } from './moments.ts'
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

const schema = { X: inputs, y: classes, k: count('Features to keep', '保留的特征数', 'k', 2, 1, 10_000) } as const

/** Mean square between classes over mean square within. */
function scoreOf(column: Float64Array, { of, counts }: Classes): number {
  const centre = mean(column)
  const centres = new Float64Array(counts.length)
  column.forEach((value, i) => (centres[of[i]!]! += (value - centre) / counts[of[i]!]!))
  const between = centres.reduce((sum, away, c) => sum + counts[c]! * away ** 2, 0)
  let within = 0
  column.forEach((value, i) => (within += (value - centre - centres[of[i]!]!) ** 2))
  return between / (counts.length - 1) / (within / (column.length - counts.length))
}

/** P(F ≥ f), small ones with full relative precision. */
function tailOf(f: number, between: number, within: number): number {
  // Every class a single value of its own.
  if (f === Infinity) return 0
  const share = within / (within + between * f)
  return incompleteBeta(within / 2, between / 2, share, (between * f) / (within + between * f))
}

/** Whether a feature's means differ between classes: one-way analysis of variance, feature by feature. */
export const anovaF = defineStepwise({
  id: 'anova-f',
  title: { en: 'Feature scores by analysis of variance', 'zh-CN': '方差分析特征评分' },
  schema,
  check({ X, y }) {
    const issues = [...tableIssues(X, y), ...classIssues(y, 10_000)]
    const found = new Set(y).size
    return issues.length || y.length > found ? issues : mismatch('y', 'X', `> ${found}`, y.length)
  },
  begin: ({ X, y, k }) =>
    atOnce(() => {
      const groups = classesOf(y)
      const score = columnsOf(X).map(column => scoreOf(column, groups))
      const [between, within] = [groups.values.length - 1, y.length - groups.values.length]
      const p = score.map(value => tailOf(value, between, within))
      return {
        state: score,
        metrics: { best: Math.max(...score) },
        result: { score, p, ranking: ranked(score), top_k: best(score, k) },
        certificate: certifyScores('anovaF', X, y, score, p),
      }
    }),
})
