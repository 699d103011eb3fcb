import type { Report } from '../../compute/index.ts'
import { defineWidget, pythonFrom, stateAt, type Claim, type Run, type Shown, type Table } from '../frame/model.ts'
import { rounded, sampler } from '../frame/sample.ts'

/** A mixture of normals in the plane: weights, means, covariances. */
export interface Mixture {
  readonly w: readonly number[]
  readonly mu: readonly (readonly number[])[]
  readonly S: readonly (readonly (readonly number[])[])[]
}

/** Points around given middles, drawn once by a small generator so that they are the same everywhere. */
function cloud(middles: readonly (readonly [x: number, y: number, sx: number, sy: number, tilt: number, n: number])[]) {
  const { normal } = sampler(7)
  return middles.flatMap(([x, y, sx, sy, tilt, n]) =>
    Array.from({ length: n }, () => {
      const [a, b] = [sx * normal(), sy * normal()]
      return [rounded(x + a), rounded(y + tilt * a + b)]
    }),
  )
}

const blobs = cloud([
  [-2, -1, 0.7, 0.5, 0.6, 60],
  [1.5, 1.8, 0.6, 0.8, 0, 50],
  [2.2, -1.6, 0.9, 0.4, -0.4, 40],
])
const crossed = cloud([
  [0, 0, 2, 0.25, 0.8, 80],
  [0, 0, 2, 0.25, -0.8, 80],
])
const unequal = cloud([
  [-1.5, 0, 1.4, 1.4, 0, 150],
  [2.6, 0.4, 0.25, 0.25, 0, 20],
])

const fields = {
  K: {
    kind: 'number',
    label: { en: 'Components', 'zh-CN': '分量数' },
    symbol: 'K',
    default: 3,
    min: 1,
    max: 6,
    slider: [1, 6],
    scale: 'linear',
    whole: true,
  },
  covariance: {
    kind: 'choice',
    label: { en: 'Covariances', 'zh-CN': '协方差' },
    default: 'full',
    options: ['full', 'diag', 'spherical'],
  },
  seed: {
    kind: 'number',
    label: { en: 'Seed of the start', 'zh-CN': '起点的种子' },
    default: 1,
    min: 0,
    max: 2 ** 32 - 1,
    slider: [0, 50],
    scale: 'linear',
    whole: true,
  },
  starts: {
    kind: 'number',
    label: { en: 'Starts tried', 'zh-CN': '尝试的起点数' },
    default: 1,
    min: 1,
    max: 100,
    slider: [1, 20],
    scale: 'linear',
    whole: true,
  },
  data: {
    kind: 'matrix',
    label: { en: 'Points x, y, one a row', 'zh-CN': '数据点 x, y，每行一个' },
    default: blobs,
    maxCells: 20_000,
  },
} as const
type Fields = typeof fields

/** A step of the timeline is half a step of EM: an even one shows what E finds, an odd one what M then fits. */
export const phaseOf = (k: number) => ({ iteration: Math.floor(k / 2), isM: k % 2 === 1 })

const density = (
  [x = 0, y = 0]: readonly number[],
  mean: readonly number[],
  S: readonly (readonly number[])[],
): number => {
  const [a, b, c] = [S[0]![0]!, S[0]![1]!, S[1]![1]!]
  const det = a * c - b * b
  const [u, v] = [x - mean[0]!, y - mean[1]!]
  return -0.5 * ((c * u * u - 2 * b * u * v + a * v * v) / det + Math.log(det)) - Math.log(2 * Math.PI)
}

/** How much each component answers for each point: row i sums to 1. By log-sum-exp. */
export function responsibilities(points: readonly (readonly number[])[], { w, mu, S }: Mixture): number[][] {
  return points.map(point => {
    const logs = w.map((weight, k) => Math.log(weight) + density(point, mu[k]!, S[k]!))
    const most = Math.max(...logs)
    const parts = logs.map(log => Math.exp(log - most))
    const sum = parts.reduce((a, b) => a + b, 0)
    return parts.map(part => part / sum)
  })
}

/** What the picture shows at a step: the points' shares under the last E step, the mixture as it stands. */
export function sceneAt({ values, runs, k }: Shown<Fields>) {
  const { iteration, isM } = phaseOf(k)
  const before = mixtureAt(runs['em'], iteration)
  const mixture = isM ? mixtureAt(runs['em'], iteration + 1) : before
  const fitting = before && values.data[0]?.length === 2 && before.mu[0]?.length === 2
  return fitting && mixture ? { mixture, shares: responsibilities(values.data, before), isM, iteration } : undefined
}

const mixtureAt = (run: Run | undefined, iteration: number) =>
  (stateAt(run, iteration) as Mixture | null | undefined) ?? undefined

export const trace = (run: Run | undefined): number[] =>
  run?.steps.map(({ metrics }) => metrics['loglik'] ?? Number.NaN) ?? []

interface Result extends Mixture {
  readonly loglik: number
  readonly bic: number
}
interface Certificate {
  readonly largestDrop: number
  readonly monotone: boolean
  readonly massError: number
  readonly smallestEigenvalue: number
}

function claims({ runs }: Shown<Fields>): Claim[] {
  const report = runs['em']?.report as Report<Result, Certificate> | undefined
  if (!report) return []
  const { result, certificate } = report
  return [
    { words: { en: 'Log-likelihood', 'zh-CN': '对数似然' }, value: result.loglik },
    {
      words: { en: 'It never fell; largest drop', 'zh-CN': '从未下降；最大降幅' },
      value: certificate.largestDrop,
      holds: certificate.monotone,
    },
    {
      words: { en: 'Weights sum to 1; error', 'zh-CN': '权重之和为 1；误差' },
      value: certificate.massError,
      holds: certificate.massError < 1e-9,
    },
    {
      words: { en: 'Covariances positive definite; smallest eigenvalue', 'zh-CN': '协方差正定；最小特征值' },
      value: certificate.smallestEigenvalue,
      holds: certificate.smallestEigenvalue > 0,
    },
    { words: { en: 'BIC (less is better)', 'zh-CN': 'BIC（越小越好）' }, value: result.bic },
  ]
}

function table(shown: Shown<Fields>): Table {
  const scene = sceneAt(shown)
  const names = scene?.mixture.w.map((_, k) => `γ${k + 1}`) ?? []
  return {
    columns: ['x', 'y', ...names],
    rows: shown.values.data.map((point, i) => [
      point[0] ?? null,
      point[1] ?? null,
      ...(scene?.shares[i] ?? names.map(() => null)),
    ]),
  }
}

const script = (shown: Shown<Fields>) => {
  const start = mixtureAt(shown.runs['em'], 0)
  return `# EM for a mixture of normals (Dempster, Laird and Rubin 1977), from the start that Folium drew.
import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

X = np.array(${pythonFrom(shown.values.data)})
w = np.array(${pythonFrom(start?.w ?? [])})
mu = np.array(${pythonFrom(start?.mu ?? [])})
S = np.array(${pythonFrom(start?.S ?? [])})
kind = "${shown.values.covariance}"

def expect():
    log = np.array([np.log(w[k]) + multivariate_normal.logpdf(X, mu[k], S[k], allow_singular=True) for k in range(len(w))]).T
    total = logsumexp(log, axis=1)
    return np.exp(log - total[:, None]), total.sum()

before = -np.inf
for step in range(501):
    shares, loglik = expect()
    if loglik - before <= 3e-13:
        break
    before = loglik
    mass = shares.sum(axis=0)
    w = mass / len(X)
    mu = shares.T @ X / mass[:, None]
    for k in range(len(w)):
        away = X - mu[k]
        full = (shares[:, k, None] * away).T @ away / mass[k]
        S[k] = full if kind == "full" else np.diag(np.diag(full)) if kind == "diag" else np.eye(2) * np.trace(full) / 2
print("steps", step, "log-likelihood", loglik)
print("weights", w)
print("means", mu)
`
}

export const model = defineWidget({
  name: 'em',
  title: { en: 'EM for mixtures', 'zh-CN': '混合模型的 EM 算法' },
  fields,
  options: {
    covariance: {
      full: { en: 'full', 'zh-CN': '任意' },
      diag: { en: 'diagonal', 'zh-CN': '对角' },
      spherical: { en: 'spherical', 'zh-CN': '球形' },
    },
  },
  examples: [
    { title: { en: 'Three clouds', 'zh-CN': '三团点' }, values: {} },
    {
      title: { en: 'A bad start gets stuck', 'zh-CN': '坏起点会卡住' },
      values: { seed: 17, K: 3, covariance: 'spherical' },
    },
    { title: { en: 'Two crossed bars', 'zh-CN': '两条交叉的带' }, values: { data: crossed, K: 2 } },
    { title: { en: 'A large and a small one', 'zh-CN': '一大一小' }, values: { data: unequal, K: 2 } },
    { title: { en: 'One component too many', 'zh-CN': '多一个分量' }, values: { K: 4 } },
  ],
  asks: ({ data, K, covariance, seed, starts }) => ({
    em: { solver: 'em-mixture', problem: { data, K, covariance, starts, reg_covar: 1e-9 }, seed },
  }),
  last: ({ runs }) => Math.max(0, 2 * ((runs['em']?.steps.length ?? 1) - 1)),
  formula: ({ k }) =>
    phaseOf(k).isM
      ? String.raw`\pi_j = \frac1n\sum_i \gamma_{ij},\quad \mu_j = \frac{\sum_i \gamma_{ij}x_i}{\sum_i \gamma_{ij}},\quad \Sigma_j = \frac{\sum_i \gamma_{ij}(x_i-\mu_j)(x_i-\mu_j)^{\top}}{\sum_i \gamma_{ij}}`
      : String.raw`\gamma_{ij} = \frac{\pi_j\,\mathcal N(x_i \mid \mu_j, \Sigma_j)}{\sum_l \pi_l\,\mathcal N(x_i \mid \mu_l, \Sigma_l)}`,
  table,
  certificate: claims,
  summary: shown => {
    const scene = sceneAt(shown)
    const means = scene?.mixture.mu.map(mean => `(${mean.map(value => value.toFixed(2)).join(', ')})`).join(' ') ?? ''
    const weights = scene?.mixture.w.map(weight => weight.toFixed(2)).join(', ') ?? ''
    return {
      en: `${shown.values.data.length} points and ${shown.values.K} normal components; means ${means}, weights ${weights}.`,
      'zh-CN': `${shown.values.data.length} 个点，${shown.values.K} 个正态分量；均值 ${means}，权重 ${weights}。`,
    }
  },
  python: script,
})
