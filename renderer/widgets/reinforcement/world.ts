import { actionWorths, type WorldProblem } from '../../compute/index.ts'

/** What a cell of a drawn world is, by its letter. */
export const letters = { floor: '.', wall: '#', start: 'S', goal: 'G', hole: 'x' } as const
export type Kind = keyof typeof letters
const kinds = new Map<string, Kind>(Object.entries(letters).map(([kind, letter]) => [letter, kind as Kind]))

/** A side longer than this does not fit the picture. */
const longestSide = 16

export interface Grid {
  readonly rows: number
  readonly columns: number
  /** Row after row. */
  readonly cells: readonly Kind[]
}

/** Letters of a map that mean nothing, each once. */
export const strangeIn = (map: string): string[] => [
  ...new Set([...map].filter(letter => letter.trim() && !kinds.has(letter))),
]

/** Reads a drawn world; short lines end in floor, unknown letters are floor. */
export function gridFrom(map: string): Grid {
  const lines = map
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .slice(0, longestSide)
  const columns = Math.min(longestSide, Math.max(1, ...lines.map(line => line.length)))
  const cells = lines.flatMap(line => Array.from({ length: columns }, (_, i) => kinds.get(line[i] ?? '.') ?? 'floor'))
  return lines.length ? { rows: lines.length, columns, cells } : { rows: 1, columns: 1, cells: ['floor'] }
}

export const mapFrom = ({ rows, columns, cells }: Grid): string =>
  Array.from({ length: rows }, (_, i) =>
    cells
      .slice(i * columns, (i + 1) * columns)
      .map(kind => letters[kind])
      .join(''),
  ).join('\n')

/** The world with another kind in one cell; there is one start. */
export function painted(grid: Grid, at: number, kind: Kind): Grid {
  const bare = grid.cells.map(old => (kind === 'start' && old === 'start' ? 'floor' : old))
  return { ...grid, cells: bare.map((old, i) => (i === at ? kind : old)) }
}

interface Rules {
  readonly map: string
  readonly gamma: number
  readonly slip: number
  readonly living: number
  readonly goal: number
  readonly hole: number
}

export const startOf = ({ cells }: Grid): number => Math.max(0, cells.indexOf('start'))

/** The drawn world as the solvers take it: goals and holes end an episode and pay on entering. */
export function problemFrom({ map, gamma, slip, living, goal, hole }: Rules): WorldProblem {
  const grid = gridFrom(map)
  const places = (...wanted: Kind[]) => grid.cells.flatMap((kind, i) => (wanted.includes(kind) ? [i] : []))
  const terminals = places('goal', 'hole')
  return {
    ...{ world: 'fields', rows: grid.rows, columns: grid.columns, gamma, slip, living },
    ...{ start: startOf(grid), goal: -1, goal_reward: 0, walls: places('wall'), terminals },
    terminal_rewards: terminals.map(i => (grid.cells[i] === 'goal' ? goal : hole)),
    transitions: [],
  }
}

/** Worths this close count as ties. */
const tie = 1e-9

/** All best actions of each state by the values V: 0 up, 1 right, 2 down, 3 left; none at an end. */
export function bestActions(problem: WorldProblem, V: readonly number[]): number[][] {
  return actionWorths(problem, V).map((worths, s) => {
    if (problem.terminals.includes(s) || problem.walls.includes(s)) return []
    const there = worths.map(worth => worth ?? -Infinity)
    const most = Math.max(...there)
    return [...there.keys()].filter(a => there[a]! >= most - tie * Math.max(1, Math.abs(most)))
  })
}

const moves = [
  [-1, 0],
  [0, 1],
  [1, 0],
  [0, -1],
] as const

/** Where the arrows lead from the start when nothing slips: until an end, a wall, or a cell met before. */
export function walk(grid: Grid, greedy: readonly number[]): number[] {
  const way = [startOf(grid)]
  for (;;) {
    const at = way.at(-1)!
    if (grid.cells[at] === 'goal' || grid.cells[at] === 'hole') return way
    const [down, right] = moves[greedy[at] ?? 0] ?? moves[0]
    const [row, column] = [Math.floor(at / grid.columns) + down, (at % grid.columns) + right]
    const next = row * grid.columns + column
    const off = row < 0 || row >= grid.rows || column < 0 || column >= grid.columns || grid.cells[next] === 'wall'
    if (off || way.includes(next)) return way
    way.push(next)
  }
}
