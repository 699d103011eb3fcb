import { upperGamma } from '../../special/incomplete-gamma.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyWalk } from '../../verify/walk.ts'
import { mostCompared } from './local-outlier-factor.ts'
import { quantileOf } from './moments.ts'
import { fences, limits, lof, mahalanobis, outside } from './outliers.ts'
import { columnwise } from './scaler.ts'
import { columnsOf, count, inputs, tableIssues } from './table.ts'

export const walkScalers = ['standard', 'minmax', 'robust'] as const

const schema = {
  X: { ...inputs, maxCells: 20_000 },
  to: {
    kind: 'vector',
    label: { en: 'Where the outlier goes; medians where it says nothing', 'zh-CN': '离群点走到（未给的特征取中位数）' },
    default: [20],
    maxLength: 1_000,
  },
  frames: count('Steps of the walk', '步数', 'K', 20, 1, 200),
  ...limits,
  chance: {
    kind: 'number',
    label: { en: 'Chance beyond the ellipse, were the rows normal', 'zh-CN': '若数据正态，落在椭圆外的概率' },
    default: 0.001,
    min: 1e-12,
    max: 0.5,
    slider: [1e-4, 0.1],
    scale: 'log',
  },
  lof: {
    kind: 'number',
    label: { en: 'Local outlier factor', 'zh-CN': '局部离群因子' },
    default: 1.8,
    min: 1,
    max: 1e6,
    slider: [1, 4],
    scale: 'linear',
  },
  neighbours: count('Neighbours of the local outlier factor', '局部离群因子的近邻数', 'k', 10, 1, 500),
} as const
type Given = Problem<typeof schema>

type Scaled = Readonly<Record<(typeof walkScalers)[number], readonly number[]>>
/** Everything at one place of the outlier, which is the last row. */
export interface Walked {
  readonly outlier: readonly number[]
  /** The first feature after each scaler. */
  readonly scaled: Scaled
  /** What is left of the quartile range of the given rows after each scaler. */
  readonly widths: Readonly<Record<(typeof walkScalers)[number], number>>
  readonly fences: Readonly<Record<'iqr' | 'z' | 'mad', readonly [number | null, number | null]>>
  /** Rows that each rule calls outliers; null where the rule has no answer. */
  readonly found: {
    readonly z: readonly number[]
    readonly iqr: readonly number[]
    readonly mad: readonly number[]
    readonly mahalanobis: readonly number[] | null
    readonly lof: readonly number[] | null
  }
  /** How far the outlier is from each rule's limit: above 1 it is found. */
  readonly reach: Readonly<Record<'z' | 'iqr' | 'mad' | 'mahalanobis' | 'lof', number | null>>
}

const quartileRange = (column: Float64Array) => {
  const sorted = column.slice().sort()
  return quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)
}

/** The χ² beyond which a share of `chance` lies, by bisection. */
export function ellipseLimit(d: number, chance: number): number {
  let [low, high] = [0, 1]
  while (upperGamma(d / 2, high / 2) > chance) high *= 2
  for (let i = 0; i < 100 && high - low > 1e-12 * high; i++) {
    const middle = (low + high) / 2
    if (upperGamma(d / 2, middle / 2) > chance) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Where a value stands between the middle of two fences (0) and a fence (1). */
const between = (value: number, [low, high]: readonly [number, number]) =>
  high > low ? Math.abs(value - (low + high) / 2) / ((high - low) / 2) : null
const finite = (value: number) => (Number.isFinite(value) ? value : null)

function look(X: readonly (readonly number[])[], problem: Given): Walked {
  const columns = columnsOf(X)
  const [first] = columns as [Float64Array]
  const own = first.subarray(0, -1)
  const said = fences(first, problem)
  const distances = mahalanobis(columns)
  const factors = X.length <= mostCompared ? lof(columns, problem.neighbours) : undefined
  const limit = ellipseLimit(columns.length, problem.chance)
  const above = (values: readonly number[] | undefined, most: number) =>
    values ? values.flatMap((value, i) => (value > most ? [i] : [])) : null
  const scaled = Object.fromEntries(walkScalers.map(name => [name, columnwise[name]!(first)])) as Record<
    (typeof walkScalers)[number],
    Float64Array
  >
  const last = first.at(-1)!
  return {
    outlier: X.at(-1)!,
    scaled: {
      standard: Array.from(scaled.standard),
      minmax: Array.from(scaled.minmax),
      robust: Array.from(scaled.robust),
    },
    widths: {
      standard: quartileRange(scaled.standard.subarray(0, own.length)),
      minmax: quartileRange(scaled.minmax.subarray(0, own.length)),
      robust: quartileRange(scaled.robust.subarray(0, own.length)),
    },
    fences: { z: said.z, iqr: said.iqr, mad: [finite(said.mad[0]), finite(said.mad[1])] },
    found: {
      z: outside(first, said.z),
      iqr: outside(first, said.iqr),
      mad: outside(first, said.mad),
      mahalanobis: above(distances, limit),
      lof: above(factors, problem.lof),
    },
    reach: {
      z: between(last, said.z),
      iqr: between(last, said.iqr),
      mad: Number.isFinite(said.mad[0]) ? between(last, said.mad) : null,
      mahalanobis: distances ? Math.sqrt(Math.max(0, distances.at(-1)!) / limit) : null,
      lof: factors ? factors.at(-1)! / problem.lof : null,
    },
  }
}

/**
 * One row more that walks straight away from the medians: what is left of the given rows after
 * standardising, min–max and robust scaling, and which rules call which row an outlier at every step.
 */
export const outlierWalk = defineStepwise({
  id: 'outlier-walk',
  title: { en: 'Walk of an outlier', 'zh-CN': '离群点的行走' },
  schema,
  check: ({ X }) => (X.length < 3 ? tableIssues([]) : tableIssues(X)),
  begin(problem) {
    const medians = columnsOf(problem.X).map(column => quantileOf(column.slice().sort(), 0.5))
    const rowsAt = (share: number) => [
      ...problem.X,
      medians.map((from, j) => from + share * ((problem.to[j] ?? from) - from)),
    ]
    let last: Walked | undefined
    function* steps(): Generator<Iterate<Walked>, Status> {
      for (let k = 0; k <= problem.frames; k++) {
        last = look(rowsAt(k / problem.frames), problem)
        yield { k, state: last, metrics: { outlier: last.outlier[0]!, ...last.widths } }
      }
      return 'optimal'
    }
    return {
      steps: steps(),
      answer: () => last && { result: last, certificate: certifyWalk([...problem.X, last.outlier], last) },
    }
  },
})
