import type { Issue } from '../../issue.ts'
import { mismatch } from '../../stepwise.ts'

const rows = [
  [5.1, 3.5, 1.4, 0.2],
  [4.9, 3.0, 1.4, 0.2],
  [4.7, 3.2, 1.3, 0.3],
  [5.4, 3.9, 1.7, 0.4],
  [5.0, 3.6, 1.4, 0.2],
  [7.0, 3.2, 4.7, 1.4],
  [6.4, 3.1, 4.5, 1.5],
  [5.5, 2.3, 4.0, 1.3],
  [6.5, 2.8, 4.6, 1.5],
  [5.7, 2.8, 4.5, 1.3],
  [6.3, 3.3, 6.0, 2.5],
  [5.8, 2.7, 5.1, 1.9],
  [7.1, 3.0, 5.9, 2.1],
  [6.3, 2.9, 5.6, 1.8],
  [6.5, 3.0, 5.8, 2.2],
] as const

/** A few of Fisher's irises (Annals of Eugenics 7, 1936): sepal length and width, petal length and width, in cm. */
export const inputs = {
  kind: 'matrix',
  label: { en: 'Features, one case a row', 'zh-CN': '特征，每行一个样本' },
  symbol: 'X',
  default: rows,
  maxCells: 1_000_000,
  alias: 'data',
} as const

export const classes = {
  kind: 'vector',
  label: { en: 'Class of each case', 'zh-CN': '每个样本的类别' },
  symbol: 'y',
  default: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2],
  maxLength: 500_000,
  alias: 'target',
} as const

export const count = (en: string, zh: string, symbol: string, value: number, min: number, max: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    symbol,
    default: value,
    min,
    max,
    slider: [min, Math.min(max, 20)],
    scale: 'linear',
    whole: true,
  }) as const

type Rows = readonly (readonly number[])[]

/** Rows with at least one column and as many answers. */
export function tableIssues(X: Rows, y?: readonly number[]): Issue[] {
  if (!X[0]?.length) return mismatch('X', 'X', '≥ 1 × 1', `${X.length} × 0`)
  return y && y.length !== X.length ? mismatch('y', 'X', X.length, y.length, 'numbers') : []
}

/** At least two classes, and no more than `most`. */
export function classIssues(y: readonly number[], most = 100): Issue[] {
  const found = new Set(y).size
  return found < 2 || found > most ? mismatch('y', 'y', `2 … ${most}`, found, 'classes') : []
}

export const columnsOf = (X: Rows): Float64Array[] =>
  Array.from({ length: X[0]?.length ?? 0 }, (_, j) => Float64Array.from(X, row => row[j]!))

export interface Classes {
  /** In rising order. */
  readonly values: readonly number[]
  /** Index of each case's class in `values`. */
  readonly of: Int32Array
  readonly counts: Float64Array
}

export function classesOf(y: readonly number[]): Classes {
  const values = [...new Set(y)].sort((a, b) => a - b)
  const places = new Map(values.map((value, place) => [value, place]))
  const of = Int32Array.from(y, value => places.get(value)!)
  const counts = new Float64Array(values.length)
  for (const place of of) counts[place]!++
  return { values, of, counts }
}

/** Indices of the largest scores, best first, equal ones in their order; NaN last. */
export function ranked(scores: readonly number[]): number[] {
  const keys = scores.map(score => (Number.isNaN(score) ? -Infinity : score))
  return keys.map((_, j) => j).sort((a, b) => (keys[a] === keys[b] ? a - b : keys[b]! > keys[a]! ? 1 : -1))
}

/** The k best of them, as indices in rising order. */
export const best = (scores: readonly number[], k: number): number[] =>
  ranked(scores)
    .slice(0, k)
    .sort((a, b) => a - b)
