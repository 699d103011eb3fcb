import type { Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { countField, flagField, words } from '../frame/fields.ts'
import { tableField } from '../frame/labelled.ts'
import { defineWidget, pythonFrom, type Claim, type Shown, type Values } from '../frame/model.ts'
import { cigars, irises, ring, thread, units } from './examples.ts'
import { chosenFrom, preparedFrom, restoredFrom, turns, turnsOf, type Turned } from './prepared.ts'

const fields = {
  keep: { ...countField('Components kept', '保留的主成分数', 2, 1, 200, 6), symbol: 'k' },
  standardise: flagField('Bring columns to one scale first', '先把各列标准化', true),
  first: countField('The line turns in column', '直线在此列', 1, 1, 1_000, 6),
  second: countField('and column', '与此列的平面内转动', 3, 1, 1_000, 6),
  data: tableField('Table; a header may stand first', '表格；可带表头', irises),
} as const
export type Fields = typeof fields

interface Result {
  readonly explained_ratio: readonly number[]
  readonly explained_variance: readonly number[]
  readonly components: readonly (readonly number[])[]
}
interface Certificate {
  readonly residual: number
  readonly skewness: number
  readonly holds: boolean
}

/** All that the picture and the numbers are made of; the axes belong to the last table that was answered. */
export interface Found {
  readonly names: readonly string[]
  readonly axes: readonly (readonly number[])[]
  readonly share: readonly number[]
  readonly variance: readonly number[]
  /** Components kept, no more than there are. */
  readonly keep: number
  readonly certificate: Certificate | null
}

export function foundIn({ values, runs }: Pick<Shown<Fields>, 'values' | 'runs'>): Found | undefined {
  const report = runs['pca']?.report as Report<Result | null, Certificate | null> | undefined
  const { names } = chosenFrom(values.data)
  if (!report?.result || report.result.components.length !== names.length) return undefined
  return {
    names,
    axes: report.result.components,
    share: report.result.explained_ratio,
    variance: report.result.explained_variance,
    keep: Math.min(values.keep, names.length),
    certificate: report.certificate,
  }
}

/** Components of nothing, as many as the table has columns. */
export function blankFor({ data, keep }: Values<Fields>): Found {
  const { names } = chosenFrom(data)
  const share = names.map(() => 1)
  const axes = names.map(() => names.map(() => 0))
  return { names, axes, share, variance: share, keep: Math.min(keep, names.length), certificate: null }
}

/** The two columns in which the line turns, prepared, and the line at every step. */
export function turningIn({ data, standardise, first, second }: Values<Fields>): {
  readonly names: readonly [string, string]
  readonly pairs: readonly (readonly [number, number])[]
  readonly line: readonly Turned[]
} {
  const { names, X } = chosenFrom(data)
  const { Z } = preparedFrom(X, standardise)
  const [a, b] = [Math.min(first, names.length) - 1, Math.min(second, names.length) - 1]
  const pairs = Z.map(row => [row[a] ?? 0, a === b ? 0 : (row[b] ?? 0)] as const)
  return { names: [names[a] ?? '', a === b ? '' : (names[b] ?? '')], pairs, line: turnsOf(pairs) }
}

const percent = (share: number): string => `${numberText(100 * share, 3)} %`
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const tolerance = 1e-9

function claims(shown: Shown<Fields>): Claim[] {
  const found = foundIn(shown)
  if (!found) return []
  const { values } = shown
  const { X, dropped } = chosenFrom(values.data)
  const { lost } = restoredFrom(preparedFrom(X, values.standardise), found.axes.slice(0, found.keep))
  const unsaid = sum(found.variance.slice(found.keep))
  const total = sum(found.variance)
  const { certificate } = found
  return [
    {
      words: words(
        `Of the variance, ${found.keep} of ${found.names.length} keep`,
        `${found.names.length} 个主成分中前 ${found.keep} 个保留的方差`,
      ),
      value: percent(sum(found.share.slice(0, found.keep))),
    },
    {
      words: words('Lost when the rows are put together again', '重构各行时损失的方差'),
      tex: String.raw`\tfrac{1}{n-1}\sum_i \lVert z_i - \hat z_i \rVert^2`,
      value: lost,
    },
    {
      words: words('The same as the sum of what was left out', '等于舍去部分之和'),
      tex: String.raw`\sum_{j > k} \lambda_j`,
      value: unsaid,
      holds: Math.abs(lost - unsaid) <= tolerance * Math.max(1, total),
    },
    ...(certificate
      ? [
          {
            words: words('Each is an axis of the covariance; residual', '每个都是协方差的特征方向；残差'),
            tex: String.raw`Cv - \lambda v`,
            value: certificate.residual,
            holds: certificate.residual <= 1e-8,
          },
          {
            words: words('At right angles, of length 1; largest error', '两两正交、长度为 1；最大误差'),
            value: certificate.skewness,
            holds: certificate.skewness <= 1e-8,
          },
        ]
      : []),
    ...(dropped ? [{ words: words('Rows left out for gaps', '因缺失而略去的行'), value: dropped }] : []),
  ]
}

function table(shown: Shown<Fields>) {
  const { values } = shown
  const { names, X } = chosenFrom(values.data)
  const found = foundIn(shown)
  const prepared = preparedFrom(X, values.standardise)
  const restored = restoredFrom(prepared, found?.axes.slice(0, found.keep) ?? [])
  const kept = Array.from({ length: found?.keep ?? 0 }, (_, j) => words(`component ${j + 1}`, `主成分 ${j + 1}`))
  return {
    columns: [
      words('row', '行'),
      ...kept,
      ...names.map(name => words(`${name} restored`, `${name}（重构）`)),
      words('distance', '距离'),
    ],
    rows: found
      ? restored.Z.map((row, i) => [
          i + 1,
          ...restored.scores[i]!,
          ...row.map((value, j) => prepared.centre[j]! + prepared.spread[j]! * value),
          Math.sqrt(sum(row.map((value, j) => (prepared.Z[i]![j]! - value) ** 2))),
        ])
      : [],
  }
}

export const model = defineWidget({
  name: 'pca',
  title: words('Principal components', '主成分分析'),
  fields,
  examples: [
    { title: words('Four measures of a flower, two axes', '花的四个尺寸，两个方向'), values: {} },
    {
      title: words('Units decide, without one scale', '不标准化，单位说了算'),
      values: { data: units, standardise: false, second: 2, keep: 1 },
    },
    { title: words('Five columns that say one thing', '五列只说一件事'), values: { data: thread, keep: 1, second: 4 } },
    {
      title: words('A ring: no axis is better', '圆环：没有更好的方向'),
      values: { data: ring, standardise: false, second: 2 },
    },
    {
      title: words('The least variance parts the kinds', '区分两类的恰是最小的方差'),
      values: { data: cigars, standardise: false, second: 2, keep: 1 },
    },
  ],
  asks: ({ data, standardise }) => ({ pca: { solver: 'pca', problem: { X: chosenFrom(data).X, standardise } } }),
  last: ({ values }) => (chosenFrom(values.data).X.length > 1 ? turns : 0),
  formula: () =>
    String.raw`C = \tfrac{1}{n-1} Z^{\mathsf T} Z, \qquad C v_j = \lambda_j v_j, \qquad \hat z = \sum_{j \le k} (v_j^{\mathsf T} z)\, v_j`,
  table,
  certificate: claims,
  summary: shown => {
    const found = foundIn(shown)
    if (!found) return words('A table of numbers and its principal components.', '一张数字表和它的主成分。')
    const { names, line } = turningIn(shown.values)
    const now = line[shown.k] ?? line.at(-1)!
    const degrees = numberText(now.degrees, 3)
    const most = Math.max(...line.map(({ along }) => along))
    const kept = percent(sum(found.share.slice(0, found.keep)))
    return words(
      `${found.keep} of ${found.names.length} components keep ${kept} of the variance. In ${names.join(' and ')} the line stands at ${degrees}°, with ${numberText(now.along, 3)} of at most ${numberText(most, 3)} along it.`,
      `${found.names.length} 个主成分中前 ${found.keep} 个保留方差的 ${kept}。在 ${names.join('、')} 平面内直线转到 ${degrees}°，沿线方差 ${numberText(now.along, 3)}，最大 ${numberText(most, 3)}。`,
    )
  },
  python: ({ values }) => {
    const { X } = chosenFrom(values.data)
    return `# Principal components by the eigenvectors of the covariance.
import numpy as np
from scipy.linalg import eigh

X, k = np.array(${pythonFrom(X)}, float), ${Math.min(values.keep, X[0]?.length ?? 1)}
centre, spread = X.mean(0), ${values.standardise ? 'X.std(0)' : 'np.ones(X.shape[1])'}
spread[spread == 0] = 1
Z = (X - centre) / spread
variance, axes = eigh(Z.T @ Z / (len(Z) - 1))
variance, axes = np.maximum(variance[::-1], 0), axes[:, ::-1]
axes *= np.where(abs(axes.min(0)) > axes.max(0), -1, 1)
scores = Z @ axes[:, :k]
back = scores @ axes[:, :k].T
print("variance", variance)
print("share", variance / variance.sum(), "kept", variance[:k].sum() / variance.sum())
print("lost", ((Z - back) ** 2).sum() / (len(Z) - 1), "left out", variance[k:].sum())
print("axes", axes.T.tolist())
print("rows restored", (centre + spread * back)[:3].tolist())
`
  },
})
