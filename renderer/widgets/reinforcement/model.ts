import type { Report } from '../../compute/index.ts'
import { choiceField, numberField, seedField, words } from '../frame/fields.ts'
import { defineWidget, pythonFrom, stateAt, type Claim, type Shown, type Values } from '../frame/model.ts'
import { bestActions, gridFrom, letters, problemFrom, startOf, strangeIn, walk } from './world.ts'
import { script } from './script.ts'

const room = `.......
.#####.
S.....G
.xx.xx.`
const classic = `...G
.#.x
S...`
const cliff = `............
............
............
SxxxxxxxxxxG`
const lake = `S...
.x.x
...x
x..G`
const twoGoals = `......G
.####..
.#..#..
S..x#..
.#..#.G
.####..
.......`

const money = (en: string, zh: string, value: number) => numberField(en, zh, value, [-1e6, 1e6], [-10, 10])

const fields = {
  method: choiceField('Method', '方法', ['value-iteration', 'policy-iteration', 'q-learning', 'sarsa']),
  brush: choiceField('A click paints', '点击绘制', ['wall', 'floor', 'hole', 'goal', 'start']),
  gamma: numberField('Discount', '折扣因子', 0.95, [0, 1], [0.5, 1], { symbol: '\\gamma' }),
  slip: numberField('Slips to each side with chance', '向每一侧滑的概率', 0.1, [0, 0.5], [0, 0.5]),
  living: numberField('Reward of a move', '每步奖励', -0.04, [-1e6, 1e6], [-1, 0.2]),
  goal: money('Reward of a goal', '目标的奖励', 1),
  hole: money('Reward of a hole', '洞的奖励', -1),
  alpha: numberField('Step size', '步长', 0.3, [1e-6, 1], [0.01, 1], { symbol: '\\alpha' }),
  epsilon: numberField('Chance of exploring', '探索概率', 0.1, [0, 1], [0, 1], { symbol: '\\varepsilon' }),
  episodes: numberField('Episodes', '回合数', 500, [1, 20_000], [10, 5_000], { scale: 'log', whole: true }),
  seed: seedField(),
  map: {
    kind: 'text',
    label: {
      en: `Map: S start, G goal, x hole, # wall, . floor`,
      'zh-CN': `地图：S 起点，G 目标，x 洞，# 墙，. 地面`,
    },
    default: room,
    maxLength: 400,
  },
} as const
export type Fields = typeof fields
type Set = Values<Fields>

export const learns = ({ method }: Set): boolean => method === 'q-learning' || method === 'sarsa'

interface Result {
  readonly V: readonly number[]
  readonly greedy: readonly number[]
}
interface Certificate {
  readonly residual: number
  readonly errorBound: number | null
  readonly policyLoss: number
  readonly holds: boolean
}
type Told = Report<Result, Certificate> | undefined

export interface Scene {
  readonly V: readonly number[]
  /** The actions drawn in each cell. */
  readonly actions: readonly (readonly number[])[]
  readonly way: readonly number[]
}

/** Values and arrows as they stand at a step. */
export function sceneAt({ values, runs, k }: Shown<Fields>): Scene | undefined {
  const state = stateAt(runs['run'], k)
  const grid = gridFrom(values.map)
  const V = Array.isArray(state) ? (state as number[]) : (state as { V?: number[] } | undefined)?.V
  if (V?.length !== grid.cells.length) return undefined
  const problem = problemFrom(values)
  const told = (state as { policy?: number[]; greedy?: number[] }).policy ?? (state as { greedy?: number[] }).greedy
  const actions = told
    ? told.map((a, s) => (problem.terminals.includes(s) || problem.walls.includes(s) ? [] : [a]))
    : bestActions(problem, V)
  return { V, actions, way: walk(grid, told ?? actions.map(([first = 0]) => first)) }
}

/** How good it has got at each step: change of a sweep, cells whose arrow turned, or reward of an episode. */
export const courseOf = ({ runs }: Pick<Shown<Fields>, 'runs'>): number[] =>
  runs['run']?.steps.map(({ metrics }) => metrics['delta'] ?? metrics['changed'] ?? metrics['return'] ?? NaN) ?? []

function claims({ values, runs }: Shown<Fields>): Claim[] {
  const report = runs['run']?.report as Told
  const exact = runs['exact']?.report as Told
  if (!report?.result) return []
  const start = startOf(gridFrom(values.map))
  const { residual, errorBound, policyLoss, holds } = report.certificate
  const lines: Claim[] = [
    { words: { en: 'Value of the start', 'zh-CN': '起点的价值' }, tex: 'V(S)', value: report.result.V[start] ?? 0 },
    {
      words: { en: 'Bellman residual', 'zh-CN': '贝尔曼残差' },
      value: residual,
      ...(!learns(values) && { holds }),
    },
    {
      words: { en: 'Most that an arrow gives away', 'zh-CN': '箭头最多损失的价值' },
      value: policyLoss,
      ...(!learns(values) && { holds: policyLoss < 1e-6 }),
    },
  ]
  if (errorBound !== null && !learns(values))
    lines.push({ words: { en: 'No value is off by more than', 'zh-CN': '任一价值的误差不超过' }, value: errorBound })
  if (learns(values) && exact?.result)
    lines.push({
      words: { en: 'The same by planning, exact', 'zh-CN': '规划所得的精确值' },
      tex: 'V^*(S)',
      value: exact.result.V[start] ?? 0,
    })
  const strange = strangeIn(values.map)
  if (strange.length)
    lines.push({
      words: { en: 'Letters of the map that mean nothing; taken for floor', 'zh-CN': '地图中无意义的字母，当作地面' },
      value: strange.slice(0, 12).join(' '),
      holds: false,
    })
  if (!gridFrom(values.map).cells.includes('goal'))
    lines.push({ words: { en: 'The map has no goal: draw one', 'zh-CN': '地图中没有目标：请画一个' }, holds: false })
  return lines
}

const formulas: Readonly<Record<string, string>> = {
  'value-iteration': String.raw`V_{k+1}(s) = \max_a \sum_{s'} p(s' \mid s, a)\,\bigl(r + \gamma V_k(s')\bigr)`,
  'policy-iteration': String.raw`V^{\pi}(s) = \sum_{s'} p(s' \mid s, \pi(s))\,\bigl(r + \gamma V^{\pi}(s')\bigr),\quad \pi(s) \leftarrow \arg\max_a \sum_{s'} p\,\bigl(r + \gamma V^{\pi}(s')\bigr)`,
  'q-learning': String.raw`Q(s,a) \leftarrow Q(s,a) + \alpha\,\bigl(r + \gamma \max_{a'} Q(s',a') - Q(s,a)\bigr)`,
  sarsa: String.raw`Q(s,a) \leftarrow Q(s,a) + \alpha\,\bigl(r + \gamma\, Q(s',a') - Q(s,a)\bigr)`,
}

const arrows = ['↑', '→', '↓', '←']

export const model = defineWidget({
  name: 'reinforcement',
  title: { en: 'A world to learn', 'zh-CN': '强化学习：网格世界' },
  fields,
  options: {
    method: {
      'value-iteration': { en: 'value iteration', 'zh-CN': '值迭代' },
      'policy-iteration': { en: 'policy iteration', 'zh-CN': '策略迭代' },
      'q-learning': { en: 'Q-learning', 'zh-CN': 'Q 学习' },
      sarsa: { en: 'SARSA', 'zh-CN': 'SARSA' },
    },
    brush: {
      wall: { en: 'wall', 'zh-CN': '墙' },
      floor: { en: 'floor', 'zh-CN': '地面' },
      hole: { en: 'hole', 'zh-CN': '洞' },
      goal: { en: 'goal', 'zh-CN': '目标' },
      start: { en: 'start', 'zh-CN': '起点' },
    },
  },
  examples: [
    { title: { en: 'Short and risky, or long and safe', 'zh-CN': '险而短，还是稳而长' }, values: {} },
    {
      title: { en: 'Russell and Norvig’s room', 'zh-CN': 'Russell 与 Norvig 的房间' },
      values: { map: classic, gamma: 1 },
    },
    {
      title: { en: 'Policy iteration: a few steps', 'zh-CN': '策略迭代：几步即成' },
      values: { method: 'policy-iteration', map: twoGoals, living: -0.02, hole: -2 },
    },
    {
      title: { en: 'Cliff: Q-learning walks the edge', 'zh-CN': '悬崖：Q 学习贴着边走' },
      values: { method: 'q-learning', map: cliff, slip: 0, living: -1, goal: 0, hole: -100, gamma: 1, alpha: 0.5 },
    },
    {
      title: { en: 'Cliff: SARSA keeps away', 'zh-CN': '悬崖：SARSA 绕开走' },
      values: { method: 'sarsa', map: cliff, slip: 0, living: -1, goal: 0, hole: -100, gamma: 1, alpha: 0.5 },
    },
    {
      title: { en: 'Slippery lake: too few episodes', 'zh-CN': '冰湖：回合太少，学不成' },
      values: {
        method: 'q-learning',
        map: lake,
        slip: 0.33,
        living: 0,
        hole: 0,
        gamma: 0.99,
        episodes: 60,
        alpha: 0.1,
      },
    },
  ],
  idle: values => (learns(values) ? [] : ['alpha', 'epsilon', 'episodes', 'seed']),
  asks: values => {
    const world = problemFrom(values)
    const { alpha, epsilon, episodes } = values
    const more = learns(values)
      ? { alpha, epsilon, episodes, steps: 1_000 }
      : values.method === 'value-iteration'
        ? { tolerance: 1e-10, iterations: 2_000 }
        : {}
    return {
      run: { solver: values.method as 'q-learning', problem: { ...world, ...more }, seed: values.seed },
      ...(learns(values) && { exact: { solver: 'policy-iteration' as const, problem: world } }),
    }
  },
  formula: ({ values }) => formulas[values.method]!,
  table: shown => {
    const { columns, cells } = gridFrom(shown.values.map)
    const scene = sceneAt(shown)
    return {
      columns: [words('row', '行'), words('column', '列'), words('cell', '格子'), 'V', words('action', '动作')],
      rows: cells.map((kind, s) => [
        Math.floor(s / columns) + 1,
        (s % columns) + 1,
        letters[kind],
        scene?.V[s] ?? null,
        scene?.actions[s]?.map(a => arrows[a]).join('') ?? null,
      ]),
    }
  },
  certificate: claims,
  summary: shown => {
    const { rows, columns, cells } = gridFrom(shown.values.map)
    const scene = sceneAt(shown)
    const value = scene?.V[startOf({ rows, columns, cells })]?.toPrecision(3) ?? '–'
    const end = cells[scene?.way.at(-1) ?? 0]
    const steps = (scene?.way.length ?? 1) - 1
    return {
      en: `A world of ${rows} by ${columns} cells at step ${shown.k}: the start is worth ${value}; the arrows lead ${steps} moves ${end === 'goal' ? 'to a goal' : 'and to no goal'}.`,
      'zh-CN': `${rows} × ${columns} 的网格，第 ${shown.k} 步：起点价值 ${value}；沿箭头走 ${steps} 步${end === 'goal' ? '到达目标' : '，未到目标'}。`,
    }
  },
  python: ({ values }) => script(values, pythonFrom(gridFrom(values.map).cells)),
})
