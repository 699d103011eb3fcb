import type { Chance, Process } from '../../verify/bellman.ts'

export interface Layout {
  readonly rows: number
  readonly columns: number
  readonly start: number
  readonly terminals: readonly number[]
  readonly terminal_rewards: readonly number[]
  readonly walls: readonly number[]
  readonly goal: number
  readonly goal_reward: number
  readonly living: number
  readonly slip: number
  /** Entering one of these costs 100 and leads back to the start. */
  readonly cliff?: readonly number[]
}

const bare = { start: 0, terminal_rewards: [], walls: [], goal: -1, goal_reward: 0, living: 0, slip: 0 }

/** Grids of the text books by name. */
export const layouts: Readonly<Record<string, Layout>> = {
  // Sutton and Barto, Reinforcement Learning, 2018, example 4.1.
  gridworld: { ...bare, rows: 4, columns: 4, start: 5, terminals: [0, 15], living: -1 },
  'frozen-lake': {
    ...bare,
    rows: 4,
    columns: 4,
    terminals: [5, 7, 11, 12],
    goal: 15,
    goal_reward: 1,
    slip: 1 / 3,
  },
  // Russell and Norvig, Artificial Intelligence, figure 17.1.
  'russell-norvig': {
    ...bare,
    rows: 3,
    columns: 4,
    start: 8,
    terminals: [3, 7],
    terminal_rewards: [1, -1],
    walls: [5],
    living: -0.04,
    slip: 0.1,
  },
  // Sutton and Barto 2018, example 6.6.
  'cliff-walking': {
    ...bare,
    rows: 4,
    columns: 12,
    start: 36,
    terminals: [47],
    living: -1,
    cliff: Array.from({ length: 10 }, (_, i) => 37 + i),
  },
}

export const layoutFrom = (given: Layout & { readonly world: string }): Layout => layouts[given.world] ?? given

const fall = -100
const directions = [
  [-1, 0],
  [0, 1],
  [1, 0],
  [0, -1],
] as const

/** Slipping turns the intended direction by a quarter to either side. */
export function processOf(layout: Layout, gamma: number): Process {
  const { rows, columns, walls, terminals, goal, slip } = layout
  const ends = new Set([...terminals, ...walls, goal])
  const entered = entryOf(layout)
  const chances = Array.from({ length: rows * columns }, (_, s) =>
    directions.map((_direction, a): Chance[] => {
      if (ends.has(s)) return []
      const turns = [
        { turn: 0, p: 1 - 2 * slip },
        { turn: 1, p: slip },
        { turn: 3, p: slip },
      ]
      return turns.filter(({ p }) => p > 0).map(({ turn, p }) => ({ p, ...entered(s, (a + turn) % 4) }))
    }),
  )
  return { chances, gamma }
}

/** Where a step in one direction ends and what it pays. */
function entryOf({
  rows,
  columns,
  walls,
  terminals,
  terminal_rewards,
  goal,
  goal_reward,
  living,
  cliff,
  start,
}: Layout) {
  const blocked = new Set(walls)
  const falls = new Set(cliff)
  const rewards = new Map(terminals.map((place, i) => [place, terminal_rewards[i] ?? 0]))
  if (goal >= 0) rewards.set(goal, (rewards.get(goal) ?? 0) + goal_reward)
  return (s: number, direction: number): Omit<Chance, 'p'> => {
    const [down, right] = directions[direction]!
    const [row, column] = [Math.floor(s / columns) + down, (s % columns) + right]
    const place = row * columns + column
    const next = row < 0 || row >= rows || column < 0 || column >= columns || blocked.has(place) ? s : place
    if (falls.has(next)) return { next: start, reward: fall }
    return { next, reward: living + (rewards.get(next) ?? 0) }
  }
}
