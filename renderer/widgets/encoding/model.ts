import type { Cell, Report, Words } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { choiceField, countField, flagField, words } from '../frame/fields.ts'
import { columnsFrom, tableField } from '../frame/labelled.ts'
import { outOf } from '../frame/claims.ts'
import { defineWidget, stateAt, type Claim, type Shown, type Values } from '../frame/model.ts'
import { blanks, rents, tail, tide } from './examples.ts'
import { script } from './script.ts'

const fields = {
  fill: choiceField('Fill gaps with', '填补缺失', ['mean', 'median', 'most_frequent', 'drop']),
  indicator: flagField('A column for where the gaps were', '添加缺失指示列'),
  code: choiceField('Words as', '文字编码', ['one-hot', 'all', 'ordinal']),
  intercept: flagField('Intercept', '截距', true),
  cut: choiceField('Numbers into bins', '数值分箱', ['none', 'width', 'frequency']),
  bins: countField('Bins, at most', '至多箱数', 12, 2, 60, 30),
  column: countField('Column drawn, and cut', '所画并分箱的列', 1, 1, 1_000, 6),
  data: tableField(
    'Table: numbers, words, gaps; the number to predict last',
    '表格：数值、文字、空格；最后一列为要预测的数',
    rents,
  ),
} as const
export type Fields = typeof fields

export interface Part {
  readonly column: number
  readonly kind: 'number' | 'gap' | 'level' | 'code' | 'bin'
  readonly level?: Cell
  readonly from?: number | null
  readonly to?: number | null
}
export interface Fit {
  readonly bins: number
  readonly parts: readonly Part[]
  readonly kept: readonly number[]
  readonly fills: readonly (number | null)[]
  readonly head: readonly (readonly number[])[]
  readonly weights: readonly number[]
  readonly redundant: readonly number[] | null
  readonly rank: number
  readonly condition: number | null
  readonly r2: number
  readonly looR2: number | null
  readonly residualSd: number | null
  readonly curves: {
    readonly x: readonly number[]
    readonly lines: readonly { readonly level: string | null; readonly y: readonly number[] }[]
  }
}
interface Certificate {
  readonly normalResidual: number
  readonly redundantResidual: number | null
  readonly r2Error: number
}

export interface Told {
  readonly names: readonly string[]
  readonly target: string
  readonly X: readonly (readonly Cell[])[]
  readonly y: readonly number[]
  /** Rows without a number to predict. */
  readonly dropped: number
  /** The column of numbers that is drawn; −1 where there is none. */
  readonly axis: number
  /** The first column of words; −1 where there is none. */
  readonly group: number
}

/** The table with its last column as what is to be predicted; gaps and words stay. */
export function toldFrom({ data, column }: Pick<Values<Fields>, 'data' | 'column'>): Told {
  const { names, rows } = columnsFrom(data)
  const whole = rows.filter(row => typeof row.at(-1) === 'number')
  const X = whole.map(row => row.slice(0, -1))
  const places = [...names.keys()].slice(0, -1)
  const isWords = (j: number) => X.some(row => typeof row[j] === 'string')
  const numbers = places.filter(j => !isWords(j))
  return {
    names: names.slice(0, -1),
    target: names.at(-1) ?? 'y',
    X,
    y: whole.map(row => row.at(-1) as number),
    dropped: rows.length - whole.length,
    axis: numbers[Math.min(column, numbers.length) - 1] ?? -1,
    group: places.find(isWords) ?? -1,
  }
}

export const fitAt = ({ runs, k }: Pick<Shown<Fields>, 'runs' | 'k'>): Fit | undefined =>
  stateAt(runs['fit'], k) as Fit | undefined

/** What a column of the design is called, in short, and with its column's name. */
export function partWords(part: Part, names: readonly string[]): { short: Words; long: Words } {
  const name = names[part.column] ?? ''
  const both = (text: string) => words(text, text)
  switch (part.kind) {
    case 'number':
      return { short: both(name), long: both(name) }
    case 'code':
      return { short: words(`${name} no.`, `${name}序号`), long: words(`${name} as 0, 1, 2 …`, `${name} 的序号`) }
    case 'gap':
      return { short: words('gap', '缺失'), long: words(`${name} is missing`, `${name} 缺失`) }
    case 'level': {
      const text = part.level === null ? '∅' : String(part.level)
      return { short: both(text), long: both(`${name} = ${text}`) }
    }
    case 'bin': {
      const [from, to] = [part.from ?? null, part.to ?? null].map(end => (end === null ? '' : numberText(end)))
      return from === ''
        ? { short: both(`< ${to}`), long: both(`${name} < ${to}`) }
        : {
            short: both(to === '' ? `≥ ${from}` : `${from}–`),
            long: both(`${name} ${to === '' ? `≥ ${from}` : `${from} … ${to}`}`),
          }
    }
  }
}

/** The combination of columns that is 0 in every row, as an equation. */
export function redundancy(fit: Fit, names: readonly string[]): Words | undefined {
  if (!fit.redundant) return undefined
  const terms = fit.redundant.flatMap((value, j) => (value === 0 ? [] : [{ value, part: fit.parts[j] }]))
  const said = (language: 'en' | 'zh-CN') =>
    terms
      .map(({ value, part }, i) => {
        const factor = Math.abs(Math.abs(value) - 1) < 1e-9 ? '' : `${numberText(Math.abs(value))} · `
        const sign = value < 0 ? (i ? ' − ' : '−') : i ? ' + ' : ''
        return `${sign}${factor}${part ? partWords(part, names).short[language] : '1'}`
      })
      .join('')
  return words(`${said('en')} = 0`, `${said('zh-CN')} = 0`)
}

const varianceOf = (values: readonly number[]) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1)
}

function claims(shown: Shown<Fields>): Claim[] {
  const { values, runs } = shown
  const fit = fitAt(shown)
  const report = runs['fit']?.report as Report<unknown, Certificate | null> | undefined
  if (!fit || !report?.certificate) return []
  const { normalResidual, redundantResidual } = report.certificate
  const { names, X, axis, dropped } = toldFrom(values)
  const gaps = axis >= 0 ? X.filter(row => row[axis] === null).length : 0
  const seen = axis >= 0 ? X.flatMap(row => (typeof row[axis] === 'number' ? [row[axis]] : [])) : []
  const fill = fit.fills[axis]
  const filled = [...seen, ...Array.from({ length: gaps }, () => fill ?? 0)]
  const equation = redundancy(fit, names)
  return [
    { words: words('R² of the rows it was fitted to', '拟合所用各行的 R²'), value: fit.r2 },
    {
      words: words('R² with each row left out of its own fit', '留一法 R²（编码不变）'),
      value: fit.looR2 ?? words('none: a row alone fixes a weight', '无：有一行独自决定了某个权重'),
    },
    {
      words: words('Columns that are independent', '线性无关的列'),
      value: outOf(fit.rank, fit.weights.length),
      holds: fit.rank === fit.weights.length,
    },
    equation
      ? { words: words('One column too many, in every row', '多了一列，每一行都有'), value: equation }
      : { words: words('Condition number', '条件数'), value: fit.condition ?? '∞' },
    {
      words: words('Normal equations: residual, relative', '正规方程的相对残差'),
      tex: String.raw`A^{\mathsf T}(y - Aw)`,
      value: normalResidual,
      holds: normalResidual < 1e-9,
    },
    ...(redundantResidual === null
      ? []
      : [
          {
            words: words('That combination, largest in any row', '该组合在各行中的最大值'),
            value: redundantResidual,
            holds: redundantResidual < 1e-8,
          },
        ]),
    ...(gaps && values.fill !== 'drop'
      ? [
          {
            words: words(`Variance of ${names[axis]!}: seen → filled`, `${names[axis]!} 的方差：已观测 → 填补后`),
            value: `${numberText(varianceOf(seen), 4)} → ${numberText(varianceOf(filled), 4)}`,
          },
        ]
      : []),
    ...(X.length > fit.kept.length
      ? [{ words: words('Rows dropped for a gap', '因缺失而删去的行'), value: X.length - fit.kept.length }]
      : []),
    ...(dropped ? [{ words: words('Rows without a number to predict', '缺少预测目标的行'), value: dropped }] : []),
  ]
}

export const model = defineWidget({
  name: 'encoding',
  title: words('From a table to numbers', '把表格写成数'),
  fields,
  options: {
    fill: {
      mean: words('the mean', '均值'),
      median: words('the median', '中位数'),
      most_frequent: words('the most frequent', '众数'),
      drop: words('nothing: drop the row', '不填：删去该行'),
    },
    code: {
      'one-hot': words('one-hot, the first left out', '独热，省略第一个'),
      all: words('one-hot, all', '独热，全部保留'),
      ordinal: words('0, 1, 2 … by the alphabet', '按字母序编号'),
    },
    cut: {
      none: words('none', '不分箱'),
      width: words('of equal width', '等宽'),
      frequency: words('of as many rows', '等频'),
    },
  },
  examples: [
    { title: words('A line for each word', '每个词一条线'), values: {} },
    {
      title: words('Numbers for words: the alphabet as a scale', '给词编号：把字母序当尺度'),
      values: { code: 'ordinal' },
    },
    { title: words('The dummy trap: one column too many', '虚拟变量陷阱：多了一列'), values: { code: 'all' } },
    { title: words('The largest are left blank', '数值大的恰恰没填'), values: { data: blanks } },
    {
      title: words('The same with a column for the gaps', '同一数据，加缺失指示列'),
      values: { data: blanks, indicator: true },
    },
    { title: words('A curve by steps', '用阶梯拟合曲线'), values: { data: tide, cut: 'width' } },
    { title: words('A long tail in bins of equal width', '长尾数据等宽分箱'), values: { data: tail, cut: 'width' } },
    { title: words('and in bins of as many rows', '长尾数据等频分箱'), values: { data: tail, cut: 'frequency' } },
  ],
  idle: ({ cut }) => (cut === 'none' ? ['bins'] : []),
  asks(values) {
    const { fill, indicator, code, intercept, cut, bins } = values
    const { X, y, axis, group } = toldFrom(values)
    const coding = { fill, indicator, code, intercept, cut: axis < 0 ? 'none' : cut, bins }
    return { fit: { solver: 'encoded-fit', problem: { X, y, ...coding, axis: Math.max(0, axis), group } } }
  },
  last: ({ runs }) => Math.max(0, (runs['fit']?.steps.length ?? 1) - 1),
  formula: ({ values: { cut, intercept } }) => {
    const b = intercept ? ' + b' : ''
    return cut === 'none'
      ? String.raw`\hat y(x) = w^{\mathsf T}\varphi(x)${b}, \qquad A^{\mathsf T}(y - Aw) = 0`
      : String.raw`\hat y(x) = \sum_{k} w_k\,\mathbf 1[\,b_{k-1} \le x < b_k\,]${b}, \qquad A^{\mathsf T}(y - Aw) = 0`
  },
  table: shown => {
    const fit = fitAt(shown)
    const { names } = toldFrom(shown.values)
    const parts = fit?.parts ?? []
    return {
      columns: [
        words('column of the design', '设计矩阵的列'),
        words('weight', '权重'),
        words('redundant combination', '冗余组合'),
      ],
      rows: (fit?.weights ?? []).map((weight, j) => [
        parts[j] ? partWords(parts[j], names).long : words('intercept', '截距'),
        weight,
        fit?.redundant?.[j] ?? null,
      ]),
    }
  },
  certificate: claims,
  summary: shown => {
    const fit = fitAt(shown)
    const { X, names, target } = toldFrom(shown.values)
    if (!fit) return words(`${X.length} rows of ${names.length} columns.`, `${X.length} 行、${names.length} 列。`)
    const r2 = numberText(fit.r2)
    return words(
      `${fit.kept.length} of ${X.length} rows, ${names.length} columns written as ${fit.weights.length}, of which ${fit.rank} are independent. A linear model explains ${target} with R² ${r2}.`,
      `${X.length} 行中用了 ${fit.kept.length} 行，${names.length} 列写成 ${fit.weights.length} 列，其中 ${fit.rank} 列独立。线性模型解释 ${target} 的 R² 为 ${r2}。`,
    )
  },
  python: shown => {
    const { values } = shown
    const { X, y, axis } = toldFrom(values)
    const bins = fitAt(shown)?.bins ?? values.bins
    return script(X, y, { ...values, cut: axis < 0 ? 'none' : values.cut, bins, axis })
  },
})
