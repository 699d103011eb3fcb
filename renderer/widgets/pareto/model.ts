import { numpyFrom, type Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { pointField, words } from '../frame/fields.ts'
import { defineWidget, pythonFrom, type Claim, type Run, type Shown, type Table } from '../frame/model.ts'

/** An answer of one scalar problem: where, both objectives, and the weights or the limit that gave it. */
export interface Found {
  readonly x: readonly number[]
  readonly f: readonly number[]
  readonly weights?: readonly number[]
  readonly epsilon?: readonly number[]
}
interface Certificate {
  readonly dominated: number
  readonly error: number
  readonly violation: number
  readonly holds: boolean
}

const plane = ['x', 'y']
const objective = (en: string, zh: string, symbol: string, value: string) =>
  ({ kind: 'expression', label: { en, 'zh-CN': zh }, symbol, default: value }) as const
const fields = {
  f1: objective('First objective', '第一个目标', 'f_1', 'x^2 + y^2'),
  f2: objective('Second objective', '第二个目标', 'f_2', '(x-2)^2 + (y-1)^2'),
  ineq: {
    kind: 'expressions',
    label: { en: 'Constraints ≤ 0, one a line', 'zh-CN': '约束 ≤ 0，每行一个' },
    default: [],
    maxLength: 12,
  },
  points: {
    kind: 'number',
    label: { en: 'Points sought by each method', 'zh-CN': '每种方法求的点数' },
    default: 15,
    min: 2,
    max: 200,
    slider: [3, 41],
    scale: 'linear',
    whole: true,
  },
  low: pointField('Box: lower corner', '区域：左下角', [-1, -1]),
  high: pointField('Box: upper corner', '区域：右上角', [3, 2]),
} as const
type Fields = typeof fields

/** The points a method has found, in its own order. */
export const foundOf = (run: Run | undefined): readonly Found[] =>
  (run?.report as Report<{ points: readonly Found[] } | null> | undefined)?.result?.points ?? []

/** The longest stretch of f1 between neighbours of a front, over its whole length: a part that a method cannot reach shows here. */
export function widestHole(points: readonly Found[]): number {
  const sorted = points.map(({ f }) => f).sort((a, b) => a[0]! - b[0]!)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last || sorted.length < 3) return 0
  const [width, height] = [
    last[0]! - first[0]!,
    Math.max(...sorted.map(f => f[1]!)) - Math.min(...sorted.map(f => f[1]!)),
  ]
  const steps = sorted
    .slice(1)
    .map((f, i) => Math.hypot((f[0]! - sorted[i]![0]!) / (width || 1), (f[1]! - sorted[i]![1]!) / (height || 1)))
  return Math.max(...steps) / steps.reduce((a, b) => a + b, 0)
}

const names = {
  sum: { en: 'weighted sum', 'zh-CN': '加权和' },
  limit: { en: 'ε-constraint', 'zh-CN': 'ε-约束' },
} as const

function claimsOf(run: Run | undefined, name: keyof typeof names): Claim[] {
  const report = run?.report as Report<{ points: readonly Found[] } | null, Certificate> | undefined
  if (!report?.result) return []
  const { en, 'zh-CN': zh } = names[name]
  const { dominated, violation } = report.certificate
  return [
    { words: { en: `${en}: points`, 'zh-CN': `${zh}：点数` }, value: report.result.points.length },
    {
      words: { en: `${en}: points dominated by another`, 'zh-CN': `${zh}：被支配的点数` },
      value: dominated,
      holds: dominated === 0,
    },
    {
      words: { en: `${en}: largest violation of a constraint`, 'zh-CN': `${zh}：约束的最大违反` },
      value: violation,
      holds: violation <= 1e-6,
    },
    {
      words: { en: `${en}: widest hole, as a share of the front`, 'zh-CN': `${zh}：最宽的空缺占前沿的比例` },
      value: widestHole(report.result.points),
    },
  ]
}

const script = ({
  values,
}: Shown<Fields>): string => `# Weighted sums against ε-constraints for two objectives, each scalar problem by SLSQP from several starts.
import numpy as np
from scipy.optimize import minimize

f1 = lambda x, y: ${numpyFrom(values.f1, plane)}
f2 = lambda x, y: ${numpyFrom(values.f2, plane)}
held = [${values.ineq.map(c => `{"type": "ineq", "fun": lambda v: -(${numpyFrom(c, plane).replaceAll(/\bx\b/g, 'v[0]').replaceAll(/\by\b/g, 'v[1]')})}`).join(', ')}]
low, high = np.array(${pythonFrom(values.low)}, float), np.array(${pythonFrom(values.high)}, float)
starts = np.random.default_rng(0).uniform(low, high, (8, 2))

def least(goal, extra=()):
    best = None
    for start in starts:
        run = minimize(goal, start, method="SLSQP", bounds=list(zip(low, high)), constraints=held + list(extra), options={"ftol": 1e-12, "maxiter": 300})
        broken = max([0.0] + [-h["fun"](run.x) for h in held + list(extra)])
        if broken < 1e-6 and (best is None or run.fun < best.fun):
            best = run
    return best

N = ${values.points}
print("weighted sums")
for w in np.linspace(0, 1, N):
    run = least(lambda v: w * f1(*v) + (1 - w) * f2(*v))
    print(f"  w1 = {w:.3f}  f = ({f1(*run.x):.6f}, {f2(*run.x):.6f})")
print("ε-constraints: f2 least under f1 <= ε")
a, b = least(lambda v: f1(*v)), least(lambda v: f2(*v))
for eps in np.linspace(f1(*a.x), f1(*b.x), N):
    run = least(lambda v: f2(*v), [{"type": "ineq", "fun": lambda v: eps - f1(*v)}])
    if run is not None:
        print(f"  ε = {eps:.3f}  f = ({f1(*run.x):.6f}, {f2(*run.x):.6f})")
`

export const model = defineWidget({
  name: 'pareto',
  title: { en: 'Pareto front', 'zh-CN': '帕累托前沿' },
  fields,
  examples: [
    { title: { en: 'Two distances: a convex front', 'zh-CN': '两个距离：凸前沿' }, values: {} },
    {
      title: { en: 'Outside a circle: weighted sums find only the ends', 'zh-CN': '圆外：加权和只找到两端' },
      values: { f1: 'x', f2: 'y', ineq: ['1 - x^2 - y^2'], low: [0, 0], high: [1.5, 1.5] },
    },
    {
      title: { en: 'Fonseca and Fleming: weighted sums fail', 'zh-CN': 'Fonseca–Fleming：加权和失效' },
      values: {
        f1: '1 - exp(-(x-0.707)^2 - (y-0.707)^2)',
        f2: '1 - exp(-(x+0.707)^2 - (y+0.707)^2)',
        low: [-2, -2],
        high: [2, 2],
      },
    },
    {
      title: { en: 'A front in pieces', 'zh-CN': '断开的前沿' },
      values: { f1: 'x', f2: '1 + y - sqrt(x) - x*sin(10*pi*x)', low: [0, 0], high: [1, 1], points: 25 },
    },
    {
      title: { en: 'Cost against speed, with a limit', 'zh-CN': '成本与速度，有限制' },
      values: { f1: 'x^2 + 2y', f2: '4/(x + y)', ineq: ['1 - x - y', 'x - 2y'], low: [0.1, 0.1], high: [3, 3] },
    },
  ],
  variables: { f1: plane, f2: plane, ineq: plane },
  asks: ({ f1, f2, ineq, low, high, points }) => {
    const problem = {
      f: [f1, f2],
      vars: plane,
      ineq,
      x0: low.map((value, i) => (value + (high[i] ?? value)) / 2),
      bounds: plane.map((_, i) => [low[i] ?? null, high[i] ?? null]),
      points,
      starts: 12,
    }
    return {
      sum: { solver: 'weighted-sum', problem, seed: 1 },
      limit: { solver: 'epsilon-constraint', problem: { ...problem, main: 2 }, seed: 1 },
    }
  },
  last: ({ runs }) => Math.max(0, Math.max(foundOf(runs['sum']).length, foundOf(runs['limit']).length) - 1),
  formula: ({ runs, k }) => {
    const weights = foundOf(runs['sum'])[k]?.weights
    const epsilon = foundOf(runs['limit'])[k]?.epsilon
    const [w1, w2] = weights ? weights.map(w => w.toFixed(2)) : ['w_1', 'w_2']
    return `\\min\\; ${w1} f_1 + ${w2} f_2 \\qquad\\text{|}\\qquad \\min\\; f_2 \\;\\;\\text{s.t.}\\;\\; f_1 \\le ${epsilon?.[0]?.toFixed(3) ?? '\\varepsilon'}`
  },
  table: ({ runs }): Table => ({
    columns: [
      words('method (1 sum, 2 ε)', '方法（1 加权和，2 ε-约束）'),
      words('parameter', '参数'),
      'x',
      'y',
      'f1',
      'f2',
    ],
    rows: (['sum', 'limit'] as const).flatMap((name, m) =>
      foundOf(runs[name]).map(({ x, f, weights, epsilon }) => [
        m + 1,
        weights?.[0] ?? epsilon?.[0] ?? null,
        x[0] ?? null,
        x[1] ?? null,
        f[0] ?? null,
        f[1] ?? null,
      ]),
    ),
  }),
  certificate: ({ runs }) => [...claimsOf(runs['sum'], 'sum'), ...claimsOf(runs['limit'], 'limit')],
  summary: ({ runs }) => {
    const [sum, limit] = [foundOf(runs['sum']), foundOf(runs['limit'])]
    const hole = (points: readonly Found[]) => numberText(100 * widestHole(points), 2)
    return {
      en: `Weighted sums found ${sum.length} points with a widest hole of ${hole(sum)} % of the front, ε-constraints ${limit.length} with ${hole(limit)} %.`,
      'zh-CN': `加权和求得 ${sum.length} 个点，最宽空缺占前沿 ${hole(sum)} %；ε-约束求得 ${limit.length} 个，占 ${hole(limit)} %。`,
    }
  },
  python: script,
})
