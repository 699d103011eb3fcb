import type { Report, Words } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { choiceField, countField, flagField, numberField, positiveNumber, seedField, words } from '../frame/fields.ts'
import { labelledFrom, tableField } from '../frame/labelled.ts'
import { defineWidget, stateAt, type Claim, type Shown, type Values } from '../frame/model.ts'
import { corners, hopeless, machines } from './examples.ts'
import { script } from './script.ts'

export const remedies = ['none', 'weights', 'under', 'over', 'smote'] as const
export type Remedy = (typeof remedies)[number]
export const remedyWords: Readonly<Record<Remedy, Words>> = {
  none: words('as it is', '不处理'),
  weights: words('class weights', '类别加权'),
  under: words('under-sampling', '欠采样'),
  over: words('over-sampling', '过采样'),
  smote: words('SMOTE', 'SMOTE'),
}

const fields = {
  remedy: choiceField('Remedy drawn', '所画的方法', ['smote', 'over', 'under', 'weights', 'none']),
  before: flagField('Resample before the split (the mistake)', '先重采样后划分（错误做法）'),
  model: choiceField('Classifier', '分类器', ['logistic', 'nearest']),
  near: { ...countField('Neighbours that vote', '投票的近邻数', 1, 1, 99, 15), symbol: 'k' },
  neighbours: countField('Neighbours of SMOTE', 'SMOTE 的近邻数', 5, 1, 100, 15),
  threshold: numberField('Threshold of the chance', '概率阈值', 0.5, [0, 1], [0.01, 0.99]),
  held: numberField('Share of rows in each held-out part', '每个留出部分的比例', 0.25, [0.05, 0.45], [0.1, 0.4]),
  splits: countField('Random splits', '随机划分次数', 20, 1, 200, 60),
  lambda: positiveNumber('Penalty', '惩罚', '\\lambda', 1, [1e-6, 1e6], [1e-3, 100]),
  seed: seedField(),
  first: countField('Column across', '横轴的列', 1, 1, 1_000, 6),
  second: countField('Column up', '纵轴的列', 2, 1, 1_000, 6),
  data: tableField(
    'Table: features, then the class; a header may stand first',
    '表格：特征在前，类别在最后一列；可带表头',
    machines,
  ),
} as const
export type Fields = typeof fields

interface Scores {
  readonly accuracy: number
  readonly recall: number
  readonly precision: number
  readonly f1: number
}
export type ScoreName = keyof Scores
export const scoreNames = ['recall', 'precision', 'f1', 'accuracy'] as const
export const scoreWords: Readonly<Record<ScoreName, Words>> = {
  recall: words('recall', '召回率'),
  precision: words('precision', '精确率'),
  f1: words('F₁', 'F₁'),
  accuracy: words('accuracy', '准确率'),
}
interface Case {
  readonly from: number
  readonly to: number
  readonly share: number
  readonly made: boolean
}
export interface Split {
  readonly scores: Readonly<Record<Remedy, { readonly held: Scores; readonly vault: Scores }>>
  readonly train: readonly Case[]
  readonly held: readonly Case[]
  readonly vault: readonly number[]
  readonly rows: number
  readonly leaked: number
  readonly ground: {
    readonly from: readonly number[]
    readonly to: readonly number[]
    readonly count: readonly number[]
    readonly values: readonly number[]
  } | null
}
interface Certificate {
  readonly apart: boolean
  readonly leaked: number
  readonly between: boolean
  readonly slope: number | null
  readonly scoreError: number | null
}

export interface Rare {
  readonly names: readonly string[]
  readonly X: readonly (readonly number[])[]
  /** 1 for the rarest class, 0 for all others. */
  readonly y: readonly number[]
  /** The names of both sides. */
  readonly common: string
  readonly rare: string
  readonly dropped: number
  /** The two columns drawn. */
  readonly axes: readonly number[]
}

/** The table as one rare class against the rest. */
export function rareFrom({ data, first, second }: Pick<Values<Fields>, 'data' | 'first' | 'second'>): Rare {
  const { names, X, y, classes, dropped } = labelledFrom(data)
  const sizes = classes.map((_, c) => y.filter(each => each === c).length)
  const least = sizes.indexOf(Math.min(...sizes))
  const within = (place: number) => Math.max(0, Math.min(place, names.length) - 1)
  return {
    names,
    X,
    y: y.map(each => Number(each === least)),
    common: classes.filter((_, c) => c !== least).join(', '),
    rare: classes[least] ?? '',
    dropped,
    axes: names.length > 1 ? [within(first), within(second)] : [0],
  }
}

/** The split at step k, unless it is still one of another table. */
export function splitAt({ runs, k }: Pick<Shown<Fields>, 'runs' | 'k'>, { X }: Pick<Rare, 'X'>): Split | undefined {
  const split = stateAt(runs['splits'], k) as Split | undefined
  return split?.rows === X.length ? split : undefined
}

/** A score's mean over the splits up to step k, and the standard error of that mean. */
export function meanScore(
  { runs, k }: Pick<Shown<Fields>, 'runs' | 'k'>,
  remedy: Remedy,
  part: 'held' | 'vault',
  name: ScoreName,
): { readonly mean: number; readonly error: number } {
  const seen = (runs['splits']?.steps ?? [])
    .slice(0, k + 1)
    .map(({ state }) => (state as Split).scores[remedy][part][name])
  const mean = seen.reduce((a, b) => a + b, 0) / seen.length
  const variance = seen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, seen.length - 1)
  return { mean, error: Math.sqrt(variance / seen.length) }
}

function claims(shown: Shown<Fields>): Claim[] {
  const { values, runs, last } = shown
  const report = runs['splits']?.report as Report<unknown, Certificate | null> | undefined
  if (!report?.certificate) return []
  const { apart, leaked, between, slope, scoreError } = report.certificate
  const remedy = values.remedy as Remedy
  const at = { ...shown, k: last }
  const said = (part: 'held' | 'vault') => meanScore(at, remedy, part, 'f1')
  const [held, vault] = [said('held'), said('vault')]
  const text = ({ mean, error }: typeof held) => `${numberText(mean)} ± ${numberText(error, 2)}`
  const gap = held.mean - vault.mean
  const { dropped } = rareFrom(values)
  return [
    {
      words: words('F₁ on the held-out part, over all splits', '各次划分留出部分上的 F₁'),
      value: text(held),
    },
    {
      words: words('and on rows that nothing touched: the truth', '在从未动过的行上：真实水平'),
      value: text(vault),
    },
    {
      words: words(
        'What is reported is no better than the truth (within two errors)',
        '报告值不高于真实值（两倍标准误之内）',
      ),
      value: numberText(gap),
      holds: gap <= 2 * Math.hypot(held.error, vault.error),
    },
    {
      words: words('Held-out cases made of rows that train, last split', '最后一次划分中，由训练行造出的留出样本数'),
      value: leaked,
      holds: leaked === 0,
    },
    { words: words('The untouched rows are in no other part', '未动过的行不在其他部分中'), holds: apart },
    { words: words('Every new case lies between two of its class', '每个新样本都在两个同类样本之间'), holds: between },
    ...(slope === null
      ? []
      : [
          {
            words: words('Slope of the penalised loss at the weights', '权重处带惩罚损失的梯度'),
            value: slope,
            holds: slope < 1e-6 * values.data.length,
          },
        ]),
    ...(scoreError === null
      ? []
      : [
          {
            words: words('Scores counted anew; difference', '重新计数的评分；差'),
            value: scoreError,
            holds: scoreError < 1e-12,
          },
        ]),
    ...(dropped ? [{ words: words('Rows left out for gaps or words', '因缺失或文字而略去的行'), value: dropped }] : []),
  ]
}

export const model = defineWidget({
  name: 'imbalance',
  title: words('Rare classes: resampling', '稀有类别：重采样'),
  fields,
  options: {
    remedy: remedyWords,
    model: {
      logistic: words('logistic regression', '逻辑回归'),
      nearest: words('nearest neighbours', '最近邻'),
    },
  },
  examples: [
    { title: words('SMOTE between neighbours', '近邻之间的 SMOTE'), values: {} },
    {
      title: words('Left as it is: high accuracy, few found', '不处理：准确率高，找到的少'),
      values: { remedy: 'none' },
    },
    {
      title: words('The threshold alone does as much', '只移动阈值，效果相当'),
      values: { remedy: 'none', threshold: 0.15 },
    },
    {
      title: words('The leak: noise that is predicted', '泄漏：“预测”出噪声'),
      values: { data: hopeless, remedy: 'over', before: true, model: 'nearest', splits: 30 },
    },
    {
      title: words('The same noise, split first', '同样的噪声，先划分'),
      values: { data: hopeless, remedy: 'over', model: 'nearest', splits: 30 },
    },
    {
      title: words('SMOTE across a gap', 'SMOTE 跨过空隙'),
      values: { data: corners, neighbours: 12, model: 'nearest', near: 5 },
    },
  ],
  idle: ({ model: kind }) => (kind === 'logistic' ? ['near'] : ['lambda']),
  asks(values) {
    const { remedy, before, model: kind, near, neighbours, threshold, held, splits, lambda, seed } = values
    const { X, y, axes } = rareFrom(values)
    const settings = { remedy, before, model: kind, near, neighbours, threshold, held, splits, lambda }
    return { splits: { solver: 'resampling', problem: { X, y, axes, ...settings }, seed } }
  },
  last: ({ runs }) => Math.max(0, (runs['splits']?.steps.length ?? 1) - 1),
  formula: () =>
    String.raw`R = \frac{TP}{TP + FN}, \qquad P = \frac{TP}{TP + FP}, \qquad F_1 = \frac{2PR}{P + R}, \qquad x_{\text{new¦新}} = x + t\,(x' - x)`,
  table: shown => ({
    columns: [
      words('split', '划分'),
      ...remedies.flatMap(remedy =>
        (['held', 'vault'] as const).flatMap(part =>
          scoreNames.map(name => {
            const where = part === 'held' ? words('held out', '留出') : words('untouched', '未动过')
            return words(
              `${remedyWords[remedy].en}, ${where.en}: ${scoreWords[name].en}`,
              `${remedyWords[remedy]['zh-CN']}，${where['zh-CN']}：${scoreWords[name]['zh-CN']}`,
            )
          }),
        ),
      ),
    ],
    rows: (shown.runs['splits']?.steps ?? []).map(({ state }, k) => [
      k + 1,
      ...remedies.flatMap(remedy =>
        (['held', 'vault'] as const).flatMap(part =>
          scoreNames.map(name => (state as Split).scores[remedy][part][name]),
        ),
      ),
    ]),
  }),
  certificate: claims,
  summary: shown => {
    const { X, y, rare } = rareFrom(shown.values)
    const split = splitAt(shown, { X })
    const few = y.reduce((a, b) => a + b, 0)
    if (!split) return words(`${X.length} rows, ${few} of the rare class.`, `${X.length} 行，其中稀有类 ${few} 行。`)
    const remedy = shown.values.remedy as Remedy
    const [held, vault] = (['held', 'vault'] as const).map(part =>
      numberText(meanScore(shown, remedy, part, 'f1').mean),
    )
    return words(
      `${X.length} rows, ${few} of class ${rare}. With ${remedyWords[remedy].en}, after ${shown.k + 1} splits F₁ is ${held} on the held-out part and ${vault} on untouched rows.`,
      `${X.length} 行，其中 ${rare} 类 ${few} 行。方法为${remedyWords[remedy]['zh-CN']}，${shown.k + 1} 次划分后，F₁ 在留出部分上为 ${held}，在未动过的行上为 ${vault}。`,
    )
  },
  python: shown => {
    const { X, y } = rareFrom(shown.values)
    const split = splitAt(shown, { X })
    const cases = (list: readonly Case[] = []) => list.map(({ from, to, share }) => [from, to, share])
    const drawn = { X, y, train: cases(split?.train), held: cases(split?.held), vault: split?.vault ?? [] }
    return script(drawn, shown.values)
  },
})
