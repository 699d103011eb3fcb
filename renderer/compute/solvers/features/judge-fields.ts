import type { Issue } from '../../issue.ts'
import { mismatch } from '../../stepwise.ts'
import { strength } from './rfe.ts'
import { classes, classesOf, classIssues, count, inputs, tableIssues } from './table.ts'

/** What a model judged by cross-validation needs. */
export const judgeFields = {
  X: { ...inputs, maxCells: 100_000 },
  y: classes,
  model: {
    kind: 'choice',
    label: { en: 'Model', 'zh-CN': '模型' },
    default: 'knn',
    options: ['knn', 'logistic'],
  },
  folds: { ...count('Folds', '折数', 'F', 5, 2, 20), alias: 'cv' },
  neighbours: { ...count('Neighbours', '近邻数', 'k', 5, 1, 100), alias: 'n_neighbors' },
  C: strength,
  standardise: {
    kind: 'flag',
    label: { en: 'Standardise by the training rows', 'zh-CN': '按训练集标准化' },
    default: true,
  },
} as const

export function judgeIssues(X: readonly (readonly number[])[], y: readonly number[], folds: number): Issue[] {
  const issues = [...tableIssues(X, y), ...classIssues(y)]
  if (issues.length) return issues
  const smallest = classesOf(y).counts.reduce((a, b) => Math.min(a, b))
  return smallest < folds ? mismatch('folds', 'y', `≤ ${smallest}`, folds) : []
}
