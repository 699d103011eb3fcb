import type { Report } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { outOf } from '../frame/claims.ts'
import { defineWidget, pythonFrom, type Claim, type Run, type Shown, type Table, type Values } from '../frame/model.ts'
import { bimatrixTex, mixtureText, numbersOf, payoffFields, type Payoffs } from '../frame/payoffs.ts'

const fields = {
  dynamics: {
    kind: 'choice',
    label: { en: 'Dynamics', 'zh-CN': '动态' },
    default: 'fictitious',
    options: ['fictitious', 'replicator'],
  },
  ...payoffFields(
    [
      [1, -1],
      [-1, 1],
    ],
    [
      [-1, 1],
      [1, -1],
    ],
  ),
  rounds: {
    kind: 'number',
    label: { en: 'Rounds of fictitious play', 'zh-CN': '虚拟博弈的轮数' },
    default: 1000,
    min: 1,
    max: 100_000,
    slider: [10, 5000],
    scale: 'log',
    whole: true,
  },
  x0: {
    kind: 'vector',
    label: { en: 'Shares of the population at first', 'zh-CN': '种群的初始份额' },
    symbol: 'x_0',
    default: [0.6, 0.25, 0.15],
    maxLength: 15,
  },
  T: {
    kind: 'number',
    label: { en: 'Time', 'zh-CN': '时间' },
    symbol: 'T',
    default: 40,
    min: 0.1,
    max: 10_000,
    slider: [1, 200],
    scale: 'log',
  },
} as const
type Fields = typeof fields

const height = Math.sqrt(3) / 2
/** Three shares that sum to 1 as a point of a triangle: a corner is one action alone, the middle an even mixture. */
export const placeOf = ([, b = 0, c = 0]: readonly number[]): readonly [number, number] => [b + c / 2, c * height]

/** The shares of a place in the triangle, or of the nearest by its sides; three decimals, their sum 1. */
export function sharesAt(x: number, y: number): [number, number, number] {
  const share = (value: number, most: number) => Math.round(1000 * Math.min(most, Math.max(0, value))) / 1000
  const c = share(y / height, 1)
  const b = share(x - c / 2, 1 - c)
  return [Math.round(1000 * (1 - b - c)) / 1000, b, c]
}

/** Shares of actions at one moment: of both players, or of the one population. */
export interface Moment {
  readonly x: readonly number[]
  readonly y?: readonly number[]
}

export const momentsOf = (run: Run | undefined): readonly Moment[] =>
  (run?.steps ?? []).map(({ state }) => (Array.isArray(state) ? { x: state as number[] } : (state as Moment)))

/** Shares of nobody, of as many actions as these settings have. */
export const blankFor = ({ A }: Pick<Values<Fields>, 'A'>): Moment => {
  const numbers = numbersOf(A)
  return { x: numbers.map(() => 0), y: (numbers[0] ?? []).map(() => 0) }
}

/** Rounds or time at a step. */
export const timeOf = (run: Run | undefined, k: number): number => run?.steps[k]?.metrics['t'] ?? run?.steps[k]?.k ?? 0

function claims({ values, runs }: Shown<Fields>): Claim[] {
  const run = runs['play']
  if (!run?.report) return []
  if (values.dynamics === 'fictitious') {
    const { result, certificate } = run.report as Report<
      { x: readonly number[]; y: readonly number[]; rounds: number; switches: number },
      { epsilon: number }
    >
    return [
      { words: { en: 'Row player’s average x', 'zh-CN': '行玩家的平均 x' }, value: mixtureText(result.x) },
      { words: { en: 'Column player’s average y', 'zh-CN': '列玩家的平均 y' }, value: mixtureText(result.y) },
      {
        words: {
          en: 'It is an ε-equilibrium: nobody gains more alone than ε =',
          'zh-CN': '构成 ε-均衡：单方偏离至多获益 ε =',
        },
        value: certificate.epsilon,
        holds: certificate.epsilon <= tolerance(values.A),
      },
      {
        words: { en: 'Rounds that changed an action', 'zh-CN': '改变了行动的轮' },
        value: outOf(result.switches, result.rounds),
      },
    ]
  }
  const { result, certificate } = run.report as Report<
    { x: readonly number[]; t: number },
    { speed: number; gap: number; massError: number; smallest: number }
  >
  return [
    {
      words: { en: 'Shares at the end', 'zh-CN': '最终份额' },
      value: mixtureText(result.x),
    },
    {
      words: { en: 'Speed at the end (0 at rest)', 'zh-CN': '终点速度（静止时为 0）' },
      value: certificate.speed,
      holds: certificate.speed < 1e-6,
    },
    {
      words: {
        en: 'Gain of the best action over the average (0 in equilibrium)',
        'zh-CN': '最优行动高出平均的收益（均衡时为 0）',
      },
      value: certificate.gap,
      holds: certificate.gap < 1e-6,
    },
    {
      words: { en: 'Shares sum to 1; error', 'zh-CN': '份额之和为 1；误差' },
      value: certificate.massError,
      holds: certificate.massError < 1e-9,
    },
  ]
}

/** A gain this small against the payoffs' size counts as none. */
function tolerance(A: Payoffs): number {
  const flat = numbersOf(A).flat()
  return 0.02 * (Math.max(...flat) - Math.min(...flat) || 1)
}

function table({ runs, values }: Shown<Fields>): Table {
  const moments = momentsOf(runs['play'])
  const every = Math.max(1, Math.floor(moments.length / 1000))
  const time = values.dynamics === 'fictitious' ? { en: 'round', 'zh-CN': '轮次' } : 't'
  return {
    columns: [
      time,
      ...(moments[0]?.x ?? []).map((_, i) => `x${i + 1}`),
      ...(moments[0]?.y ?? []).map((_, j) => `y${j + 1}`),
    ],
    rows: moments.flatMap(({ x, y = [] }, k) => (k % every ? [] : [[timeOf(runs['play'], k), ...x, ...y]])),
  }
}

function script({ values }: Shown<Fields>): string {
  const A = pythonFrom(numbersOf(values.A))
  if (values.dynamics === 'replicator')
    return `# The replicator equation (Taylor and Jonker 1978): shares grow by what they earn over the average.
import numpy as np
from scipy.integrate import solve_ivp

A = np.array(${A}, float)
x0 = np.array(${pythonFrom(values.x0)}, float)
if len(x0) < len(A):
    x0 = np.append(x0, 1 - x0.sum())
run = solve_ivp(lambda t, x: x * (A @ x - x @ A @ x), (0, ${values.T}), x0, rtol=1e-10, atol=1e-12)
print("shares at the end", run.y[:, -1])
`
  return `# Fictitious play (Brown 1951): everyone answers best to how often the other has played each action.
import numpy as np

A = np.array(${A}, float)
B = np.array(${pythonFrom(numbersOf(values.B))}, float)
rows, cols = np.zeros(len(A)), np.zeros(A.shape[1])
earned_row, earned_col = np.zeros(len(A)), np.zeros(A.shape[1])
for k in range(1, ${values.rounds} + 1):
    i, j = earned_row.argmax(), earned_col.argmax()
    rows[i] += 1
    cols[j] += 1
    earned_row += A[:, j]
    earned_col += B[i]
x, y = rows / k, cols / k
print("x =", x, "y =", y, "epsilon =", max((A @ y).max() - x @ A @ y, (x @ B).max() - x @ B @ y))
`
}

const cycle = (win: number, loss: number) => [
  [0, -loss, win],
  [win, 0, -loss],
  [-loss, win, 0],
]
const transposed = (A: readonly (readonly number[])[]) => (A[0] ?? []).map((_, j) => A.map(row => row[j] ?? 0))
const zeroSum = (A: readonly (readonly number[])[]) => A.map(row => row.map(a => -a + 0))

export const model = defineWidget({
  name: 'game-dynamics',
  title: { en: 'Learning to play: dynamics of games', 'zh-CN': '在博弈中学习：动态' },
  fields,
  options: {
    dynamics: {
      fictitious: { en: 'fictitious play', 'zh-CN': '虚拟博弈' },
      replicator: { en: 'replicator', 'zh-CN': '复制者动态' },
    },
  },
  examples: [
    { title: { en: 'Matching pennies: averages converge', 'zh-CN': '猜硬币：平均值收敛' }, values: {} },
    {
      title: { en: 'Shapley’s game: it never settles', 'zh-CN': 'Shapley 的博弈：永不收敛' },
      values: {
        A: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        B: [
          [0, 1, 0],
          [0, 0, 1],
          [1, 0, 0],
        ],
        rounds: 3000,
      },
    },
    {
      title: { en: 'Rock, paper, scissors: closed orbits', 'zh-CN': '石头剪刀布：闭合轨道' },
      values: { dynamics: 'replicator', A: cycle(1, 1), B: zeroSum(cycle(1, 1)) },
    },
    {
      title: { en: 'Winning counts more: spiral inwards', 'zh-CN': '赢得更多：向内螺旋' },
      values: { dynamics: 'replicator', A: cycle(2, 1), B: transposed(cycle(2, 1)), T: 60 },
    },
    {
      title: { en: 'Losing counts more: out to the edge', 'zh-CN': '输得更多：滑向边界' },
      values: { dynamics: 'replicator', A: cycle(1, 2), B: transposed(cycle(1, 2)), x0: [0.36, 0.33, 0.31], T: 60 },
    },
    {
      title: { en: 'Hawks and doves: a stable mixture', 'zh-CN': '鹰与鸽：稳定的混合' },
      values: {
        dynamics: 'replicator',
        A: [
          [-1, 4],
          [0, 2],
        ],
        B: [
          [-1, 0],
          [4, 2],
        ],
        x0: [0.05],
        T: 15,
      },
    },
  ],
  idle: ({ dynamics }) => (dynamics === 'fictitious' ? ['x0', 'T'] : ['B', 'rounds']),
  asks: ({ dynamics, A, B, rounds, x0, T }) =>
    dynamics === 'fictitious'
      ? { play: { solver: 'fictitious-play', problem: { A, B, iterations: rounds, tolerance: 0 } } }
      : { play: { solver: 'replicator', problem: { A, x0, T, dt: Math.max(0.01, T / 4000) } } },
  formula: ({ values }) =>
    values.dynamics === 'fictitious'
      ? `${bimatrixTex(values.A, values.B)}\\qquad i_{k+1} \\in \\arg\\max_i\\,(A\\bar y_k)_i,\\quad j_{k+1} \\in \\arg\\max_j\\,(\\bar x_k^{\\top}B)_j`
      : String.raw`\dot x_i = x_i\,\bigl[(Ax)_i - x^{\top}Ax\bigr]`,
  table,
  certificate: claims,
  summary: ({ runs, k, values }) => {
    const now = momentsOf(runs['play'])[k]
    const said = now ? `${mixtureText(now.x)}${now.y ? ` / ${mixtureText(now.y)}` : ''}` : ''
    const at = numberText(timeOf(runs['play'], k))
    const name =
      values.dynamics === 'fictitious' ? ['Fictitious play', '虚拟博弈'] : ['The replicator equation', '复制者方程']
    return { en: `${name[0]} at ${at}: shares ${said}.`, 'zh-CN': `${name[1]}，时刻 ${at}：份额 ${said}。` }
  },
  python: script,
})
