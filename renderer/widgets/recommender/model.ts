import { solvers, type Report } from '../../compute/index.ts'
import { choiceField, countField, matrixField, positiveNumber, seedField, words } from '../frame/fields.ts'
import { defineWidget, metricOf, type Claim, type Shown, type Values } from '../frame/model.ts'
import { script } from './script.ts'

/** Two tastes among six users and six items, with gaps. */
const tastes = solvers.als.example['ratings'] as readonly (readonly number[])[]
const newcomer = [...tastes, [6, 0, 5]]
const tiny = [
  [0, 0, 4],
  [0, 1, 2],
  [1, 0, 2],
] as const

const fields = {
  method: choiceField('Method', '方法', ['als', 'sgd-factorisation']),
  rank: { ...countField('Factors', '因子数', 2, 1, 16, 6), symbol: 'k' },
  lambda: positiveNumber('Regularisation', '正则化', '\\lambda', 1, [1e-9, 1e6], [1e-3, 10]),
  sweeps: countField('Sweeps at most', '最多轮数', 300, 1, 2_000, 500),
  seed: seedField(),
  ratings: matrixField(
    'Ratings: user, item, value (counted from 0)',
    '评分：用户、物品、数值（从 0 计）',
    tastes,
    3_000,
  ),
} as const
export type Fields = typeof fields

/** A click gives the next of these, the last none. */
const most = 5

export const sizeOf = ({ ratings }: Values<Fields>) => ({
  users: 1 + Math.max(0, ...ratings.map(([user = 0]) => user)),
  items: 1 + Math.max(0, ...ratings.map(([, item = 0]) => item)),
})
export const ratingOf = ({ ratings }: Values<Fields>, user: number, item: number): number | undefined =>
  ratings.find(([u, i]) => u === user && i === item)?.[2]

/** The ratings after a click: none becomes 1, each then one more, 5 is taken back. */
export function clicked(values: Values<Fields>, user: number, item: number): (readonly number[])[] {
  const old = ratingOf(values, user, item)
  const rest = values.ratings.filter(([u, i]) => u !== user || i !== item)
  const next = old === undefined ? 1 : old + 1
  // The last rating of all stays: without any there is nothing to factor.
  return next > most ? (rest.length ? rest : [...values.ratings]) : [...rest, [user, item, next]]
}

interface Result {
  readonly U: readonly (readonly number[])[]
  readonly V: readonly (readonly number[])[]
  readonly objective: number
  readonly rmse: number
  readonly predictions: readonly (readonly number[])[] | null
}
interface Certificate {
  readonly gradientNorm: number
  readonly monotone: boolean
}
export const reportOf = ({ runs }: Pick<Shown<Fields>, 'runs'>) =>
  runs['run']?.report as Report<Result, Certificate> | undefined

function claims({ values, runs }: Shown<Fields>): Claim[] {
  const report = reportOf({ runs })
  if (!report?.result) return []
  const { users, items } = sizeOf(values)
  const [unknown, given] = [(users + items) * values.rank, values.ratings.length]
  return [
    { words: words('Error on what was rated (RMSE)', '已评分处的误差（RMSE）'), value: report.result.rmse },
    { words: words('Objective', '目标函数'), value: report.result.objective },
    {
      words: words('Length of its slope', '梯度长度'),
      value: report.certificate.gradientNorm,
      // Stochastic steps end near the bottom, not on it.
      ...(values.method === 'als' && { holds: report.certificate.gradientNorm < 1e-2 }),
    },
    ...(values.method === 'als'
      ? [{ words: words('The objective never rose', '目标函数从未上升'), holds: report.certificate.monotone }]
      : []),
    {
      words: words('Numbers fitted', '待定的数'),
      value: words(`${unknown}, by ${given} ratings`, `${unknown} 个，依据 ${given} 个评分`),
    },
  ]
}

export const model = defineWidget({
  name: 'recommender',
  title: words('Recommender: the gaps of a table', '推荐：填补评分表'),
  fields,
  options: {
    method: {
      als: words('alternating least squares', '交替最小二乘'),
      'sgd-factorisation': words('stochastic gradient', '随机梯度'),
    },
  },
  examples: [
    { title: words('Two tastes', '两种口味'), values: {} },
    { title: words('A newcomer with one rating', '只评过一次的新用户'), values: { ratings: newcomer } },
    { title: words('Six factors remember, not learn', '六个因子：记住而非学会'), values: { rank: 6, lambda: 0.001 } },
    { title: words('Too much regularisation', '正则化过强'), values: { lambda: 10 } },
    { title: words('One gap, one factor', '一个空格，一个因子'), values: { ratings: tiny, rank: 1, lambda: 0.001 } },
    { title: words('By stochastic gradient', '随机梯度'), values: { method: 'sgd-factorisation' } },
  ],
  asks: ({ method, rank, lambda, sweeps, seed, ratings }) => ({
    run: {
      solver: method as 'als',
      problem: { ratings, rank, lambda, iterations: sweeps, tolerance: 1e-9 },
      seed,
    },
  }),
  formula: () =>
    String.raw`\min_{U,V}\ \tfrac12\sum_{(u,i)\ \text{rated¦已评}} (r_{ui} - U_u \cdot V_i)^2 + \tfrac\lambda2\bigl(\lVert U\rVert^2 + \lVert V\rVert^2\bigr)`,
  table: shown => {
    const predictions = reportOf(shown)?.result?.predictions ?? []
    const { users, items } = sizeOf(shown.values)
    return {
      columns: [words('user', '用户'), words('item', '物品'), words('rating', '评分'), words('predicted', '预测')],
      rows: Array.from({ length: Math.min(400, users * items) }, (_, at) => {
        const [u, i] = [Math.floor(at / items), at % items]
        return [u, i, ratingOf(shown.values, u, i) ?? null, predictions[u]?.[i] ?? null]
      }),
    }
  },
  certificate: claims,
  summary: shown => {
    const { users, items } = sizeOf(shown.values)
    const rmse = metricOf(shown.runs['run'], 'rmse')[shown.k]?.toFixed(3) ?? '–'
    return words(
      `${shown.values.ratings.length} ratings of ${users} users and ${items} items; error ${rmse} at step ${shown.k}.`,
      `${users} 个用户、${items} 个物品的 ${shown.values.ratings.length} 个评分；第 ${shown.k} 步误差 ${rmse}。`,
    )
  },
  python: ({ values }) => script(values),
})
