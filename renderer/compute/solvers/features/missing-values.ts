import type { Cell } from '../../schema.ts'
import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyFilled } from '../../verify/filled.ts'
import { mean, quantileOf } from './moments.ts'
import { count } from './table.ts'

const schema = {
  X: {
    kind: 'table',
    label: { en: 'Features with gaps (null), one case a row', 'zh-CN': '含缺失值（null）的特征' },
    symbol: 'X',
    default: [
      [1, 2],
      [3, null],
      [null, 6],
      [5, 8],
      [7, 10],
    ],
    maxCells: 200_000,
    alias: 'data',
  },
  strategy: {
    kind: 'choice',
    label: { en: 'Fill with', 'zh-CN': '填补方法' },
    default: 'mean',
    options: ['mean', 'median', 'most_frequent', 'constant', 'knn', 'drop'],
  },
  fill_value: {
    kind: 'number',
    label: { en: 'The constant', 'zh-CN': '常数' },
    default: 0,
    min: -1e12,
    max: 1e12,
    slider: [-10, 10],
    scale: 'linear',
  },
  neighbours: { ...count('Neighbours', '近邻数', 'k', 5, 1, 100), alias: 'n_neighbors' },
} as const

type Gapped = readonly (readonly (number | null)[])[]
const seen = (column: readonly (number | null)[]) => Float64Array.from(column.filter(value => value !== null))

/** The most common value, the smallest of equals. */
function mostFrequent(column: Float64Array): number {
  const counts = new Map<number, number>()
  for (const value of column) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a))[0]
}

export function statisticOf(strategy: string, column: Float64Array, constant: number): number {
  if (strategy === 'constant' || !column.length) return constant
  if (strategy === 'median') return quantileOf(column.slice().sort(), 0.5)
  return strategy === 'most_frequent' ? mostFrequent(column) : mean(column)
}

/** Squared distance over the features both have, scaled up for those they have not; infinite where they share none. */
function distance(a: readonly (number | null)[], b: readonly (number | null)[]): number {
  let [sum, shared] = [0, 0]
  a.forEach((value, j) => {
    const other = b[j] ?? null
    if (value === null || other === null) return
    sum += (value - other) ** 2
    shared++
  })
  return shared ? (sum * a.length) / shared : Infinity
}

/** The mean of the nearest rows that have the feature; the column's mean where none is near. */
function fromNeighbours(X: Gapped, i: number, j: number, k: number, otherwise: number): number {
  const near = X.map((row, at) => [at === i || row[j] === null ? Infinity : distance(X[i]!, row), at] as const)
    .filter(([far]) => far < Infinity)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .slice(0, k)
  return near.length ? near.reduce((sum, [, at]) => sum + X[at]![j]!, 0) / near.length : otherwise
}

/** Gaps filled in, or their rows dropped. */
export const missingValues = defineStepwise({
  id: 'missing-values',
  title: { en: 'Missing values', 'zh-CN': '缺失值处理' },
  schema,
  check({ X, strategy }) {
    const word = X.flat().find((cell: Cell) => typeof cell === 'string')
    if (word !== undefined) return mismatch('X', 'X', '1, 2.5, null', String(word))
    if (!X[0]?.length) return mismatch('X', 'X', '≥ 1 × 1', `${X.length} × 0`)
    return strategy === 'knn' && X.length > 2_000 ? mismatch('X', 'strategy', '≤ 2000', X.length) : []
  },
  begin: ({ X: given, strategy, fill_value, neighbours }) =>
    atOnce(() => {
      const X = given as Gapped
      const columns = X[0]!.map((_, j) => X.map(row => row[j]!))
      const statistics = columns.map(column => statisticOf(strategy, seen(column), fill_value))
      const kept = strategy === 'drop' ? X.flatMap((row, i) => (row.includes(null) ? [] : [i])) : X.map((_, i) => i)
      const filled = kept.map(i =>
        X[i]!.map((value, j) => {
          if (value !== null) return value
          return strategy === 'knn' ? fromNeighbours(X, i, j, neighbours, statistics[j]!) : statistics[j]!
        }),
      )
      const missing = columns.map(column => column.filter(value => value === null).length)
      return {
        state: missing,
        metrics: { missing: missing.reduce((a, b) => a + b, 0) },
        result: { X: filled, rows: kept, missing_per_feature: missing, statistics },
        certificate: certifyFilled(X, filled, kept, strategy === 'constant'),
      }
    }),
})
