import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyResampling } from '../../verify/resampling.ts'
import { balancedBy, madeRow, type Balancing, type Made } from './imbalance.ts'
import { mean } from './moments.ts'
import { classes, classesOf, columnsOf, count, inputs, tableIssues } from './table.ts'
import { fitTwo, type Predict } from './two-class.ts'

export const remedies = ['none', 'weights', 'under', 'over', 'smote'] as const
export type Remedy = (typeof remedies)[number]

const schema = {
  X: { ...inputs, maxCells: 20_000 },
  y: {
    ...classes,
    label: { en: 'Class of each case; 1 is the rare one', 'zh-CN': '每个样本的类别；1 为稀有类' },
    default: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
  },
  remedy: {
    kind: 'choice',
    label: { en: 'Remedy whose cases are told', 'zh-CN': '列出其样本的方法' },
    default: 'smote',
    options: remedies,
  },
  before: {
    kind: 'flag',
    label: { en: 'Resample before the split, which leaks', 'zh-CN': '先重采样后划分（会泄漏）' },
    default: false,
  },
  model: {
    kind: 'choice',
    label: { en: 'Classifier', 'zh-CN': '分类器' },
    default: 'logistic',
    options: ['logistic', 'nearest'],
  },
  near: count('Neighbours that vote', '投票的近邻数', 'k', 1, 1, 99),
  neighbours: { ...count('Neighbours of SMOTE', 'SMOTE 的近邻数', 'm', 5, 1, 100), alias: 'k_neighbors' },
  threshold: {
    kind: 'number',
    label: { en: 'Threshold of the chance', 'zh-CN': '概率阈值' },
    default: 0.5,
    min: 0,
    max: 1,
    slider: [0, 1],
    scale: 'linear',
  },
  held: {
    kind: 'number',
    label: { en: 'Share of rows in each of the two held-out parts', 'zh-CN': '两个留出部分各占的比例' },
    default: 0.25,
    min: 0.05,
    max: 0.45,
    slider: [0.1, 0.4],
    scale: 'linear',
  },
  splits: count('Splits', '划分次数', 'S', 20, 1, 200),
  lambda: {
    kind: 'number',
    label: { en: 'Penalty of the weights', 'zh-CN': '权重的惩罚' },
    symbol: '\\lambda',
    default: 1,
    min: 1e-6,
    max: 1e6,
    slider: [1e-3, 100],
    scale: 'log',
  },
  axes: {
    kind: 'vector',
    label: { en: 'Features of the map', 'zh-CN': '地图所用的两个特征' },
    default: [0, 1],
    maxLength: 2,
  },
} as const
type Given = Problem<typeof schema>

export interface Scores {
  readonly accuracy: number
  readonly recall: number
  readonly precision: number
  readonly f1: number
}
/** A case that trains or is held out: a row as it is, or one that was made of two (or of one twice). */
export interface Case extends Made {
  readonly made: boolean
}
export interface Split {
  /** Scores on the held-out part as the remedy leaves it, and on rows that nothing has touched. */
  readonly scores: Readonly<Record<Remedy, { readonly held: Scores; readonly vault: Scores }>>
  readonly train: readonly Case[]
  readonly held: readonly Case[]
  readonly vault: readonly number[]
  /** Rows of the table that was split. */
  readonly rows: number
  /** Held-out cases that are made of a row which also trains. */
  readonly leaked: number
  /** Of the logistic classifier: one for each feature, then the intercept. */
  readonly weights: readonly number[] | null
  /** The chance of class 1 over two features, the others at their means. */
  readonly ground: {
    readonly from: readonly number[]
    readonly to: readonly number[]
    readonly count: readonly number[]
    readonly values: readonly number[]
  } | null
}

const mapCount = [44, 36] as const

export const scoresOf = (truth: readonly number[], chances: readonly number[], threshold: number): Scores => {
  let [hits, called, positive, right] = [0, 0, 0, 0]
  truth.forEach((label, i) => {
    const said = chances[i]! >= threshold ? 1 : 0
    hits += said & label
    called += said
    positive += label
    right += Number(said === label)
  })
  const over = (a: number, b: number) => (b ? a / b : 0)
  const [recall, precision] = [over(hits, positive), over(hits, called)]
  return { accuracy: over(right, truth.length), recall, precision, f1: over(2 * hits, positive + called) }
}

const plain = (i: number): Case => ({ from: i, to: i, share: 0, made: false })

/** Cases of each class put in random order and cut at these shares of it, at least one in each part. */
function parted<T>(
  cases: readonly T[],
  labelOf: (each: T) => number,
  shares: readonly number[],
  stream: Stream,
): T[][] {
  const parts: T[][] = [...shares.map((): T[] => []), []]
  for (const label of [0, 1]) {
    const own = stream.shuffle(cases.filter(each => labelOf(each) === label))
    let from = 0
    shares.forEach((share, part) => {
      const to = from + Math.max(1, Math.round(share * own.length))
      parts[part]!.push(...own.slice(from, to))
      from = to
    })
    parts.at(-1)!.push(...own.slice(from))
  }
  return parts
}

/** The cases of `rows` as the remedy leaves them. */
function treated(remedy: Remedy, { X, y, neighbours }: Given, rows: readonly number[], stream: Stream): Case[] {
  if (remedy === 'none' || remedy === 'weights') return rows.map(plain)
  const own = rows.map(i => X[i]!)
  const { kept, made } = balancedBy(
    remedy satisfies Balancing,
    own,
    classesOf(rows.map(i => y[i]!)),
    neighbours,
    stream,
  )
  const fresh = made.map(({ from, to, share }) => ({ from: rows[from]!, to: rows[to]!, share, made: true }))
  return [...kept.map(i => plain(rows[i]!)), ...fresh]
}

const restingAt = (k: number): Iterate<Split | null> => ({ k, state: null, metrics: {}, minor: true })

/** The chances over the two features of the map, by rows from below. */
function* mapOf(
  { X, axes }: Given,
  predict: Predict,
  resting: Iterate<Split | null>,
): Generator<Iterate<Split | null>, Split['ground']> {
  const [a = 0, b = 1] = axes
  const columns = columnsOf(X)
  if (columns.length < 2 || a === b || !columns[a] || !columns[b]) return null
  const ends = [columns[a], columns[b]].map(column => {
    const [low, high] = [Math.min(...column), Math.max(...column)]
    const room = 0.08 * (high - low || 1)
    return [low - room, high + room] as const
  }) as [readonly [number, number], readonly [number, number]]
  const centre = columns.map(mean)
  const values: number[] = []
  for (let row = 0; row < mapCount[1]; row++) {
    for (let column = 0; column < mapCount[0]; column++) {
      const at = centre.slice()
      at[a] = ends[0][0] + (column / (mapCount[0] - 1)) * (ends[0][1] - ends[0][0])
      at[b] = ends[1][0] + (row / (mapCount[1] - 1)) * (ends[1][1] - ends[1][0])
      values.push(predict(at))
    }
    yield resting
  }
  return { from: ends.map(([low]) => low), to: ends.map(([, high]) => high), count: [...mapCount], values }
}

/** Held-out cases that are made of a row which also made a training case. */
function leaksOf(train: readonly Case[], held: readonly Case[]): number {
  const used = new Set(train.flatMap(({ from, to }) => [from, to]))
  return held.filter(({ from, to }) => used.has(from) || used.has(to)).length
}

function* splitOnce(
  problem: Given,
  stream: Stream,
  resting: Iterate<Split | null>,
): Generator<Iterate<Split | null>, Split> {
  const { X, y, held: share, before, threshold } = problem
  const rows = X.map((_, i) => i)
  const labelOf = ({ from }: Case) => y[from]!
  const [vault, held, train] = parted(rows, i => y[i]!, [share, share], stream) as [number[], number[], number[]]
  const rowOf = (each: Case) => (each.made ? madeRow(X, each) : X[each.from]!)
  const scores: Partial<Record<Remedy, { held: Scores; vault: Scores }>> = {}
  let told: Pick<Split, 'train' | 'held' | 'leaked' | 'weights'> | undefined
  let shown: Predict = () => 0
  for (const remedy of remedies) {
    const [aside, used] = before
      ? parted(treated(remedy, problem, [...held, ...train], stream), labelOf, [share / (1 - share)], stream)
      : [held.map(plain), treated(remedy, problem, train, stream)]
    const { predict, weights } = fitTwo(problem, remedy === 'weights', used!.map(rowOf), used!.map(labelOf))
    yield resting
    const asideChances: number[] = []
    for (const each of aside!) {
      asideChances.push(predict(rowOf(each)))
      if (asideChances.length % 64 === 0) yield resting
    }
    const vaultChances: number[] = []
    for (const i of vault) {
      vaultChances.push(predict(X[i]!))
      if (vaultChances.length % 64 === 0) yield resting
    }
    scores[remedy] = {
      held: scoresOf(aside!.map(labelOf), asideChances, threshold),
      vault: scoresOf(
        vault.map(i => y[i]!),
        vaultChances,
        threshold,
      ),
    }
    if (remedy !== problem.remedy) continue
    told = { train: used!, held: aside!, leaked: leaksOf(used!, aside!), weights }
    shown = predict
  }
  const ground = yield* mapOf(problem, shown, resting)
  return { ...told!, scores: scores as Split['scores'], vault, rows: X.length, ground }
}

/**
 * What resampling does to a classifier, over random splits of the rows in three: one trains, one is held out for the
 * score that is reported, and one is touched by nothing. Resampled after the split, both scores tell the same;
 * before it, copies of the training rows and an easier mixture of classes come into the held-out part.
 */
export const resampling = defineStepwise({
  id: 'resampling',
  title: { en: 'A classifier of unequal classes', 'zh-CN': '不平衡类别的分类' },
  schema,
  check({ X, y, axes }) {
    const issues = tableIssues(X, y)
    if (issues.length) return issues
    const odd = y.find(label => label !== 0 && label !== 1)
    if (odd !== undefined) return mismatch('y', 'y', '0, 1', odd)
    const wrong = axes.find(axis => !Number.isInteger(axis) || axis < 0 || axis >= X[0]!.length)
    if (wrong !== undefined && X[0]!.length > 1) return mismatch('axes', 'X', `0 … ${X[0]!.length - 1}`, wrong)
    // One for each part, and another to draw lines to.
    const fewest = Math.min(...[0, 1].map(label => y.filter(each => each === label).length))
    return fewest < 4 ? mismatch('y', 'y', '≥ 4', fewest, 'rare') : []
  },
  begin(problem, seed) {
    let last: Split | undefined
    function* steps(): Generator<Iterate<Split | null>, Status> {
      const stream = new Stream(seed)
      for (let k = 0; k < problem.splits; k++) {
        last = yield* splitOnce(problem, stream, restingAt(k))
        const { held, vault } = last.scores[problem.remedy as Remedy]
        yield { k, state: last, metrics: { heldF1: held.f1, vaultF1: vault.f1, leaked: last.leaked } }
      }
      return 'optimal'
    }
    return {
      steps: steps(),
      answer: () =>
        last && {
          result: { scores: last.scores, leaked: last.leaked, weights: last.weights },
          certificate: certifyResampling(problem, last),
        },
    }
  },
})
