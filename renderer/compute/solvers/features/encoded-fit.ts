import { singularValues, type Singular } from '../../linear-algebra/singular-values.ts'
import { told, type Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyEncoded } from '../../verify/encoded.ts'
import { encoderFrom, type Encoder, type Part, type Row } from './encode.ts'
import { compare } from './one-hot.ts'
import { count } from './table.ts'

const mostParts = 120
const mostCells = 200_000
/** Singular values under this share of the largest are none. */
const negligible = 1e-12

const schema = {
  X: {
    kind: 'table',
    label: { en: 'Features with words and gaps (null), one case a row', 'zh-CN': '含文字与缺失（null）的特征' },
    symbol: 'X',
    default: [
      [1, 'red'],
      [2, 'blue'],
      [3, 'red'],
      [null, 'green'],
      [5, 'blue'],
      [6, 'green'],
      [7, 'red'],
    ],
    maxCells: 40_000,
    alias: 'data',
  },
  y: {
    kind: 'vector',
    label: { en: 'Number to predict', 'zh-CN': '要预测的数' },
    symbol: 'y',
    default: [3, 5, 5, 9, 8, 12, 9],
    maxLength: 20_000,
    alias: 'target',
  },
  fill: {
    kind: 'choice',
    label: { en: 'Fill gaps with', 'zh-CN': '填补缺失' },
    default: 'mean',
    options: ['mean', 'median', 'most_frequent', 'drop'],
  },
  indicator: {
    kind: 'flag',
    label: { en: 'A column that says where the gaps were', 'zh-CN': '添加缺失指示列' },
    default: false,
  },
  code: {
    kind: 'choice',
    label: { en: 'Words as', 'zh-CN': '文字编码' },
    default: 'one-hot',
    options: ['one-hot', 'all', 'ordinal'],
  },
  intercept: { kind: 'flag', label: { en: 'Intercept', 'zh-CN': '截距' }, default: true },
  cut: {
    kind: 'choice',
    label: { en: 'Cut into bins', 'zh-CN': '分箱' },
    default: 'none',
    options: ['none', 'width', 'frequency'],
  },
  bins: { ...count('Bins, at most', '至多箱数', 'b', 8, 2, 60), alias: 'n_bins' },
  axis: count('Column of numbers that is drawn, and cut; from 0', '所画并分箱的数值列，从 0 起', 'j', 0, 0, 1_000),
  group: {
    ...count('Column of words that is drawn; −1 for none', '所画的文字列；−1 为无', 'g', 1, 0, 1_000),
    min: -1,
  },
} as const
type Given = Problem<typeof schema>

export interface Fit {
  readonly bins: number
  readonly parts: readonly Part[]
  readonly kept: readonly number[]
  readonly fills: readonly (number | null)[]
  /** The design's first rows, without the intercept. */
  readonly head: readonly (readonly number[])[]
  /** The least-squares weights, of all that fit as well the shortest; the intercept is the last where there is one. */
  readonly weights: readonly number[]
  /** A combination of columns that is 0 in every row, its largest entry 1; null where there is none. */
  readonly redundant: readonly number[] | null
  readonly rank: number
  /** Largest singular value over the smallest; null where that is none. */
  readonly condition: number | null
  readonly r2: number
  /** With each row predicted by a fit without it; null where a row alone fixes a weight. */
  readonly looR2: number | null
  readonly residualSd: number | null
  /** What the fit says along the drawn column, at each level of the group; other columns at their fill or commonest level. */
  readonly curves: {
    readonly x: readonly number[]
    readonly lines: readonly { readonly level: string | null; readonly y: readonly number[] }[]
  }
}

const headRows = 12
const curvePoints = 161
const mostLines = 6

const matrixOf = ({ X, intercept }: Given, { kept, encode }: Encoder): number[][] =>
  kept.map(i => [...encode(X[i]!), ...(intercept ? [1] : [])])

/** The decomposition whose columns are the design's, whichever side is longer. */
function* decomposed(A: readonly (readonly number[])[], alive: Iterate<Fit | null>) {
  const columns = A[0]!.map((_, j) => Float64Array.from(A, row => row[j]!))
  const tall = A.length >= columns.length
  const found: Singular = yield* told(
    singularValues(tall ? columns : A.map(row => Float64Array.from(row))),
    () => alive,
  )
  return tall ? found : { u: found.v, values: found.values, v: found.u }
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** A direction that the design sends to 0: what is left of a unit vector without the row space. */
function redundantIn(v: readonly Float64Array[], rank: number, width: number): number[] | null {
  if (rank >= width) return null
  let best: number[] = []
  let length = 0
  for (let j = 0; j < width; j++) {
    const left = Array.from({ length: width }, (_, i) =>
      v.slice(0, rank).reduce((rest, row) => rest - row[j]! * row[i]!, Number(i === j)),
    )
    const size = dot(left, left)
    if (size > length) [best, length] = [left, size]
  }
  const most = best.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0)
  return best.map(value => (Math.abs(value) < 1e-9 * Math.abs(most) ? 0 : value / most))
}

function curvesOf({ X, axis, group, intercept }: Given, encoder: Encoder, weights: readonly number[]): Fit['curves'] {
  const rows = encoder.kept.map(i => X[i]!)
  const seen = rows.flatMap(row => (typeof row[axis] === 'number' ? [row[axis]] : []))
  if (!seen.length) return { x: [], lines: [] }
  const [low, high] = [seen.reduce((a, b) => Math.min(a, b)), seen.reduce((a, b) => Math.max(a, b))]
  const x = Array.from({ length: curvePoints }, (_, i) => low + (i / (curvePoints - 1)) * (high - low))
  const commonest = (j: number) => {
    const counts = new Map<Row[number], number>()
    for (const row of rows) counts.set(row[j]!, (counts.get(row[j]!) ?? 0) + 1)
    return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
  }
  const base = encoder.fills.map((fill, j) => fill ?? commonest(j))
  const levels = group < 0 ? [null] : [...new Set(rows.map(row => row[group]!))].sort(compare).slice(0, mostLines)
  const lines = levels.map(level => ({
    level: level === null ? null : String(level),
    y: x.map(value => {
      const row = base.map((cell, j) => (j === axis ? value : j === group ? level : cell))
      return dot([...encoder.encode(row), ...(intercept ? [1] : [])], weights)
    }),
  }))
  return { x, lines }
}

function* fitWith(problem: Given, bins: number): Generator<Iterate<Fit | null>, Fit> {
  const encoder = encoderFrom(problem.X, { ...problem, binned: problem.axis, bins })
  const A = matrixOf(problem, encoder)
  const y = encoder.kept.map(i => problem.y[i]!)
  const { u, values, v } = yield* decomposed(A, { k: Math.max(0, bins - 2), state: null, metrics: {}, minor: true })
  const width = A[0]!.length
  const rank = values.filter(value => value > negligible * values[0]!).length
  const weights = Array.from({ length: width }, (_, j) => {
    let sum = 0
    for (let r = 0; r < rank; r++) sum += (v[r]![j]! * dot(u[r]!, y)) / values[r]!
    return sum
  })
  const residuals = A.map((row, i) => y[i]! - dot(row, weights))
  const mean = y.reduce((a, b) => a + b, 0) / y.length
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const left = A.map((_, i) => u.slice(0, rank).reduce((rest, column) => rest - column[i]! ** 2, 1))
  const alone = left.some(share => share < 1e-9)
  const press = residuals.reduce((sum, e, i) => sum + (e / left[i]!) ** 2, 0)
  const freedom = A.length - rank
  const share = (squares: number) => (total > 0 ? 1 - squares / total : 0)
  return {
    bins,
    parts: encoder.parts,
    kept: encoder.kept,
    fills: encoder.fills,
    head: A.slice(0, headRows).map(row => row.slice(0, encoder.parts.length)),
    weights,
    redundant: redundantIn(v, rank, width),
    rank,
    condition: rank === width ? values[0]! / values[width - 1]! : null,
    r2: share(dot(residuals, residuals)),
    looR2: alone ? null : share(press),
    residualSd: freedom > 0 ? Math.sqrt(dot(residuals, residuals) / freedom) : null,
    curves: curvesOf(problem, encoder, weights),
  }
}

/**
 * Least squares on a table of numbers, words and gaps once they are written as numbers (singular values; of many answers
 * the shortest), with the leave-one-out R² by the hat matrix (Allen 1974). Bins are cut from 2 up to the wanted number.
 */
export const encodedFit = defineStepwise({
  id: 'encoded-fit',
  title: { en: 'Linear model of coded features', 'zh-CN': '编码特征的线性模型' },
  schema,
  check(problem) {
    const { X, y, axis, group, cut } = problem
    const width = X[0]?.length ?? 0
    if (width < 1) return mismatch('X', 'X', '≥ 1 × 1', `${X.length} × 0`)
    if (y.length !== X.length) return mismatch('y', 'X', X.length, y.length, 'numbers')
    const isWords = (j: number) => X.some(row => typeof row[j] === 'string')
    if (axis >= width || (cut !== 'none' && isWords(axis))) return mismatch('axis', 'X', `0 … ${width - 1}`, axis)
    if (group >= width || (group >= 0 && !isWords(group)))
      return mismatch('group', 'X', [-1, ...[...X[0]!.keys()].filter(isWords)].join(', '), group)
    const { kept, parts } = encoderFrom(X, { ...problem, binned: axis })
    if (kept.length < 2) return mismatch('X', 'X', '≥ 2', kept.length, 'rows')
    if (parts.length < 1 && !problem.intercept) return mismatch('X', 'intercept', '≥ 1', 0)
    if (parts.length > mostParts) return mismatch('X', 'code', `≤ ${mostParts}`, parts.length)
    const cells = parts.length * kept.length
    return cells > mostCells ? mismatch('X', 'X', `≤ ${mostCells}`, cells) : []
  },
  begin(problem) {
    let last: Fit | undefined
    function* steps(): Generator<Iterate<Fit | null>, Status> {
      const most = problem.cut === 'none' ? 2 : problem.bins
      for (let bins = 2; bins <= most; bins++) {
        last = yield* fitWith(problem, bins)
        yield { k: bins - 2, state: last, metrics: { r2: last.r2, rank: last.rank } }
      }
      return 'optimal'
    }
    return {
      steps: steps(),
      answer() {
        if (!last) return undefined
        const encoder = encoderFrom(problem.X, { ...problem, binned: problem.axis, bins: last.bins })
        const A = matrixOf(problem, encoder)
        const y = last.kept.map(i => problem.y[i]!)
        const { curves: _curves, head: _head, ...result } = last
        return { result, certificate: certifyEncoded(A, y, last) }
      },
    }
  },
})
