import type { Report, Step } from '../../compute/index.ts'
import { defineWidget, type Ask, type Claim, type Run, type Shown, type Values } from '../frame/model.ts'
import {
  choiceField,
  countField,
  flagField,
  matrixField,
  positiveNumber,
  rangeField,
  seedField,
  vectorField,
  words,
} from '../frame/fields.ts'
import { onData } from './flow.ts'
import { python } from './python.ts'

const rounded = (value: number) => Math.round(value * 100) / 100 + 0
const turns = (count: number, radius: number, x = 0, y = 0, from = 0, to = 1): number[][] =>
  Array.from({ length: count }, (_, i) => {
    const angle = 2 * Math.PI * (from + ((to - from) * i) / (to - from === 1 ? count : count - 1))
    return [rounded(x + radius * Math.cos(angle)), rounded(y + radius * Math.sin(angle))]
  })
const smile = [
  ...turns(30, 2.2),
  ...turns(13, 1.25, 0, -0.1, 0.55, 0.95),
  ...turns(5, 0.2, -0.8, 0.7),
  ...turns(5, 0.2, 0.8, 0.7),
]
const spiral = Array.from({ length: 70 }, (_, i) => {
  const [angle, radius] = [0.3 * i ** 0.85, 0.25 + 0.032 * i]
  return [rounded(radius * Math.cos(angle)), rounded(radius * Math.sin(angle))]
})

export const fields = {
  direction: choiceField('Direction', '方向', ['reverse', 'forward']),
  schedule: choiceField('Schedule of the noise', '噪声日程', [
    'linear',
    'scaled-linear',
    'cosine',
    'sigmoid',
    'constant',
  ]),
  T: { ...countField('Steps', '步数', 200, 1, 1_000, 500), symbol: 'T' },
  steps: countField('Steps of DDIM', 'DDIM 步数', 20, 1, 1_000, 100),
  beta_start: positiveNumber('First rate', '起始噪声率', '\\beta_1', 1e-4, [1e-8, 0.999], [1e-5, 1e-2]),
  beta_end: positiveNumber('Last rate', '最终噪声率', '\\beta_T', 0.08, [1e-8, 0.999], [1e-3, 0.5]),
  eta: rangeField('Fresh noise in DDIM', 'DDIM 的新噪声', '\\eta', 0, 0, 1),
  samples: countField('Points', '点数', 300, 1, 2_000, 1_000),
  arrows: flagField('Show the score', '显示得分场', true),
  seed: seedField(),
  means: matrixField(
    'Data: middles x, y, or your own points',
    '数据：各中心 x, y，或自己的点',
    [
      [2, 0],
      [-1, 1.5],
      [-1, -1.5],
    ],
    1_000,
  ),
  weights: vectorField('Weights; equal when empty', '权重；留空则相等', [0.5, 0.3, 0.2], 500),
  var: positiveNumber('Variance of each', '各分量的方差', '\\sigma^2', 0.04, [1e-6, 1e4], [1e-3, 1]),
} as const
export type Fields = typeof fields

/** Points row by row at a time. */
export interface Cloud {
  readonly t: number
  readonly points: readonly number[]
}
interface Certificate {
  readonly meanDeviation: number
  readonly covarianceDeviation: number
  readonly score?: number
  readonly replay?: number
  readonly holds: boolean
}

/** The time that is shown: it rises while noise is added, and falls on the way back. */
export const timeOf = ({ values, k }: Pick<Shown<Fields>, 'values' | 'k'>): number =>
  values.direction === 'forward' ? Math.min(k, values.T) : Math.max(0, values.T - k)

const known = new WeakMap<Run, readonly Cloud[]>()

/**
 * The cloud that a step tells of. Its points are built when they are looked at: of hundreds of clouds few are drawn. A
 * solver's mere signs of life between two steps hold none.
 */
function cloudOf(step: Step): Cloud | undefined {
  const { t } = step.metrics
  if (t === undefined) return (step.state as Cloud).points.length > 0 ? (step.state as Cloud) : undefined
  return {
    t,
    get points() {
      return (step.state as Cloud).points
    },
  }
}

/** The iterates of a run; asked again they are the same. */
function clouds(run: Run | undefined): readonly Cloud[] {
  if (!run) return []
  const found = known.get(run) ?? run.steps.flatMap(step => cloudOf(step) ?? [])
  known.set(run, found)
  return found
}

/** Points of a run as they stand at time t, and all that they were before. */
export function reached(run: Run | undefined, t: number, forward: boolean): readonly Cloud[] {
  const all = clouds(run)
  const after = all.findIndex(cloud => (forward ? cloud.t > t : cloud.t < t))
  return after < 0 ? all : all.slice(0, after)
}

/** Where the points of a run end up, or where they come from. */
export const endOf = (run: Run | undefined, forward: boolean): Cloud | undefined => clouds(run).at(forward ? 0 : -1)

const onDataAt = new WeakMap<Cloud, { of: readonly unknown[]; share: number }>()

/** The share of a cloud that lies on the data: it is asked for at every step, and changes with none. */
function shareOnData(cloud: Cloud, { means, weights, var: variance }: Values<Fields>): number {
  const before = onDataAt.get(cloud)
  if (before?.of[0] === means && before.of[1] === variance) return before.share
  const share = onData({ means, weights, variance }, cloud.points)
  onDataAt.set(cloud, { of: [means, variance], share })
  return share
}

/** ᾱ_t; 1 at t = 0. */
export function barOf({ runs }: Pick<Shown<Fields>, 'runs'>, t: number): number | undefined {
  const report = runs['schedule']?.report as Report<{ readonly alpha_bar: readonly number[] } | undefined> | undefined
  return t === 0 ? 1 : report?.result?.alpha_bar[t - 1]
}

export const samplers = ({ direction }: Values<Fields>): readonly string[] =>
  direction === 'forward' ? ['forward'] : ['ddpm', 'ddim']

function claims(shown: Shown<Fields>): Claim[] {
  const { values, runs } = shown
  const left = barOf(shown, values.T)
  const signal: Claim[] =
    left === undefined
      ? []
      : [
          {
            words: words('Signal left at the end, small if noise it is to be:', '终点剩余的信号，应当很小：'),
            tex: String.raw`\sqrt{\bar\alpha_T}=`,
            value: Math.sqrt(left),
            holds: left < 0.01,
          },
        ]
  return [...signal, ...samplers(values).flatMap(name => claimsOf(name, runs[name], values))]
}

function claimsOf(name: string, run: Run | undefined, values: Values<Fields>): Claim[] {
  const report = run?.report as Report<unknown, Certificate> | undefined
  if (!report) return []
  const { certificate } = report
  const said = name === 'forward' ? words('Forward', '前向') : words(name.toUpperCase(), name.toUpperCase())
  const line = (en: string, zh: string): Claim['words'] => words(`${said.en}: ${en}`, `${said['zh-CN']}：${zh}`)
  const end = clouds(run).at(-1)
  return [
    {
      words: line('mean and covariance off by at most (standard errors)', '均值与协方差至多偏离（标准误）'),
      value: Math.max(certificate.meanDeviation, certificate.covarianceDeviation),
      holds: Math.max(certificate.meanDeviation, certificate.covarianceDeviation) < 6,
    },
    ...(certificate.score === undefined
      ? []
      : [
          {
            words: line('score against differences of ln q', '得分与 ln q 的差分之差'),
            value: certificate.score,
            holds: certificate.score < 1e-4,
          },
          ...(end && values.means[0]?.length === 2
            ? [
                {
                  words: line('points within 3σ of the data (exact: 98.9 %)', '落在数据 3σ 内的点（精确值 98.9 %）'),
                  value: `${(100 * shareOnData(end, values)).toFixed(1)} %`,
                },
              ]
            : []),
        ]),
  ]
}

function asks(values: Values<Fields>): Readonly<Record<string, Ask>> {
  const { direction, schedule, T, steps, beta_start, beta_end, eta, samples, seed, means, weights } = values
  const rates = { schedule, T, beta_start, beta_end }
  const cloud = { ...rates, means, weights, var: values.var, samples }
  const known = { schedule: { solver: 'diffusion-schedule', problem: rates } } as const
  if (direction === 'forward')
    return { ...known, forward: { solver: 'forward-diffusion', problem: { ...cloud, times: [] }, seed } }
  return {
    ...known,
    ddpm: { solver: 'ddpm', problem: cloud, seed },
    ddim: { solver: 'ddim', problem: { ...cloud, steps, eta }, seed },
  }
}

export const model = defineWidget({
  name: 'diffusion',
  title: words('Diffusion', '扩散模型'),
  fields,
  options: {
    direction: { reverse: words('noise to data', '从噪声到数据'), forward: words('data to noise', '从数据到噪声') },
    schedule: {
      linear: words('linear', '线性'),
      'scaled-linear': words('linear in √β', '√β 线性'),
      cosine: words('cosine', '余弦'),
      sigmoid: words('sigmoid', 'S 形'),
      constant: words('constant', '恒定'),
    },
  },
  examples: [
    { title: words('Noise becomes three clouds', '噪声变成三团'), values: {} },
    { title: words('Three clouds become noise', '三团变成噪声'), values: { direction: 'forward' } },
    { title: words('A face of points', '点组成的脸'), values: { means: smile, weights: [], var: 0.003, samples: 500 } },
    {
      title: words('A spiral, cosine schedule', '螺线，余弦日程'),
      values: { means: spiral, weights: [], var: 0.003, schedule: 'cosine', samples: 500 },
    },
    { title: words('Ring of eight', '八点成环'), values: { means: turns(8, 2), weights: [], var: 0.02 } },
    { title: words('DDIM in three steps misses', 'DDIM 三步不够'), values: { steps: 3 } },
    { title: words('η = 1: DDIM is DDPM', 'η = 1：DDIM 即 DDPM'), values: { eta: 1, steps: 200 } },
    {
      title: words('Too little noise: a wrong start', '噪声太少：起点就错'),
      values: { schedule: 'constant', beta_end: 0.004 },
    },
  ],
  idle: ({ direction, schedule }) => [
    ...(direction === 'forward' ? (['steps', 'eta'] as const) : []),
    ...(schedule === 'cosine' || schedule === 'constant' ? (['beta_start'] as const) : []),
    ...(schedule === 'cosine' ? (['beta_end'] as const) : []),
  ],
  asks,
  last: ({ values }) => values.T,
  formula: shown => {
    const t = timeOf(shown)
    const bar = barOf(shown, t)
    const number = bar === undefined ? '' : String.raw`,\qquad \bar\alpha_{${t}}=${bar.toFixed(3)}`
    return shown.values.direction === 'forward'
      ? String.raw`x_t=\sqrt{\bar\alpha_t}\,x_0+\sqrt{1-\bar\alpha_t}\,\varepsilon${number}`
      : String.raw`x_s=\sqrt{\bar\alpha_s}\,\hat x_0+\sqrt{1-\bar\alpha_s-\sigma^2}\,\hat\varepsilon+\sigma z,\quad \hat\varepsilon=-\sqrt{1-\bar\alpha_t}\,\nabla\ln q_t(x_t)${number}`
  },
  table: shown => {
    const { values, runs } = shown
    const names = samplers(values)
    const now = names.map(
      name => reached(runs[name], timeOf(shown), values.direction === 'forward').at(-1)?.points ?? [],
    )
    const width = values.means[0]?.length ?? 2
    const count = Math.max(0, ...now.map(points => points.length / width))
    const columns = names.flatMap(name =>
      Array.from({ length: width }, (_, c) => (name === 'forward' ? `x${c + 1}` : `${name.toUpperCase()} x${c + 1}`)),
    )
    const cell = (i: number) =>
      now.flatMap(points => Array.from({ length: width }, (_, c) => points[i * width + c] ?? null))
    return {
      columns: [words('point', '点'), ...columns],
      rows: Array.from({ length: count }, (_, i) => [i, ...cell(i)]),
    }
  },
  certificate: claims,
  summary: shown => {
    const t = timeOf(shown)
    const { samples, means, direction } = shown.values
    return words(
      `${samples} points at time ${t} of ${shown.values.T}, ${direction === 'forward' ? 'data turning into noise' : 'noise turning into data'} with ${means.length} middles.`,
      `${samples} 个点在时刻 ${t}（共 ${shown.values.T}），${direction === 'forward' ? '数据变为噪声' : '噪声变为数据'}，${means.length} 个中心。`,
    )
  },
  python: ({ values }) => python(values),
})
