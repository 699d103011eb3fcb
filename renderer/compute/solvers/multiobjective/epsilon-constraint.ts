import { make, number } from '../../expression/tree.ts'
import type { Iterate } from '../../paced.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyFront } from '../../verify/pareto.ts'
import {
  frontOf,
  leastOf,
  objectiveFields,
  readSeveral,
  severalOrThrow,
  type Point,
  type Several,
} from './objectives.ts'

export interface Limited extends Point {
  /** The limits of the other objectives, in their order. */
  readonly epsilon: readonly number[]
}

interface How {
  readonly main: number
  readonly starts: number
  readonly seed: number
  readonly points: number
}

/**
 * One objective made small while the others are held below limits: reaches every Pareto optimal point, on fronts that
 * bend inwards too (Haimes, Lasdon and Wismer, 1971; Miettinen, 1999, §3.2).
 */
export const epsilonConstraint = defineStepwise({
  id: 'epsilon-constraint',
  title: { en: 'ε-constraint method', 'zh-CN': 'ε 约束法' },
  schema: {
    ...objectiveFields,
    main: {
      kind: 'number',
      label: { en: 'Which objective is made small, from 1', 'zh-CN': '最小化第几个目标（从 1 起）' },
      default: 2,
      min: 1,
      max: 6,
      slider: [1, 3],
      scale: 'linear',
      whole: true,
    },
    epsilon: {
      kind: 'matrix',
      label: {
        en: 'Limits of the other objectives, one row a minimisation (none: spread between their extremes)',
        'zh-CN': '其余目标的上限，每行一次最小化（空：在极值间均匀取）',
      },
      symbol: '\\varepsilon',
      default: [],
      maxCells: 3_000,
    },
    points: {
      kind: 'number',
      label: { en: 'Limits where none are given (two objectives)', 'zh-CN': '未给上限时的个数（两个目标）' },
      default: 11,
      min: 2,
      max: 500,
      slider: [3, 60],
      scale: 'linear',
      whole: true,
    },
  },
  check(problem) {
    const { issues } = readSeveral(problem)
    if (issues.length) return issues
    const count = problem.f.length
    if (problem.main > count) return mismatch('main', 'f', `1 … ${count}`, problem.main)
    const [row] = problem.epsilon
    if (row && row.length !== count - 1) return mismatch('epsilon', 'f', count - 1, row.length)
    return row || count === 2 ? [] : mismatch('epsilon', 'f', `… × ${count - 1}`, 0)
  },
  begin(problem, seed) {
    const several = severalOrThrow(problem)
    const found: Limited[] = []
    const how = { main: problem.main - 1, starts: problem.starts, seed, points: problem.points }
    return {
      steps: search(several, problem.epsilon, how, found),
      answer() {
        const front = frontOf(found)
        const { typed, objectives } = several
        return { result: { points: found, front }, certificate: certifyFront({ ...typed, objectives }, front) }
      },
    }
  },
})

type Steps<R> = Generator<Iterate<readonly number[]>, R>

function* search(several: Several, given: readonly (readonly number[])[], how: How, found: Limited[]): Steps<Status> {
  const { objectives, typed } = several
  const others = objectives.filter((_, k) => k !== how.main)
  const rows = given.length ? given : yield* spread(several, how)
  let k = 0
  let missed = 0
  for (const epsilon of rows) {
    const limits = others.map((objective, i) => make('sub', objective, number(epsilon[i]!)))
    const target = { f: objectives[how.main]!, ineq: [...typed.ineq, ...limits] }
    const least = yield* leastOf(several, target, { ...how, k })
    if (least) found.push({ epsilon, x: Array.from(least.x), f: several.at(least.x) })
    else missed++
    k++
    yield { k, state: found.at(-1)?.f ?? [], metrics: { found: found.length } }
  }
  return found.length && !missed ? 'converged' : 'stalled'
}

/** Limits from the other objective's own least value to its value where the main one is least. */
function* spread(several: Several, how: How): Steps<number[][]> {
  const { objectives, typed } = several
  const other = 1 - how.main
  const best = yield* leastOf(several, { f: objectives[other]!, ineq: typed.ineq }, { ...how, k: 0 })
  const end = yield* leastOf(several, { f: objectives[how.main]!, ineq: typed.ineq }, { ...how, k: 0 })
  if (!best || !end) return []
  const [low, high] = [several.at(best.x)[other]!, several.at(end.x)[other]!]
  return Array.from({ length: how.points }, (_, i) => [low + (i / (how.points - 1)) * (high - low)])
}
