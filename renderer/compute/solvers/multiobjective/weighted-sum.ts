import { make, number, type Expression } from '../../expression/tree.ts'
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

const mostWeights = 500

export interface Weighted extends Point {
  readonly weights: readonly number[]
}

/**
 * Minima of Σ w_k f_k for many weights: each is Pareto optimal where all weights are positive, and where the front bends
 * inwards its middle is the minimum of none (Miettinen, Nonlinear Multiobjective Optimization, 1999, §3.1).
 */
export const weightedSum = defineStepwise({
  id: 'weighted-sum',
  title: { en: 'Weighted sum of objectives', 'zh-CN': '加权和法' },
  schema: {
    ...objectiveFields,
    weights: {
      kind: 'matrix',
      label: {
        en: 'Weights, one row a minimisation (none: spread evenly)',
        'zh-CN': '权重，每行一次最小化（空：均匀取）',
      },
      symbol: 'w',
      default: [],
      maxCells: mostWeights * 6,
    },
    points: {
      kind: 'number',
      label: { en: 'Minimisations where no weights are given', 'zh-CN': '未给权重时的最小化次数' },
      default: 11,
      min: 2,
      max: mostWeights,
      slider: [3, 60],
      scale: 'linear',
      whole: true,
    },
  },
  check(problem) {
    const { issues } = readSeveral(problem)
    if (issues.length) return issues
    const [row] = problem.weights
    if (row && row.length !== problem.f.length) return mismatch('weights', 'f', problem.f.length, row.length)
    const odd = problem.weights.find(weights => weights.some(w => w < 0) || !weights.some(w => w > 0))
    return odd ? mismatch('weights', 'weights', '≥ 0, Σ > 0', odd.join(', ')) : []
  },
  begin(problem, seed) {
    const several = severalOrThrow(problem)
    const weights = problem.weights.length ? problem.weights : evenWeights(problem.f.length, problem.points)
    const found: Weighted[] = []
    return {
      steps: search(several, weights, { starts: problem.starts, seed }, found),
      answer() {
        const front = frontOf(found)
        const { typed, objectives } = several
        return { result: { points: found, front }, certificate: certifyFront({ ...typed, objectives }, front) }
      },
    }
  },
})

function* search(
  several: Several,
  rows: readonly (readonly number[])[],
  how: { starts: number; seed: number },
  found: Weighted[],
): Generator<Iterate<readonly number[]>, Status> {
  let k = 0
  let from: Float64Array | undefined
  for (const weights of rows) {
    const f = several.objectives.reduce<Expression>(
      (sum, objective, i) => (weights[i] ? make('add', sum, make('mul', number(weights[i]!), objective)) : sum),
      number(0),
    )
    const least = yield* leastOf(several, { f, ineq: several.typed.ineq }, { ...how, from, k })
    if (least) found.push({ weights, x: Array.from(least.x), f: several.at(least.x) })
    from = least?.x
    k++
    yield { k, state: found.at(-1)?.f ?? [], metrics: { found: found.length } }
  }
  return found.length === rows.length ? 'converged' : 'stalled'
}

/** About `count` rows of weights ≥ 0 that sum to 1, on a lattice. */
function evenWeights(objectives: number, count: number): number[][] {
  const rows = (steps: number, left: number): number[][] =>
    left === 1
      ? [[steps]]
      : Array.from({ length: steps + 1 }, (_, i) => i).flatMap(i => rows(steps - i, left - 1).map(rest => [i, ...rest]))
  let steps = 1
  const size = (s: number) =>
    Array.from({ length: objectives - 1 }, (_, i) => (s + i + 1) / (i + 1)).reduce((a, b) => a * b, 1)
  while (size(steps + 1) <= Math.max(count, objectives)) steps++
  return rows(steps, objectives).map(row => row.map(value => value / steps))
}
