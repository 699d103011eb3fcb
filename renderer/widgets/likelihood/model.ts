import type { Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { numberField, words } from '../frame/fields.ts'
import { defineWidget, pythonFrom, type Claim, type Run, type Shown, type Table } from '../frame/model.ts'
import { familyOf, largestIn, sumsOf, type Box } from './families.ts'

interface Result {
  readonly loglik: number
  readonly n: number
  readonly standard_errors?: Readonly<Record<string, number>>
  readonly fisher_per_obs?: Readonly<Record<string, number>>
}
interface Certificate {
  /** Null where the maximum lies on the edge of the range: there is no slope to look at. */
  readonly score: number | null
  readonly curvature: number | null
  readonly gain: number
  readonly holds: boolean
}

/** A parameter's name over its column. */
const parameterWords: Readonly<Record<string, string | ReturnType<typeof words>>> = {
  mu: 'μ',
  sigma: 'σ',
  lambda: 'λ',
  rate: words('rate', '速率'),
  shape: words('shape', '形状'),
}

const fields = {
  distribution: {
    kind: 'choice',
    label: { en: 'Distribution', 'zh-CN': '分布' },
    default: 'bernoulli',
    options: ['bernoulli', 'gaussian', 'poisson', 'exponential', 'gamma'],
  },
  prior: {
    kind: 'flag',
    label: { en: 'With a prior (MAP and posterior)', 'zh-CN': '加先验（MAP 与后验）' },
    default: true,
  },
  a: numberField('Prior’s a', '先验的 a', 5, [-1e6, 1e6], [0, 20]),
  b: numberField('Prior’s b', '先验的 b', 5, [1e-6, 1e6], [0.1, 20]),
  data: {
    kind: 'vector',
    label: { en: 'Data', 'zh-CN': '数据' },
    default: [1, 0, 1, 1, 1, 0, 1, 1, 0, 1],
    maxLength: 5000,
  },
} as const
type Fields = typeof fields
type Values = Shown<Fields>['values']

const reportOf = (run: Run | undefined) => run?.report as Report<Result | null, Certificate> | undefined

/** The maximum of the likelihood as the solver found it, in the family's own parameters (σ in place of σ²). */
export function estimateOf({ values, runs }: Pick<Shown<Fields>, 'values' | 'runs'>): readonly number[] | undefined {
  const result = reportOf(runs['fit'])?.result as Readonly<Record<string, unknown>> | null | undefined
  const found = familyOf(values.distribution).names.map(name =>
    name === 'sigma' ? Math.sqrt(result?.['sigma2_mle'] as number) : (result?.[name] as number),
  )
  return result && found.every(Number.isFinite) ? found : undefined
}

/** Standard errors by the Fisher information at the estimate. */
export function errorsOf({ values, runs }: Pick<Shown<Fields>, 'values' | 'runs'>): readonly number[] {
  const report = reportOf(runs['fit'])
  const [theta] = [estimateOf({ values, runs })]
  return familyOf(values.distribution).names.map((name, i) => {
    const known = report?.result?.standard_errors
    // Of σ from that of σ²: dσ = dσ² / 2σ.
    if (name === 'sigma') return (known?.['sigma2'] ?? Number.NaN) / (2 * (theta?.[i] ?? 1))
    return known?.[name] ?? Number.NaN
  })
}

/** What is seen of each parameter: some standard errors to both sides and the prior's middle, within the parameter's range. */
export function boxOf(shown: Pick<Shown<Fields>, 'values' | 'runs'>): Box {
  const { distribution, prior, a, b } = shown.values
  const { high, names } = familyOf(distribution)
  if (high === 1) return [[0.002, 0.998]]
  const [theta, errors] = [estimateOf(shown), errorsOf(shown)]
  const centre = distribution === 'gaussian' ? a : a / b
  return names.map((name, i) => {
    const [middle, reach] = [theta?.[i] ?? 1, 4.5 * (errors[i] && Number.isFinite(errors[i]) ? errors[i] : 0.3)]
    const seen = i === 0 && prior ? [middle - reach, middle + reach, centre] : [middle - reach, middle + reach]
    // A mean that the prior draws away leaves a wider deviation.
    if (name === 'sigma' && prior) seen.push(1.3 * Math.hypot(middle, centre - (theta?.[0] ?? centre)))
    const least = name === 'mu' ? -Infinity : middle * 0.02
    return [Math.max(least, Math.min(...seen)), Math.max(...seen)]
  })
}

/** Where a maximum is sought: far beyond what is seen. */
export function searchedOf(shown: Pick<Shown<Fields>, 'values' | 'runs'>): Box {
  const { high, names } = familyOf(shown.values.distribution)
  if (high === 1) return [[1e-9, 1 - 1e-9]]
  return boxOf(shown).map(([from, to], i) => {
    const width = to - from
    return [names[i] === 'mu' ? from - width : 1e-9, to + 5 * width]
  })
}

/** log-likelihood and log-posterior (up to a constant) of the first `count` data. */
export function surfacesOf(values: Values, count: number) {
  const { loglik, logPrior } = familyOf(values.distribution)
  const sums = sumsOf(values.data.slice(0, count))
  const likelihood = (theta: readonly number[]) => loglik(sums, theta)
  const prior = (theta: readonly number[]) => logPrior(theta[0] ?? 0, values.a, values.b)
  return { likelihood, prior, posterior: (theta: readonly number[]) => likelihood(theta) + prior(theta) }
}

export const usedAt = ({ values, k }: Pick<Shown<Fields>, 'values' | 'k'>): number =>
  Math.min(values.data.length, k + 1)

/** The most probable parameters under the prior, of all data. */
export const mapOf = (shown: Pick<Shown<Fields>, 'values' | 'runs'>, count: number): readonly number[] =>
  largestIn(surfacesOf(shown.values, count).posterior, searchedOf(shown))

const list = (theta: readonly number[]): string => theta.map(value => numberText(value, 5)).join(', ')

function claims(shown: Shown<Fields>): Claim[] {
  const report = reportOf(shown.runs['fit'])
  const theta = estimateOf(shown)
  if (!report?.result || !theta) return []
  const { score, curvature, gain, holds } = report.certificate
  const { names } = familyOf(shown.values.distribution)
  const own = surfacesOf(shown.values, shown.values.data.length).likelihood(theta)
  return [
    {
      words: { en: `Maximum likelihood (${names.join(', ')})`, 'zh-CN': `极大似然（${names.join(', ')}）` },
      value: list(theta),
    },
    {
      words: { en: 'Standard errors by Fisher information', 'zh-CN': '由 Fisher 信息得到的标准误' },
      value: list(errorsOf(shown)),
    },
    ...(shown.values.prior
      ? [
          {
            words: { en: 'Maximum a posteriori (MAP)', 'zh-CN': '最大后验（MAP）' },
            value: list(mapOf(shown, shown.values.data.length)),
          },
        ]
      : []),
    ...(score === null || curvature === null
      ? [
          {
            words: {
              en: 'It lies on the edge of what is possible: no slope there to check',
              'zh-CN': '落在取值范围的边界上：此处没有斜率可验',
            },
          },
        ]
      : [
          {
            words: { en: 'Score at the estimate', 'zh-CN': '估计处的得分' },
            value: score,
            holds: Math.abs(score) <= 1e-5,
          },
          {
            words: { en: 'Curvature there (below 0 at a maximum)', 'zh-CN': '此处曲率（极大点处为负）' },
            value: curvature,
            holds: curvature < 0,
          },
        ]),
    { words: { en: 'No neighbour is likelier; best gain', 'zh-CN': '邻近点不更可能；最大增益' }, value: gain, holds },
    {
      words: {
        en: 'Log-likelihood, by the picture’s own formula too; difference',
        'zh-CN': '对数似然，与图中公式之差',
      },
      value: own - report.result.loglik,
      holds: Math.abs(own - report.result.loglik) <= 1e-8 * (1 + Math.abs(own)),
    },
  ]
}

function table(shown: Shown<Fields>): Table {
  const { names } = familyOf(shown.values.distribution)
  const { likelihood, posterior } = surfacesOf(shown.values, usedAt(shown))
  const [first = [0, 1], second] = boxOf(shown)
  const theta = estimateOf(shown)
  const rows = Array.from({ length: 101 }, (_, i) => {
    const at = first[0] + ((first[1] - first[0]) * i) / 100
    const place = second ? [at, theta?.[1] ?? 1] : [at]
    return [at, likelihood(place), posterior(place)]
  })
  return {
    columns: [
      parameterWords[names[0] ?? ''] ?? names[0] ?? 'θ',
      words('log-likelihood', '对数似然'),
      words('log-posterior + c', '对数后验 + c'),
    ],
    rows,
  }
}

const scipyFit: Readonly<Record<string, string>> = {
  gaussian: 'print("mu", x.mean(), "sigma", x.std(), "loglik", stats.norm.logpdf(x, x.mean(), x.std()).sum())',
  bernoulli: 'print("p", x.mean(), "loglik", stats.bernoulli.logpmf(x.astype(int), x.mean()).sum())',
  poisson: 'print("lambda", x.mean(), "loglik", stats.poisson.logpmf(x, x.mean()).sum())',
  exponential: 'print("rate", 1 / x.mean(), "loglik", stats.expon.logpdf(x, scale=x.mean()).sum())',
  gamma:
    'k, _, theta = stats.gamma.fit(x, floc=0)\nprint("shape", k, "scale", theta, "loglik", stats.gamma.logpdf(x, k, scale=theta).sum())',
}
const scipyPrior: Readonly<Record<string, string>> = {
  bernoulli:
    'print("MAP", (x.sum() + a - 1) / (len(x) + a + b - 2), "posterior mean", (x.sum() + a) / (len(x) + a + b))',
  poisson: 'print("MAP", (x.sum() + a - 1) / (len(x) + b), "posterior mean", (x.sum() + a) / (len(x) + b))',
  exponential: 'print("MAP", (len(x) + a - 1) / (x.sum() + b), "posterior mean", (len(x) + a) / (x.sum() + b))',
  gaussian: `from scipy.optimize import minimize
goal = lambda t: -stats.norm.logpdf(x, t[0], np.exp(t[1])).sum() + (t[0] - a) ** 2 / (2 * b * b)
run = minimize(goal, [x.mean(), np.log(x.std())], options={"gtol": 1e-9})
print("MAP", run.x[0], np.exp(run.x[1]))`,
  gamma: `from scipy.optimize import minimize
goal = lambda t: -stats.gamma.logpdf(x, np.exp(t[0]), scale=np.exp(t[1])).sum() - (a - 1) * t[0] + b * np.exp(t[0])
run = minimize(goal, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 4000})
print("MAP", np.exp(run.x))`,
}

const script = ({ values }: Shown<Fields>): string => `# Maximum likelihood and maximum a posteriori by SciPy.
import numpy as np
from scipy import stats

x = np.array(${pythonFrom(values.data)}, float)
a, b = ${values.a}, ${values.b}
${scipyFit[values.distribution] ?? ''}
${values.prior ? (scipyPrior[values.distribution] ?? '') : ''}
`

export const model = defineWidget({
  name: 'likelihood',
  title: { en: 'Likelihood: MLE, MAP, posterior', 'zh-CN': '似然：MLE、MAP 与后验' },
  fields,
  options: {
    distribution: {
      bernoulli: { en: 'Bernoulli', 'zh-CN': '伯努利' },
      gaussian: { en: 'normal', 'zh-CN': '正态' },
      poisson: { en: 'Poisson', 'zh-CN': '泊松' },
      exponential: { en: 'exponential', 'zh-CN': '指数' },
      gamma: { en: 'gamma', 'zh-CN': '伽马' },
    },
  },
  examples: [
    { title: { en: 'A coin: prior against data', 'zh-CN': '一枚硬币：先验对数据' }, values: {} },
    {
      title: { en: 'Three heads of three: MLE says always', 'zh-CN': '三掷三正：MLE 说必然' },
      values: { data: [1, 1, 1], a: 2, b: 2 },
    },
    {
      title: { en: 'Normal: mean and deviation together', 'zh-CN': '正态：均值与标准差' },
      values: { distribution: 'gaussian', data: [2.1, 3.4, 1.9, 2.8, 4.2, 3.3, 2.5, 3], a: 1, b: 0.3 },
    },
    {
      title: { en: 'Counts: Poisson', 'zh-CN': '计数：泊松' },
      values: { distribution: 'poisson', data: [3, 5, 4, 2, 6, 3], a: 2, b: 1 },
    },
    {
      title: { en: 'Waiting times: exponential', 'zh-CN': '等待时间：指数' },
      values: { distribution: 'exponential', data: [0.4, 1.9, 0.7, 3.1, 0.2, 1.1], a: 3, b: 2 },
    },
    {
      title: { en: 'Gamma: a curved ridge', 'zh-CN': '伽马：弯曲的山脊' },
      values: { distribution: 'gamma', data: [1.2, 2.7, 0.8, 3.9, 2.2, 1.6, 5.1, 2.4], a: 2, b: 1 },
    },
  ],
  idle: ({ prior }) => (prior ? [] : ['a', 'b']),
  asks: ({ distribution, data }) => ({ fit: { solver: 'maximum-likelihood', problem: { distribution, data } } }),
  last: ({ values }) => Math.max(0, values.data.length - 1),
  formula: shown => {
    const { density, prior, letters } = familyOf(shown.values.distribution)
    const theta = letters.join(', ')
    const said = shown.values.prior ? `,\\qquad ${prior}` : ''
    return `\\ell(${theta}) = \\sum_{i=1}^{${usedAt(shown)}} \\log ${density}${said}`
  },
  table,
  certificate: claims,
  summary: shown => {
    const theta = estimateOf(shown)
    if (!theta) return { en: 'The likelihood of the data.', 'zh-CN': '数据的似然。' }
    const names = familyOf(shown.values.distribution).names.join(', ')
    const map = list(mapOf(shown, shown.values.data.length))
    return {
      en: `${shown.values.data.length} data; maximum likelihood ${names} = ${list(theta)}; maximum a posteriori ${map}.`,
      'zh-CN': `${shown.values.data.length} 个数据；极大似然 ${names} = ${list(theta)}；最大后验 ${map}。`,
    }
  },
  python: script,
})
