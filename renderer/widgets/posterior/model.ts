import { logGamma, type Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { words } from '../frame/fields.ts'
import { defineWidget, pythonFrom, type Ask, type Claim, type Run, type Shown, type Table } from '../frame/model.ts'
import * as shares from './dirichlet.ts'
import { intervalIn } from './interval.ts'

const fields = {
  family: {
    kind: 'choice',
    label: { en: 'Conjugate pair', 'zh-CN': '共轭对' },
    default: 'beta',
    options: ['beta', 'normal', 'gamma', 'dirichlet'],
  },
  prior: {
    kind: 'vector',
    label: { en: 'Prior: two numbers, or a weight a class', 'zh-CN': '先验：两个数，或每类一个权重' },
    default: [2, 2],
    maxLength: 12,
  },
  sigma2: {
    kind: 'number',
    label: { en: 'Known variance of a datum', 'zh-CN': '单个数据的已知方差' },
    default: 1,
    min: 1e-6,
    max: 1e6,
    slider: [0.1, 10],
    scale: 'log',
  },
  level: {
    kind: 'number',
    label: { en: 'Credible level', 'zh-CN': '可信水平' },
    default: 0.95,
    min: 0.01,
    max: 0.9999,
    slider: [0.5, 0.99],
    scale: 'linear',
  },
  data: {
    kind: 'vector',
    label: { en: 'Observations, in their order', 'zh-CN': '观测，按先后' },
    default: [1, 0, 1, 1, 1, 0, 1, 1, 0, 1],
    maxLength: 2000,
    mayBeEmpty: true,
  },
} as const
type Fields = typeof fields
type Values = Shown<Fields>['values']
type Pair = readonly [a: number, b: number]

interface Family {
  readonly name: string
  readonly theta: string
  /** Hyperparameters after one more observation. */
  after(pair: Pair, y: number, sigma2: number): Pair
  /** log density, mean, standard deviation and mode of the law with these hyperparameters. */
  logDensity(theta: number, pair: Pair): number
  mean(pair: Pair): number
  sd(pair: Pair): number
  mode(pair: Pair): number
}

export const families: Readonly<Record<string, Family>> = {
  beta: {
    name: '\\mathrm{Beta}',
    theta: 'p',
    after: ([a, b], y) => [a + y, b + 1 - y],
    logDensity: (p, [a, b]) =>
      (a - 1) * Math.log(p) + (b - 1) * Math.log1p(-p) + logGamma(a + b) - logGamma(a) - logGamma(b),
    mean: ([a, b]) => a / (a + b),
    sd: ([a, b]) => Math.sqrt((a * b) / (a + b + 1)) / (a + b),
    mode: ([a, b]) => (a - 1) / (a + b - 2),
  },
  normal: {
    name: '\\mathcal N',
    theta: '\\mu',
    after: ([m, v], y, sigma2) => {
      const next = 1 / (1 / v + 1 / sigma2)
      return [next * (m / v + y / sigma2), next]
    },
    logDensity: (mu, [m, v]) => -0.5 * ((mu - m) ** 2 / v + Math.log(2 * Math.PI * v)),
    mean: ([m]) => m,
    sd: ([, v]) => Math.sqrt(v),
    mode: ([m]) => m,
  },
  gamma: {
    name: '\\mathrm{Gamma}',
    theta: '\\lambda',
    after: ([a, b], y) => [a + y, b + 1],
    logDensity: (rate, [a, b]) => a * Math.log(b) - logGamma(a) + (a - 1) * Math.log(rate) - b * rate,
    mean: ([a, b]) => a / b,
    sd: ([a, b]) => Math.sqrt(a) / b,
    mode: ([a, b]) => Math.max(0, (a - 1) / b),
  },
}
export const familyOf = ({ family }: Pick<Values, 'family'>): Family => families[family] ?? families['beta']!

/** Hyperparameters before any observation and after each one. */
export function pairsOf(values: Values): Pair[] {
  const { after } = familyOf(values)
  const pairs: Pair[] = [[values.prior[0] ?? 1, values.prior[1] ?? 1]]
  for (const y of values.data) pairs.push(after(pairs.at(-1)!, y, values.sigma2))
  return pairs
}

interface Result {
  readonly post?: Pair
  readonly post_mean?: number
  readonly post_var?: number
  readonly post_shape_rate?: Pair
  readonly mle: number | null
  readonly map: number | null
}
const reportOf = (run: Run | undefined) =>
  run?.report as
    | Report<Result | null, { logEvidence: number; spread: number; mass: number; holds: boolean }>
    | undefined

/** The credible intervals of the whole data, as the solver proves them. */
export const intervalsOf = (run: Run | undefined): { equal: Pair; densest: Pair } | undefined => {
  const result = reportOf(run)?.result
  const [equal, densest] = [intervalIn(result, 'eti'), intervalIn(result, 'hpd')]
  return equal && densest && { equal, densest }
}

function asksFrom({ family, prior: given, sigma2, level, data }: Values): Record<string, Ask> {
  if (family === 'dirichlet') return shares.asksFrom({ prior: given, data, level })
  const prior = given.slice(0, 2)
  const successes = data.reduce((sum, y) => sum + y, 0)
  if (family === 'normal')
    return {
      update: {
        solver: 'normal-normal',
        problem: { y: data, sigma2, prior_mean: prior[0] ?? 0, prior_var: prior[1] ?? 1, level },
      },
    }
  return family === 'gamma'
    ? { update: { solver: 'gamma-poisson', problem: { counts: data, prior_shape_rate: prior, level } } }
    : { update: { solver: 'beta-binomial', problem: { prior, successes, n: data.length, level } } }
}

function claims({ values, runs }: Shown<Fields>): Claim[] {
  if (values.family === 'dirichlet') return shares.claims(values, runs)
  const report = reportOf(runs['update'])
  // The last answer of another family may still stand.
  const intervals = intervalsOf(runs['update'])
  if (!report?.result || !intervals) return []
  const { result, certificate } = report
  const [a, b] = result.post ??
    result.post_shape_rate ?? [result.post_mean ?? Number.NaN, result.post_var ?? Number.NaN]
  const [c, d] = pairsOf(values).at(-1)!
  const away = Math.max(Math.abs(a - c) / (1 + Math.abs(c)), Math.abs(b - d) / (1 + Math.abs(d)))
  const pair = (value: Pair) => `[${value.map(part => numberText(part, 4)).join(', ')}]`
  const level = numberText(100 * values.level)
  return [
    {
      words: { en: 'Posterior, hyperparameters', 'zh-CN': '后验的超参数' },
      value: `(${numberText(a, 5)}, ${numberText(b, 5)})`,
    },
    {
      words: { en: 'One by one gives the same as all at once; difference', 'zh-CN': '逐个更新与一次更新之差' },
      value: away,
      holds: away <= 1e-9,
    },
    {
      words: { en: `Interval with equal tails, ${level} %`, 'zh-CN': `等尾可信区间，${level}%` },
      value: pair(intervals.equal),
    },
    {
      words: { en: `Shortest interval, ${level} %`, 'zh-CN': `最短可信区间，${level}%` },
      value: pair(intervals.densest),
    },
    {
      words: { en: 'Mass within the interval, by quadrature', 'zh-CN': '区间内的概率（数值积分）' },
      value: certificate.mass,
      holds: Math.abs(certificate.mass - values.level) <= 1e-6,
    },
    {
      words: {
        en: 'Prior × likelihood ÷ posterior is one constant, the evidence; spread of its logarithm',
        'zh-CN': '先验 × 似然 ÷ 后验为常数（证据）；其对数的离散',
      },
      value: certificate.spread,
      holds: certificate.holds,
    },
  ]
}

const script = ({ values }: Shown<Fields>): string => {
  const { family, prior, sigma2, level, data } = values
  if (family === 'dirichlet') return shares.script(values)
  const law = {
    beta: `a, b = a + data.sum(), b + len(data) - data.sum()\npost = stats.beta(a, b)`,
    normal: `v = 1 / (1 / b + len(data) / ${sigma2})\nm = v * (a / b + data.sum() / ${sigma2})\na, b = m, v\npost = stats.norm(m, np.sqrt(v))`,
    gamma: `a, b = a + data.sum(), b + len(data)\npost = stats.gamma(a, scale=1 / b)`,
  }[family]
  return `# A conjugate update by SciPy.
import numpy as np
from scipy import stats

data = np.array(${pythonFrom(data)}, float)
a, b = ${pythonFrom(prior.slice(0, 2))}
${law}
print("posterior", a, b, "mean", post.mean(), "sd", post.std())
print("equal tails", post.interval(${level}))
`
}

const tex = (value: number) => `${Number(value.toPrecision(4))}`

export const model = defineWidget({
  name: 'posterior',
  title: { en: 'Prior to posterior', 'zh-CN': '从先验到后验' },
  fields,
  options: {
    family: {
      beta: { en: 'beta, coin throws (0 or 1)', 'zh-CN': '贝塔与掷币（0 或 1）' },
      normal: { en: 'normal, measurements', 'zh-CN': '正态与测量值' },
      gamma: { en: 'gamma, Poisson counts', 'zh-CN': '伽马与泊松计数' },
      dirichlet: { en: 'Dirichlet, classes 1, 2, 3 …', 'zh-CN': '狄利克雷与类别 1, 2, 3 …' },
    },
  },
  examples: [
    { title: { en: 'A coin, ten throws', 'zh-CN': '一枚硬币，十次' }, values: {} },
    { title: { en: 'A stubborn prior', 'zh-CN': '固执的先验' }, values: { prior: [60, 60] } },
    { title: { en: 'Know nothing: Beta(1, 1)', 'zh-CN': '一无所知：Beta(1, 1)' }, values: { prior: [1, 1] } },
    {
      title: { en: 'Measurements of known precision', 'zh-CN': '已知精度的测量' },
      values: { family: 'normal', prior: [0, 4], data: [4.1, 5.2, 3.9, 4.8, 4.4, 5], sigma2: 1 },
    },
    {
      title: { en: 'Counts of rare events', 'zh-CN': '稀有事件的计数' },
      values: { family: 'gamma', prior: [2, 1], data: [3, 5, 4, 2, 6, 3, 4] },
    },
    {
      title: words('Three classes: a triangle', '三个类别：一个三角形'),
      values: { family: 'dirichlet', prior: [2, 2, 2], data: [1, 1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 1] },
    },
    {
      title: words('A die, and a prior that it is fair', '一颗骰子，先验认为它公平'),
      values: {
        family: 'dirichlet',
        prior: [5, 5, 5, 5, 5, 5],
        data: [6, 6, 2, 6, 4, 6, 1, 6, 6, 3, 6, 5, 6, 6, 2, 6],
      },
    },
  ],
  idle: ({ family }) => (family === 'normal' ? [] : ['sigma2']),
  asks: asksFrom,
  last: ({ values }) => values.data.length,
  formula: ({ values, k }) => {
    const { name, theta } = familyOf(values)
    if (values.family === 'dirichlet') return shares.formula(values, k)
    const pairs = pairsOf(values)
    const [[a, b], [c, d]] = [pairs[0]!, pairs[Math.min(k, pairs.length - 1)]!]
    return `p(${theta} \\mid y_{1:${k}}) \\propto p(${theta})\\prod_{i=1}^{${k}} p(y_i \\mid ${theta}): \\qquad ${name}(${tex(a)}, ${tex(b)}) \\;\\to\\; ${name}(${tex(c)}, ${tex(d)})`
  },
  table: ({ values }): Table => {
    if (values.family === 'dirichlet') return shares.table(values)
    const { mean, sd } = familyOf(values)
    return {
      columns: ['n', words('observation', '观测'), 'a', 'b', words('mean', '均值'), words('deviation', '标准差')],
      rows: pairsOf(values).map((pair, i) => [
        i,
        i ? (values.data[i - 1] ?? null) : null,
        ...pair,
        mean(pair),
        sd(pair),
      ]),
    }
  },
  certificate: claims,
  summary: ({ values, k }) => {
    if (values.family === 'dirichlet') return shares.summary(values, k)
    const pairs = pairsOf(values)
    const pair = pairs[Math.min(k, pairs.length - 1)]!
    const { mean, sd } = familyOf(values)
    // A prior or data that the pair does not allow: the solver says so.
    const [m, s] = [mean(pair), sd(pair)].map(value => (Number.isFinite(value) ? numberText(value) : '–'))
    return {
      en: `After ${k} observations the posterior has mean ${m} and standard deviation ${s}.`,
      'zh-CN': `${k} 个观测之后，后验均值 ${m}，标准差 ${s}。`,
    }
  },
  python: script,
})
