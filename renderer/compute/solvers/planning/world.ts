import type { Issue } from '../../issue.ts'
import type { Problem } from '../../schema.ts'
import type { Chance, Process } from '../../verify/bellman.ts'
import { layoutFrom, layouts, processOf, type Layout } from './grid-world.ts'
import { processFromRows, rowIssues } from './transitions.ts'

const whole = { kind: 'number', scale: 'linear', whole: true } as const
const states = 4_096
const cells = { kind: 'vector', maxLength: states, mayBeEmpty: true, part: true } as const
const money = { kind: 'number', min: -1e6, max: 1e6, slider: [-1, 1], scale: 'linear' } as const

/**
 * A grid of states in row-major order with the actions 0 up, 1 right, 2 down, 3 left, or any process as a list of
 * transitions. A move off the grid or into a wall stays. Terminal states end everything; their reward is paid on entering.
 * The defaults are the 4 × 4 frozen lake.
 */
export const worldFields = {
  world: {
    kind: 'choice',
    label: { en: 'World (fields: the one below)', 'zh-CN': '世界（fields：由下面的字段给出）' },
    default: 'fields',
    options: ['fields', ...Object.keys(layouts)],
  },
  rows: { ...whole, label: { en: 'Rows', 'zh-CN': '行数' }, default: 4, min: 1, max: 64, slider: [1, 12] },
  columns: { ...whole, label: { en: 'Columns', 'zh-CN': '列数' }, default: 4, min: 1, max: 64, slider: [1, 12] },
  start: { ...whole, label: { en: 'Start', 'zh-CN': '起点' }, default: 0, min: 0, max: states - 1, slider: [0, 15] },
  terminals: {
    ...cells,
    label: { en: 'Terminal states (holes)', 'zh-CN': '终止状态（洞）' },
    default: [5, 7, 11, 12],
    alias: 'holes',
  },
  terminal_rewards: {
    ...cells,
    label: { en: 'Rewards of these on entering', 'zh-CN': '进入终止状态的奖励' },
    default: [],
  },
  walls: { ...cells, label: { en: 'Walls', 'zh-CN': '墙' }, default: [] },
  goal: {
    ...whole,
    label: { en: 'Goal (−1: none)', 'zh-CN': '目标（−1：无）' },
    default: 15,
    min: -1,
    max: states - 1,
    slider: [-1, 15],
  },
  goal_reward: { ...money, label: { en: 'Reward of the goal on entering', 'zh-CN': '进入目标的奖励' }, default: 1 },
  living: { ...money, label: { en: 'Reward of every move', 'zh-CN': '每步奖励' }, default: 0, alias: 'living_reward' },
  slip: {
    kind: 'number',
    label: { en: 'Chance of slipping to each side', 'zh-CN': '向每一侧滑的概率' },
    default: 1 / 3,
    min: 0,
    max: 0.5,
    slider: [0, 0.5],
    scale: 'linear',
  },
  gamma: {
    kind: 'number',
    label: { en: 'Discount', 'zh-CN': '折扣因子' },
    symbol: '\\gamma',
    default: 0.99,
    min: 0,
    max: 1,
    slider: [0, 1],
    scale: 'linear',
  },
  transitions: {
    kind: 'matrix',
    label: {
      en: 'Transitions instead of a grid: state, action, next, chance, reward',
      'zh-CN': '以转移代替网格：状态、动作、后继、概率、奖励',
    },
    default: [],
    maxCells: 100_000,
  },
} as const
export type WorldProblem = Problem<typeof worldFields>

export interface World {
  readonly process: Process
  readonly start: number
}

const outside = (layout: Layout): Issue[] => {
  const size = layout.rows * layout.columns
  const places = {
    start: [layout.start],
    goal: layout.goal < 0 ? [] : [layout.goal],
    terminals: layout.terminals,
    walls: layout.walls,
  }
  return Object.entries(places).flatMap(([parameter, given]): Issue[] => {
    const wrong = given.find(place => !Number.isInteger(place) || place < 0 || place >= size)
    const params = { parameter, value: String(wrong), min: 0, max: size - 1 }
    return wrong === undefined ? [] : [{ code: 'out-of-range', parameter, params }]
  })
}

/** What the schema cannot see of a world. */
export function worldIssues(problem: WorldProblem): Issue[] {
  if (problem.transitions.length) return rowIssues(problem.transitions)
  const layout = layoutFrom(problem)
  const surplus = layout.terminal_rewards.length - layout.terminals.length
  const params = { parameter: 'terminal_rewards', length: layout.terminal_rewards.length, max: layout.terminals.length }
  return [
    ...outside(layout),
    ...(surplus > 0 ? [{ code: 'wrong-length', parameter: 'terminal_rewards', params } as const] : []),
  ]
}

export function worldFrom(problem: WorldProblem): World {
  if (problem.transitions.length) return { process: processFromRows(problem.transitions, problem.gamma), start: 0 }
  const layout = layoutFrom(problem)
  return { process: processOf(layout, problem.gamma), start: layout.start }
}

export const isTerminal = (actions: readonly (readonly Chance[])[]): boolean =>
  actions.every(outcomes => !outcomes.length)
