import type { Report, Words } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { countField, numberField, pointField, positiveNumber, words } from '../frame/fields.ts'
import { columnsFrom, numberColumns, tableField } from '../frame/labelled.ts'
import { defineWidget, stateAt, type Claim, type Shown, type Values } from '../frame/model.ts'
import { clusters, correlated, flowers, nine, tail } from './examples.ts'
import { script } from './script.ts'

const fields = {
  to: pointField('The outlier goes to', '离群点走到', [20, 4]),
  first: countField('Column', '列', 1, 1, 1_000, 6),
  second: countField('And column', '与列', 2, 1, 1_000, 6),
  z: { ...numberField('Standard deviations', '标准差倍数', 3, [0, 1e6], [0.5, 6]), symbol: 'z' },
  iqr: numberField('Quartile ranges beyond the quartiles', '超出四分位数的四分距倍数', 1.5, [0, 1e6], [0, 6]),
  mad: numberField('Median deviations (MAD)', '中位数绝对偏差倍数', 3.5, [0, 1e6], [0.5, 6]),
  chance: positiveNumber('Chance beyond the ellipse', '落在椭圆外的概率', 'p', 0.001, [1e-12, 0.5], [1e-4, 0.1]),
  lof: numberField('Local outlier factor', '局部离群因子', 1.8, [1, 1e6], [1, 4]),
  neighbours: { ...countField('Its neighbours', '其近邻数', 10, 1, 500, 30), symbol: 'k' },
  data: tableField('Table; a header may stand first', '表格；可带表头', flowers),
} as const
export type Fields = typeof fields

const frames = 24

export const scalers = ['standard', 'minmax', 'robust'] as const
export const scalerWords = {
  standard: words('standard', '标准化'),
  minmax: words('min–max', '最小–最大'),
  robust: words('robust', '稳健'),
} as const
export const rules = ['z', 'iqr', 'mad', 'mahalanobis', 'lof'] as const
export const ruleWords = {
  z: words('z-score', 'z 分数'),
  iqr: words('quartiles', '四分位'),
  mad: words('MAD', '中位差'),
  mahalanobis: words('ellipse', '椭圆'),
  lof: words('density', '密度'),
} as const

type Fence = readonly [number | null, number | null]
/** As the solver tells it at a step; the outlier is the last row. */
export interface Moment {
  readonly outlier: readonly number[]
  readonly scaled: Readonly<Record<(typeof scalers)[number], readonly number[]>>
  readonly widths: Readonly<Record<(typeof scalers)[number], number>>
  readonly fences: Readonly<Record<'z' | 'iqr' | 'mad', Fence>>
  readonly found: Readonly<Record<(typeof rules)[number], readonly number[] | null>>
  readonly reach: Readonly<Record<(typeof rules)[number], number | null>>
}
interface Certificate {
  readonly scalingError: number
  readonly z: number
  readonly zLimit: number
  readonly listed: boolean
  readonly holds: boolean
}

export interface Chosen {
  /** Names of the chosen columns of numbers: two, or the one there is. */
  readonly names: readonly string[]
  readonly X: readonly (readonly number[])[]
  /** Rows with a gap in these columns. */
  readonly dropped: number
}

/** The two columns that are looked at, of those that hold numbers. */
export function chosenFrom({ data, first, second }: Pick<Values<Fields>, 'data' | 'first' | 'second'>): Chosen {
  const table = columnsFrom(data)
  const numbers = numberColumns(table)
  const at = (place: number) => numbers[Math.min(place, numbers.length) - 1]
  const columns = [...new Set([at(first), at(second)])].filter(column => column !== undefined)
  const picked = table.rows.map(row => columns.map(j => row[j]))
  const X = picked.filter(row => row.every(cell => typeof cell === 'number')) as number[][]
  return { names: columns.map(j => table.names[j]!), X, dropped: picked.length - X.length }
}

export const momentAt = ({ runs, k }: Pick<Shown<Fields>, 'runs' | 'k'>): Moment | undefined =>
  stateAt(runs['walk'], k) as Moment | undefined

const same = <K extends string, V>(names: readonly K[], value: V) =>
  Object.fromEntries(names.map(name => [name, value])) as Record<K, V>

/** A moment that says nothing, of as many rows as are chosen. */
export function blankFor(values: Values<Fields>): Moment {
  const { X } = chosenFrom(values)
  return {
    outlier: X[0] ?? [0],
    scaled: same(scalers, [...X.map(() => 0), 0]),
    widths: same(scalers, 0),
    fences: same(['z', 'iqr', 'mad'], [0, 0] as const),
    found: same(rules, []),
    reach: same(rules, 0),
  }
}

/** What is left of the given rows' quartile range, as shares of what it was before the outlier left, by step. */
export function leftOver({ runs }: Pick<Shown<Fields>, 'runs'>): Record<(typeof scalers)[number], [number, number][]> {
  const steps = runs['walk']?.steps ?? []
  const at = (name: (typeof scalers)[number]): [number, number][] =>
    steps.map(({ state }) => {
      const { outlier, widths } = state as Moment
      const before = (steps[0]!.state as Moment).widths[name]
      return [outlier[0]!, before > 0 ? widths[name] / before : Number.NaN]
    })
  return { standard: at('standard'), minmax: at('minmax'), robust: at('robust') }
}

const listed = (found: readonly (typeof rules)[number][]): Words =>
  words(
    found.map(rule => ruleWords[rule].en).join(', ') || 'none',
    found.map(rule => ruleWords[rule]['zh-CN']).join('、') || '无',
  )

function claims(shown: Shown<Fields>): Claim[] {
  const { values, runs } = shown
  const report = runs['walk']?.report as Report<Moment | null, Certificate | null> | undefined
  if (!report?.result || !report.certificate) return []
  const { zLimit, scalingError } = report.certificate
  const { found, reach, scaled } = report.result
  const last = scaled.standard.length - 1
  const { dropped } = chosenFrom(values)
  const seen = rules.filter(rule => found[rule]?.includes(last))
  const blind = rules.filter(rule => reach[rule] !== null && !found[rule]?.includes(last))
  const left = leftOver(shown)
  const share = (name: (typeof scalers)[number]) => `${numberText(100 * (left[name].at(-1)?.[1] ?? Number.NaN))} %`
  return [
    ...scalers.map(name => ({
      words: words(
        `Of the rows’ width, ${scalerWords[name].en} scaling leaves`,
        `${scalerWords[name]['zh-CN']}缩放后，其余行的宽度剩下`,
      ),
      value: share(name),
    })),
    { words: words('The outlier is found by', '发现离群点的规则'), value: listed(seen) },
    { words: words('and missed by', '未发现的规则'), value: listed(blind) },
    {
      words: words(
        `z of the outlier; none of ${last + 1} rows can exceed √n−1`,
        `离群点的 z；${last + 1} 行中没有能超过 √n−1 的`,
      ),
      value: `${numberText(Math.abs(scaled.standard[last]!), 4)} ≤ ${numberText(zLimit, 4)}`,
      holds: report.certificate.z <= zLimit * (1 + 1e-9),
    },
    {
      words: words('Each scaler keeps its promise; largest error', '各缩放满足其定义；最大误差'),
      value: scalingError,
      holds: scalingError < 1e-9,
    },
    {
      words: words('All rows beyond each fence are listed, and no other', '各界限外的行恰好全部列出'),
      holds: report.certificate.listed,
    },
    ...(dropped ? [{ words: words('Rows left out for gaps', '因缺失而略去的行'), value: dropped }] : []),
  ]
}

export const model = defineWidget({
  name: 'preprocessing',
  title: words('Scaling and outliers', '缩放与离群点'),
  fields,
  examples: [
    { title: words('One outlier squeezes all others', '一个离群点挤扁其余'), values: {} },
    {
      title: words('Ten rows: z can never exceed 3', '只有十行：z 永远不超过 3'),
      values: { data: nine, to: [100, 5] },
    },
    {
      title: words('Ordinary in each column, strange together', '逐列平常，合起来反常'),
      values: { data: correlated, to: [2, -2] },
    },
    {
      title: words('Between two clouds: only density sees it', '两团之间：只有密度看得见'),
      values: { data: clusters, to: [4.5, 4], lof: 1.6 },
    },
    {
      title: words('A long tail is no error', '长尾不是错误'),
      values: { data: tail, to: [6, 6] },
    },
  ],
  asks: values => {
    const { X } = chosenFrom(values)
    const { z, iqr, mad, chance, lof, neighbours, to } = values
    const limits = { z, iqr, mad, chance, lof, neighbours }
    return { walk: { solver: 'outlier-walk', problem: { X, to: to.slice(0, X[0]?.length ?? 0), frames, ...limits } } }
  },
  formula: () =>
    String.raw`z = \frac{x - \mu}{\sigma}, \qquad u = \frac{x - x_{\min}}{x_{\max} - x_{\min}}, \qquad r = \frac{x - \text{median¦中位数}}{Q_3 - Q_1}`,
  table: shown => {
    const now = momentAt(shown)
    const { names, X } = chosenFrom(shown.values)
    const rows = now ? [...X, now.outlier] : []
    return {
      columns: [
        ...(names.length ? names : ['x']),
        ...scalers.map(name => scalerWords[name]),
        words('outlier by', '离群依据'),
      ],
      rows: rows.map((row, i) => [
        ...row,
        ...scalers.map(name => now!.scaled[name][i] ?? null),
        listed(rules.filter(rule => now!.found[rule]?.includes(i))),
      ]),
    }
  },
  certificate: claims,
  summary: shown => {
    const now = momentAt(shown)
    if (!now) return words('A table of numbers and one row more.', '一张数字表，外加一行。')
    const { names, X } = chosenFrom(shown.values)
    const at = names.map((name, j) => `${name} = ${numberText(now.outlier[j] ?? 0)}`).join(', ')
    const by = listed(rules.filter(rule => now.found[rule]?.includes(X.length)))
    return words(
      `${X.length} rows and one more at ${at}. It is an outlier by: ${by.en}.`,
      `${X.length} 行，外加一行位于 ${at}。判为离群的规则：${by['zh-CN']}。`,
    )
  },
  python: shown => {
    const walker = momentAt(shown)?.outlier
    const { X } = chosenFrom(shown.values)
    return script(walker ? [...X, walker] : X, shown.values)
  },
})
