import type { Issue } from '../../issue.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch, type Course } from '../../stepwise.ts'
import { certifyPath, certifyQueens, jugsCan } from '../../verify/puzzle.ts'
import { certifyWeighing } from '../../verify/weighing.ts'
import { bridge, missionaries, riverCrossing } from './puzzles/crossings.ts'
import type { Place, Puzzle } from './puzzles/puzzle.ts'
import { queens } from './puzzles/queens.ts'
import { cheapest, type Search } from './puzzles/search.ts'
import { hanoi, waterJugs } from './puzzles/vessels.ts'
import { weighing } from './puzzles/weighing.ts'

const number = { kind: 'number', scale: 'linear', whole: true } as const
const schema = {
  puzzle: {
    kind: 'choice',
    label: { en: 'Puzzle', 'zh-CN': '谜题' },
    default: 'water-jugs',
    options: ['river-crossing', 'missionaries', 'bridge', 'water-jugs', 'hanoi', 'queens', 'weighing'],
  },
  size: {
    ...number,
    label: { en: 'Queens, discs or coins (0: its own)', 'zh-CN': '皇后数、盘数或硬币数（0：默认）' },
    default: 0,
    min: 0,
    max: 13,
    slider: [0, 13],
  },
  capacities: {
    kind: 'vector',
    label: { en: 'Litres of the jugs', 'zh-CN': '水壶容量' },
    default: [3, 5],
    maxLength: 4,
  },
  goal: {
    ...number,
    label: { en: 'Litres wanted', 'zh-CN': '目标容量' },
    default: 4,
    min: 0,
    max: 1_000,
    slider: [1, 20],
  },
  times: {
    kind: 'vector',
    label: { en: 'Minutes of each walker', 'zh-CN': '每人过桥时间' },
    default: [1, 2, 5, 10],
    maxLength: 8,
  },
} as const
type Given = Problem<typeof schema>

/** Sizes of those puzzles that have one: their own, the least and the most. */
const sizes: Readonly<Record<string, readonly [own: number, least: number, most: number]>> = {
  queens: [8, 1, 12],
  hanoi: [4, 1, 8],
  weighing: [12, 3, 13],
}
/** States that jugs may have together. */
const mostStates = 200_000
const boardsShown = 100

const sizeOf = ({ puzzle, size }: Given): number => size || (sizes[puzzle]?.[0] ?? 0)

/** Puzzles solved by search, step by step, with the shortest way or the proof that there is none. */
export const logicSearch = defineStepwise({
  id: 'logic-search',
  title: { en: 'Logic puzzles by search', 'zh-CN': '用搜索解逻辑谜题' },
  schema,
  check: problem => [...sizeIssues(problem), ...listIssues(problem)],
  begin(problem): Course<unknown, object, object> {
    if (problem.puzzle === 'queens') return allQueens(sizeOf(problem))
    return problem.puzzle === 'weighing' ? coins(sizeOf(problem)) : way(problem)
  },
})

function sizeIssues(problem: Given): Issue[] {
  const [, least, most] = sizes[problem.puzzle] ?? [0, 0, Infinity]
  const size = sizeOf(problem)
  return size >= least && size <= most ? [] : mismatch('size', 'puzzle', `${least} … ${most}`, size)
}

function listIssues({ puzzle, capacities, times }: Given): Issue[] {
  const whole = (list: readonly number[]) => list.every(entry => Number.isInteger(entry) && entry > 0 && entry <= 1_000)
  if (puzzle === 'bridge' && !whole(times)) return mismatch('times', 'puzzle', '1 … 1000', times.join(', '))
  if (puzzle !== 'water-jugs') return []
  if (!whole(capacities)) return mismatch('capacities', 'puzzle', '1 … 1000', capacities.join(', '))
  const states = capacities.reduce((product, capacity) => product * (capacity + 1), 1)
  return states <= mostStates ? [] : mismatch('capacities', 'puzzle', `≤ ${mostStates}`, `Π(c + 1) = ${states}`)
}

function puzzleOf(problem: Given): Puzzle {
  if (problem.puzzle === 'river-crossing') return riverCrossing
  if (problem.puzzle === 'missionaries') return missionaries
  if (problem.puzzle === 'bridge') return bridge(problem.times)
  return problem.puzzle === 'hanoi' ? hanoi(sizeOf(problem)) : waterJugs(problem.capacities, problem.goal)
}

function way(problem: Given): Course<unknown, object, object> {
  let search: Search | undefined
  function* steps(): Generator<Iterate<Place>, Status> {
    search = yield* cheapest(puzzleOf(problem))
    const { path, expanded } = search
    for (const [i, place] of path?.places.entries() ?? [])
      yield { k: expanded + i, state: place, metrics: { step: i, expanded } }
    return path ? 'optimal' : 'infeasible'
  }
  return {
    steps: steps(),
    answer() {
      if (!search) return undefined
      const { path, expanded } = search
      const impossible = problem.puzzle === 'water-jugs' && !jugsCan(problem.capacities, problem.goal)
      const certificate = path
        ? certifyPath({ ...problem, size: sizeOf(problem) }, path.places)
        : { impossible, holds: impossible }
      return { result: { path: path?.places ?? null, cost: path?.cost ?? null, expanded }, certificate }
    },
  }
}

function allQueens(n: number): Course<unknown, object, object> {
  let found: { first?: Place; count: number; attempts: number } | undefined
  function* steps(): Generator<Iterate<Place>, Status> {
    found = yield* queens(n, boardsShown)
    return found.count ? 'optimal' : 'infeasible'
  }
  return {
    steps: steps(),
    answer: () =>
      found && {
        result: { board: found.first ?? null, count: found.count, attempts: found.attempts },
        certificate: certifyQueens(n, found.first, found.count),
      },
  }
}

function coins(n: number): Course<unknown, object, object> {
  let found: { result: object; certificate: object } | undefined
  function* steps(): Generator<Iterate<number>, Status> {
    const { scheme, weighings, tried } = yield* weighing(n)
    found = { result: { scheme, weighings, tried }, certificate: certifyWeighing(n, scheme) }
    return 'optimal'
  }
  return { steps: steps(), answer: () => found }
}
