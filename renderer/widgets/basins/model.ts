import { numpyFrom, solvers, type Report } from '../../compute/index.ts'
import { planeFunctionField, pointField, words } from '../frame/fields.ts'
import { defineWidget, pythonFrom, type Claim, type Run, type Shown, type Table } from '../frame/model.ts'

export interface Answer {
  readonly side: number
  readonly labels: readonly number[]
  readonly attractors: readonly (readonly number[])[]
}
interface Certificate {
  readonly attractors: readonly { readonly f: number; readonly gradientNorm: number; readonly curvature: number }[]
  readonly tolerance: number
  readonly stationary: boolean
  readonly minima: boolean
  readonly labelled: number
  readonly labelsHold: boolean
}

const fields = {
  f: planeFunctionField('(x^2+y-11)^2 + (x+y^2-7)^2'),
  method: {
    kind: 'choice',
    label: { en: 'Method', 'zh-CN': '方法' },
    default: 'gd',
    options: ['gd', 'momentum', 'adam'],
  },
  lr: {
    kind: 'number',
    label: { en: 'Rate', 'zh-CN': '学习率' },
    symbol: '\\eta',
    default: 0.01,
    min: 1e-6,
    max: 10,
    slider: [0.0005, 1],
    scale: 'log',
  },
  iterations: {
    kind: 'number',
    label: { en: 'Steps from each start', 'zh-CN': '每个起点的步数' },
    default: 250,
    min: 1,
    max: 20_000,
    slider: [10, 3000],
    scale: 'log',
    whole: true,
  },
  side: {
    kind: 'number',
    label: { en: 'Starts along a side', 'zh-CN': '每边的起点数' },
    default: 96,
    min: 8,
    max: 512,
    slider: [16, 256],
    scale: 'log',
    whole: true,
  },
  start: pointField('One start to follow (press in the picture)', '跟踪的起点（在图中按下）', [-0.4, -1]),
  low: pointField('Lower corner', '下角', [-5, -5]),
  high: pointField('Upper corner', '上角', [5, 5]),
} as const
type Fields = typeof fields

export const answerOf = (run: Run | undefined): Answer | undefined =>
  (run?.report as Report<Answer | null> | undefined)?.result ?? undefined

/** How many starts end at each attractor. */
export function sharesOf({ labels, attractors }: Answer): number[] {
  const counts = attractors.map(() => 0)
  for (const label of labels) if (label >= 0) counts[label]!++
  return counts.map(count => count / labels.length)
}

/** Share of neighbouring starts (right and above) that end elsewhere: how ragged the borders are. */
export function raggedness({ labels, side }: Answer): number {
  let borders = 0
  for (let n = 0; n < labels.length; n++) {
    const across = n % side < side - 1 && labels[n] !== labels[n + 1]
    const up = n + side < labels.length && labels[n] !== labels[n + side]
    borders += Number(across) + Number(up)
  }
  return borders / (2 * side * (side - 1))
}

function claims({ runs }: Shown<Fields>): Claim[] {
  const report = runs['map']?.report as Report<Answer, Certificate> | undefined
  if (!report?.result) return []
  const { attractors, tolerance, stationary, minima, labelled, labelsHold } = report.certificate
  const worst = attractors.reduce((most, { gradientNorm }) => Math.max(most, gradientNorm), 0)
  return [
    { words: { en: 'Starts', 'zh-CN': '起点数' }, value: report.result.labels.length },
    { words: { en: 'Attractors', 'zh-CN': '吸引子' }, value: attractors.length },
    {
      words: {
        en: `Steepest slope at an attractor (at most ${tolerance})`,
        'zh-CN': `吸引子处最大的梯度（至多 ${tolerance}）`,
      },
      value: worst,
      holds: stationary,
    },
    {
      words: { en: 'All attractors are minima; least curvature', 'zh-CN': '吸引子均为极小点；最小曲率' },
      value: attractors.length ? Math.min(...attractors.map(({ curvature }) => curvature)) : '—',
      holds: minima,
    },
    {
      words: { en: 'Share of starts that have arrived', 'zh-CN': '已到达的起点比例' },
      value: labelled,
      holds: labelled > 0.999 && labelsHold,
    },
    {
      words: { en: 'Raggedness: neighbours that end elsewhere', 'zh-CN': '参差度：相邻起点去向不同的比例' },
      value: raggedness(report.result),
    },
  ]
}

const script = ({
  values: { f, method, lr, iterations, side, low, high },
}: Shown<Fields>): string => `# Which minimum a method finds from each point of a square; gradients by central differences.
import numpy as np

f = lambda x, y: ${numpyFrom(f, ['x', 'y'])}
low, high, side, lr = ${pythonFrom(low)}, ${pythonFrom(high)}, ${Math.min(side, 64)}, ${lr}
h = 1e-6
x, y = np.meshgrid(np.linspace(low[0], high[0], side), np.linspace(low[1], high[1], side))
p = np.stack([x.ravel(), y.ravel()])
v, s = np.zeros_like(p), np.zeros_like(p)
with np.errstate(all="ignore"):
    for k in range(1, ${iterations} + 1):
        g = np.stack([(f(p[0] + h, p[1]) - f(p[0] - h, p[1])) / (2 * h), (f(p[0], p[1] + h) - f(p[0], p[1] - h)) / (2 * h)])
${
  method === 'gd'
    ? '        p = p - lr * g'
    : method === 'momentum'
      ? '        v = 0.9 * v + g\n        p = p - lr * v'
      : '        v, s = 0.9 * v + 0.1 * g, 0.999 * s + 0.001 * g * g\n        p = p - lr * (v / (1 - 0.9**k)) / (np.sqrt(s / (1 - 0.999**k)) + 1e-8)'
}
ends = p[:, np.isfinite(p).all(axis=0)]
found = []
for end in ends.T:
    if not any(np.hypot(*(end - q[0])) < 0.01 * (high[0] - low[0]) for q in found):
        found.append((end, np.hypot(*(ends - end[:, None])) < 0.01 * (high[0] - low[0])))
for end, near in sorted(found, key=lambda q: -q[1].sum())[:8]:
    print("end", end, "f", f(*end), "from a share of", near.sum() / side**2)
`

const steps = {
  gd: String.raw`x_{k+1} = x_k - \eta\,\nabla f(x_k)`,
  momentum: String.raw`v_{k+1} = 0.9\,v_k + \nabla f(x_k),\quad x_{k+1} = x_k - \eta\,v_{k+1}`,
  adam: String.raw`x_{k+1} = x_k - \eta\,\hat m_k / (\sqrt{\hat v_k} + \epsilon)`,
}

export const model = defineWidget({
  name: 'basins',
  title: { en: 'Basins of attraction', 'zh-CN': '吸引域' },
  fields,
  options: {
    method: {
      gd: solvers.gd.title,
      momentum: solvers.momentum.title,
      adam: solvers.adam.title,
    },
  },
  examples: [
    { title: { en: 'Himmelblau: four minima', 'zh-CN': 'Himmelblau：四个极小点' }, values: {} },
    { title: { en: 'A rate too large frays the borders', 'zh-CN': '学习率过大，边界破碎' }, values: { lr: 0.0185 } },
    {
      title: { en: 'Momentum overshoots: spirals', 'zh-CN': '动量冲过头：螺旋' },
      values: {
        f: 'x^4/4 - x^2/2 + y^2/2',
        method: 'momentum',
        lr: 0.05,
        low: [-3, -3],
        high: [3, 3],
        start: [2.6, 1.5],
      },
    },
    {
      title: { en: 'Adam: the diagonal matters', 'zh-CN': 'Adam：对角线很重要' },
      values: { method: 'adam', lr: 0.1, iterations: 500 },
    },
    {
      title: { en: 'Ripples: dozens of minima', 'zh-CN': '涟漪：几十个极小点' },
      values: { f: '0.1(x^2+y^2) + sin(2x)cos(2y)', lr: 0.1, low: [-4.5, -4.5], high: [4.5, 4.5], start: [3.2, 2.6] },
    },
  ],
  asks: ({ f, method, lr, iterations, side, low, high, start }) => ({
    map: { solver: 'basin-map', problem: { f, method, lr, iterations, side, low, high }, precision: 'f32' },
    way: { solver: method as 'gd' | 'momentum' | 'adam', problem: { f, x0: start, lr, iterations, tolerance: 1e-3 } },
  }),
  last: ({ runs }) => Math.max(0, (runs['way']?.steps.length ?? 1) - 1),
  formula: ({ values }) => steps[values.method as keyof typeof steps],
  table: ({ runs }): Table => {
    const answer = answerOf(runs['map'])
    const shares = answer ? sharesOf(answer) : []
    const report = runs['map']?.report as Report<Answer, Certificate> | undefined
    return {
      columns: [words('attractor', '吸引子'), 'x', 'y', 'f', words('share of starts', '起点比例')],
      rows: (answer?.attractors ?? []).map(([x = 0, y = 0], i) => [
        i + 1,
        x,
        y,
        report?.certificate.attractors[i]?.f ?? null,
        shares[i] ?? null,
      ]),
    }
  },
  certificate: claims,
  summary: ({ runs, values }) => {
    const answer = answerOf(runs['map'])
    if (!answer) return { en: `Where a descent on ${values.f} ends.`, 'zh-CN': `在 ${values.f} 上下降会到哪里。` }
    const listed = sharesOf(answer)
      .slice(0, 6)
      .map(
        (share, i) =>
          `(${(answer.attractors[i] ?? []).map(v => v.toFixed(2)).join(', ')}) ${(100 * share).toFixed(0)} %`,
      )
    return {
      en: `${answer.attractors.length} attractors; shares of the starts: ${listed.join('; ')}.`,
      'zh-CN': `${answer.attractors.length} 个吸引子；各占起点的比例：${listed.join('；')}。`,
    }
  },
  python: script,
})
