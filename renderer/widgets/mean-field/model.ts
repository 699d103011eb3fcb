import type { Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { words } from '../frame/fields.ts'
import { defineWidget, type Claim, type Run, type Shown, type Table } from '../frame/model.ts'

export interface Answer {
  readonly t: readonly number[]
  readonly mean: readonly number[]
  readonly variance: readonly number[]
  readonly x: readonly number[]
  /** Of each time: the crowd's density and the value over x. */
  readonly density: readonly (readonly number[])[]
  readonly value: readonly (readonly number[])[]
}
interface Certificate {
  readonly massError: number
  readonly smallest: number
  readonly valueResidual: number
  readonly crowdResidual: number
  readonly moments?: {
    readonly meanError: number
    readonly varianceError: number
    readonly tolerance: number
    readonly holds: boolean
  }
  readonly holds: boolean
}
/** The crowd's middle and spread over time after one round. */
export interface Moments {
  readonly mean: readonly number[]
  readonly variance: readonly number[]
}

const number = (
  en: string,
  zh: string,
  symbol: string,
  value: number,
  [min, max]: readonly [number, number],
  slider: readonly [number, number],
) =>
  ({ kind: 'number', label: { en, 'zh-CN': zh }, symbol, default: value, min, max, slider, scale: 'linear' }) as const

const fields = {
  q: number('Pull to the aim', '朝目标的拉力', 'q', 2, [0, 100], [0, 8]),
  qT: number('Pull at the end', '终点的拉力', 'q_T', 0.5, [0, 100], [0, 8]),
  a: number('Aim: 0 home, 1 the mean', '目标：0 原点，1 均值', 'a', 0, [0, 1], [0, 1]),
  kappa: number('Cost of company', '拥挤代价', '\\kappa', 0, [0, 100], [0, 5]),
  sigma: number('Noise', '噪声', '\\sigma', 0.3, [0.01, 5], [0.05, 1]),
  T: number('Duration', '时长', 'T', 1, [0.01, 10], [0.2, 3]),
  m0: number('Start', '起点', 'm_0', 1, [-100, 100], [-3, 3]),
  var0: number('Variance', '起始方差', 'v_0', 0.1, [0.0001, 25], [0.01, 1]),
  theta: number('Damping', '阻尼', '\\theta', 0.5, [0.01, 1], [0.05, 1]),
} as const
type Fields = typeof fields

export const answerOf = (run: Run | undefined): Answer | undefined =>
  (run?.report as Report<Answer | null> | undefined)?.result ?? undefined

/** The rounds: each a value computed back in time, then a crowd forward. */
export const roundsOf = (run: Run | undefined): { moments: Moments; change: number }[] =>
  (run?.steps ?? []).flatMap(({ state, metrics }) =>
    metrics['change'] === undefined ? [] : [{ moments: state as Moments, change: metrics['change'] }],
  )

function claims({ runs }: Shown<Fields>): Claim[] {
  const report = runs['game']?.report as Report<Answer, Certificate> | undefined
  if (!report?.result) return []
  const { massError, valueResidual, crowdResidual, moments, smallest } = report.certificate
  const rounds = roundsOf(runs['game'])
  return [
    {
      words: {
        en: `Change of the crowd in the last of ${rounds.length} rounds`,
        'zh-CN': `${rounds.length} 轮中最后一轮人群的变化`,
      },
      value: rounds.at(-1)?.change ?? Number.NaN,
      holds: report.status === 'converged',
    },
    {
      words: { en: 'Hamilton–Jacobi–Bellman, residual by other differences', 'zh-CN': 'HJB 方程的残差（另一种差分）' },
      value: valueResidual,
      holds: valueResidual <= 0.05,
    },
    {
      words: { en: 'Fokker–Planck, residual by other differences', 'zh-CN': 'Fokker–Planck 方程的残差（另一种差分）' },
      value: crowdResidual,
      holds: crowdResidual <= 0.05,
    },
    {
      words: { en: 'Nobody is lost; error of the mass', 'zh-CN': '人数守恒；质量误差' },
      value: massError,
      holds: massError <= 1e-9,
    },
    {
      words: { en: 'Least density (not negative)', 'zh-CN': '最小密度（非负）' },
      value: smallest,
      holds: smallest >= -1e-9,
    },
    ...(moments
      ? [
          {
            words: {
              en: 'Mean against the closed form (no cost of company), relative error',
              'zh-CN': '均值与闭式解（无拥挤代价）的相对误差',
            },
            value: moments.meanError,
            holds: moments.meanError <= moments.tolerance,
          },
          {
            words: { en: 'Variance against the closed form, relative error', 'zh-CN': '方差与闭式解的相对误差' },
            value: moments.varianceError,
            holds: moments.varianceError <= moments.tolerance,
          },
        ]
      : []),
  ]
}

const script = ({
  values: { q, qT, a, kappa, sigma, T, m0, var0, theta },
}: Shown<Fields>): string => `# A mean-field game on a line: values back in time, the crowd forward, until they fit (Lasry and Lions 2007).
import numpy as np
from scipy.linalg import solve_banded

q, qT, a, kappa, sigma, T, m0, var0, theta = ${[q, qT, a, kappa, sigma, T, m0, var0, theta].join(', ')}
cells, steps = 200, 240
reach = 5 * np.sqrt(var0 + sigma**2 * T)
x = np.linspace(min(m0, a * m0) - reach, max(m0, a * m0) + reach, cells)
h, dt = x[1] - x[0], T / steps
m = np.tile(np.exp(-((x - m0) ** 2) / (2 * var0)), (steps + 1, 1))
m /= m.sum(axis=1, keepdims=True)

def bands(control):
    """I - dt L in banded form: noise and an upwind drift, nobody leaves at the ends."""
    right = sigma**2 / (2 * h**2) + np.maximum(control, 0) / h
    left = sigma**2 / (2 * h**2) + np.maximum(-control, 0) / h
    right[-1] = left[0] = 0
    return -dt * right, 1 + dt * (right + left), -dt * left

def solve(up, mid, low, rhs):
    ab = np.zeros((3, cells))
    ab[0, 1:], ab[1], ab[2, :-1] = up, mid, low
    return solve_banded((1, 1), ab, rhs)

for round in range(300):
    cost = lambda n, w: 0.5 * w * (x - a * (m[n] @ x)) ** 2
    u, controls = cost(steps, qT), [None] * steps
    for n in range(steps - 1, -1, -1):
        now = u
        for _ in range(3):
            c = -np.gradient(now, h)
            right, mid, left = bands(c)
            now = solve(right[:-1], mid, left[1:], u + dt * (cost(n, q) + kappa * m[n] / h + 0.5 * c**2))
        u, controls[n] = now, c
    made = [m[0]]
    for n in range(steps):
        right, mid, left = bands(controls[n])
        made.append(solve(left[1:], mid, right[:-1], made[-1]))
    change = np.abs(np.array(made) - m).sum(axis=1).max()
    m += theta * (np.array(made) - m)
    if change < 1e-5:
        break
mean = m[-1] @ x
print("rounds", round + 1, "mean at T", mean, "variance at T", m[-1] @ (x - mean) ** 2)
`

export const model = defineWidget({
  name: 'mean-field',
  title: { en: 'Mean-field game: a crowd on a line', 'zh-CN': '平均场博弈：直线上的人群' },
  fields,
  examples: [
    { title: { en: 'Everyone wants home, nobody is in a hurry', 'zh-CN': '人人想回家，但不着急' }, values: {} },
    { title: { en: 'Everyone follows the crowd', 'zh-CN': '人人跟随人群' }, values: { a: 1 } },
    {
      title: { en: 'Company costs: the crowd spreads', 'zh-CN': '拥挤有代价：人群散开' },
      values: { kappa: 2, var0: 0.05 },
    },
    { title: { en: 'Late: only the end counts', 'zh-CN': '只看终点' }, values: { q: 0, qT: 6, sigma: 0.2 } },
    {
      title: { en: 'Without damping, afraid of company', 'zh-CN': '不加阻尼，又怕拥挤' },
      values: { kappa: 4, var0: 0.05, theta: 1 },
    },
  ],
  asks: ({ kappa, theta, ...rest }) => ({
    game: {
      solver: 'mean-field-game',
      problem: { ...rest, crowding: kappa, damping: theta, cells: 200, time_steps: 24, tolerance: 1e-5 },
    },
  }),
  last: ({ runs }) => Math.max(0, roundsOf(runs['game']).length - 1),
  formula: () =>
    String.raw`-u_t - \tfrac{\sigma^2}{2}u_{xx} + \tfrac12 u_x^2 = \tfrac q2 (x - a\bar m)^2 + \kappa m, \qquad m_t - \tfrac{\sigma^2}{2} m_{xx} - (m\,u_x)_x = 0`,
  table: ({ runs }): Table => {
    const { t = [], mean = [], variance = [] } = answerOf(runs['game']) ?? {}
    return {
      columns: ['t', words('mean', '均值'), words('variance', '方差')],
      rows: t.map((time, i) => [time, mean[i] ?? null, variance[i] ?? null]),
    }
  },
  certificate: claims,
  summary: ({ runs }) => {
    const { mean = [], variance = [] } = answerOf(runs['game']) ?? {}
    if (!mean.length) return { en: 'A crowd on a line.', 'zh-CN': '直线上的人群。' }
    const said = [mean[0], mean.at(-1), variance[0], variance.at(-1)].map(value => numberText(value ?? 0))
    const rounds = roundsOf(runs['game']).length
    return {
      en: `After ${rounds} rounds the crowd’s mean goes from ${said[0]} to ${said[1]} and its variance from ${said[2]} to ${said[3]}.`,
      'zh-CN': `${rounds} 轮之后，人群均值从 ${said[0]} 到 ${said[1]}，方差从 ${said[2]} 到 ${said[3]}。`,
    }
  },
  python: script,
})
