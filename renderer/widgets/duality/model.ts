import { latexFrom, numpyFrom, parse, type Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { defineWidget, pythonFrom, type Run, type Shown, type Table } from '../frame/model.ts'
import { claims, tidy, verdict, type Answer, type Sample } from './claims.ts'

/** Names that the typed functions may use. */
export const names = ['x', 'y', 'z']

const fields = {
  f: {
    kind: 'expression',
    label: { en: 'Objective to minimise', 'zh-CN': '要最小化的目标函数' },
    symbol: 'f',
    default: 'x^2 + y^2',
  },
  ineq: {
    kind: 'expressions',
    label: { en: 'Constraints c ≤ 0, one a line', 'zh-CN': '不等式约束 c ≤ 0，每行一个' },
    default: ['1 - x - y'],
    maxLength: 12,
  },
  eq: {
    kind: 'expressions',
    label: { en: 'Constraints h = 0, one a line', 'zh-CN': '等式约束 h = 0，每行一个' },
    default: [],
    maxLength: 12,
  },
  which: {
    kind: 'number',
    label: { en: 'Multiplier that moves (the others stay at their best)', 'zh-CN': '变动的乘子（其余取最优值）' },
    default: 1,
    min: 1,
    max: 24,
    slider: [1, 4],
    scale: 'linear',
    whole: true,
  },
  reach: {
    kind: 'number',
    label: { en: 'Range of the multiplier', 'zh-CN': '乘子的范围' },
    default: 3,
    min: 0.01,
    max: 1e6,
    slider: [1, 100],
    scale: 'log',
  },
  domain: {
    kind: 'text',
    label: { en: 'Domain, such as y>0', 'zh-CN': '定义域，例如 y>0' },
    default: '',
    maxLength: 200,
  },
} as const
type Fields = typeof fields

export const answerOf = (run: Run | undefined): Answer | undefined =>
  (run?.report as Report<Answer | null> | undefined)?.result ?? undefined

/** The curve of θ_D as far as it is computed; between its points the solver only tells that it is alive. */
export const samplesOf = (run: Run | undefined): readonly Sample[] =>
  answerOf(run)?.samples ?? (run?.steps ?? []).flatMap(({ state }) => (state as Sample | null) ?? [])

/** What stands at a step; after the sweep, the best price of it. */
export const sampleAt = ({ runs, k }: Pick<Shown<Fields>, 'runs' | 'k'>): Sample | undefined => {
  const samples = samplesOf(runs['dual'])
  return samples[k] ?? samples.find(({ value }) => samples.every(other => other.value <= value))
}

/** The variables of the problem, in their order. */
export const variablesOf = ({ f, ineq, eq }: Shown<Fields>['values']): string[] => {
  const used = [f, ...ineq, ...eq].join(' ').match(/[A-Za-z][A-Za-z0-9_]*/g) ?? []
  return names.filter(name =>
    used.some(word => word === name || (word.length > 1 && /^[xyz]+$/.test(word) && word.includes(name))),
  )
}

/** The constraint whose multiplier moves: its text, and its letter. */
export function movedConstraint({ ineq, eq, which }: Shown<Fields>['values']): { text: string; letter: string } {
  const all = [
    ...ineq.map((text, i) => ({ text, letter: ineq.length > 1 ? `\\alpha_{${i + 1}}` : '\\alpha' })),
    ...eq.map((text, j) => ({ text, letter: eq.length > 1 ? `\\beta_{${j + 1}}` : '\\beta' })),
  ]
  return all[Math.min(which, all.length) - 1] ?? { text: '', letter: '\\alpha' }
}

/** The letter of the multiplier that moves, as plain text: α of an inequality, β of an equality, as in the notes. */
export const priceName = (values: Shown<Fields>['values']): string =>
  movedConstraint(values).letter.includes('beta') ? 'β' : 'α'

const texOf = (text: string): string => {
  const parsed = parse(text, names)
  return parsed.ok ? latexFrom(parsed.expression) : '\\text{?}'
}
const tex = (value: number): string =>
  Number.isFinite(value) ? `${Number(value.toPrecision(5))}` : value > 0 ? '+\\infty' : '-\\infty'

function formula(shown: Shown<Fields>): string {
  const { f, ineq, eq } = shown.values
  const constraints = [...ineq.map(c => `${texOf(c)} \\le 0`), ...eq.map(h => `${texOf(h)} = 0`)].slice(0, 4)
  const problem = `\\min\\; ${texOf(f)}${constraints.length ? `\\quad\\text{s.t.}\\quad ${constraints.join(',\\; ')}` : ''}`
  const sample = sampleAt(shown)
  const { letter } = movedConstraint(shown.values)
  const price = sample
    ? `\\theta_D(${letter} = ${tex(sample.multiplier)}) = \\inf_x L(x, ${letter}) = ${tex(sample.value)}`
    : '\\theta_D(\\alpha, \\beta) = \\inf_x \\bigl[ f + \\alpha^{\\top} c + \\beta^{\\top} h \\bigr]'
  return `\\begin{gathered} ${problem} \\\\ ${price} \\end{gathered}`
}

function table({ runs }: Shown<Fields>): Table {
  const samples = samplesOf(runs['dual'])
  return {
    columns: [
      { en: 'multiplier', 'zh-CN': '乘子' },
      'θ_D',
      ...names.slice(0, samples[0]?.x.length ?? 1).map(name => `argmin ${name}`),
      { en: 'attained', 'zh-CN': '可取到' },
      { en: 'proved', 'zh-CN': '已证明' },
    ],
    rows: samples.map(({ multiplier, value, x, attained, proved }) => [
      multiplier,
      value,
      ...x.map(part => (attained ? part : null)),
      attained ? 1 : 0,
      proved ? 1 : 0,
    ]),
  }
}

function script({ values }: Shown<Fields>): string {
  const variables = variablesOf(values)
  const head = `lambda ${variables.join(', ')}: `
  const functions = (texts: readonly string[]) => `[${texts.map(text => head + numpyFrom(text, variables)).join(', ')}]`
  return `# A constrained problem and its dual (Boyd and Vandenberghe 2004, chapter 5), from many starts, without proof.
import numpy as np
from scipy.optimize import minimize

f = ${head}${numpyFrom(values.f, variables)}
c = ${functions(values.ineq)}
h = ${functions(values.eq)}
n, m = ${variables.length}, ${values.ineq.length + values.eq.length}
domain = ${pythonFrom(values.domain)}  # to be kept in mind where it is not empty
rng = np.random.default_rng(0)
starts = rng.uniform(-3, 3, (8, n))
held = [{"type": "ineq", "fun": lambda v, g=g: -g(*v)} for g in c] + [{"type": "eq", "fun": lambda v, g=g: g(*v)} for g in h]

best = None
for start in starts:
    run = minimize(lambda v: f(*v), start, method="SLSQP", constraints=held, options={"maxiter": 500, "ftol": 1e-12})
    broken = max([0.0] + [g(*run.x) for g in c] + [abs(g(*run.x)) for g in h])
    if broken < 1e-6 and (best is None or run.fun < best.fun):
        best = run
print("p* =", "no feasible point found" if best is None else best.fun, "at", None if best is None else best.x)

def theta(mult):
    lagrangian = lambda v: f(*v) + sum(a * g(*v) for a, g in zip(mult, c + h))
    least = np.inf
    for start in starts[:4]:
        run = minimize(lagrangian, start, method="BFGS")
        least = min(least, run.fun)
    return -np.inf if least < -1e8 else least

if m:
    bounds = [(0, 100)] * len(c) + [(-100, 100)] * len(h)
    lift = lambda mult: -max(theta(mult), -1e8)
    climbs = [minimize(lift, np.full(m, s), method="Nelder-Mead", bounds=bounds, options={"xatol": 1e-6, "fatol": 1e-8}) for s in (0.5,)]
    top = min(climbs, key=lambda run: run.fun)
    print("d* =", -top.fun, "at multipliers", top.x)
`
}

export const model = defineWidget({
  name: 'duality',
  title: { en: 'Lagrangian duality', 'zh-CN': '拉格朗日对偶' },
  fields,
  variables: { f: names, ineq: names, eq: names },
  examples: [
    { title: { en: 'The nearest point of a half-plane', 'zh-CN': '半平面上最近的点' }, values: {} },
    {
      title: { en: 'Two constraints, two prices', 'zh-CN': '两个约束，两个价格' },
      values: { f: '(x-2)^2 + (y-1)^2', ineq: ['x^2 - y', 'x + y - 2'] },
    },
    {
      title: { en: 'One variable, an interval', 'zh-CN': '一元，一个区间' },
      values: { f: 'x^2', ineq: ['(x-1)(x-3)'] },
    },
    {
      title: { en: 'An equality: on a circle', 'zh-CN': '等式约束：圆上' },
      values: { f: 'x + y', ineq: [], eq: ['x^2 + y^2 - 2'] },
    },
    {
      title: { en: 'A gap: not convex', 'zh-CN': '有间隙：非凸' },
      values: { f: 'x^4 - 2x^2', ineq: [], eq: ['x'] },
    },
    {
      title: { en: 'A gap: convex without Slater', 'zh-CN': '有间隙：凸但无 Slater 点' },
      values: { f: 'exp(-x)', ineq: ['x^2/y'], domain: 'y>0' },
    },
    {
      title: { en: 'No gap, yet no multiplier', 'zh-CN': '无间隙，却无乘子' },
      values: { f: 'x', ineq: ['x^2'], reach: 20 },
    },
    { title: { en: 'Infeasible', 'zh-CN': '不可行' }, values: { f: 'x', ineq: ['x^2 + 1'], reach: 10 } },
    { title: { en: 'Unbounded', 'zh-CN': '无界' }, values: { f: 'x + y', ineq: ['x - 1'] } },
  ],
  // A single multiplier is the one that moves.
  idle: ({ ineq, eq }) => (ineq.length + eq.length > 1 ? [] : ['which']),
  asks: ({ f, ineq, eq, which, reach, domain }) => ({
    dual: { solver: 'dual-function', problem: { f, ineq, eq, which, reach, domain, points: 31, starts: 12 }, seed: 1 },
  }),
  last: ({ runs }) => samplesOf(runs['dual']).length,
  formula,
  table,
  certificate: claims,
  summary: ({ runs, values }) => {
    const answer = answerOf(runs['dual'])
    if (!answer) return { en: `Minimise ${values.f} under constraints.`, 'zh-CN': `在约束下最小化 ${values.f}。` }
    const said = verdict(answer)
    const numbers = `p* = ${numberText(tidy(answer.p))}, d* = ${numberText(tidy(answer.d))}`
    return { en: `${said.en}. ${numbers}.`, 'zh-CN': `${said['zh-CN']}。${numbers}。` }
  },
  python: script,
})
