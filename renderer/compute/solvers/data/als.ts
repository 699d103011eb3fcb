import { cholesky } from '../../linear-algebra/cholesky.ts'
import { matrix } from '../../linear-algebra/matrix.ts'
import type { Iterate } from '../../paced.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyFactors, type Rating } from '../../verify/factors.ts'
import {
  firstFactors,
  objectiveOf,
  predictionsOf,
  ratingFields,
  ratingIssues,
  type Factors,
  type RatingsProblem,
} from './ratings.ts'

/** Rows solved between two signs of life. */
const rowsAtOnce = 64

/**
 * Alternating least squares: with the items fixed each user is a ridge regression, (VᵀV + λ1) u = Vᵀr over what it
 * rated, and the other way round (Zhou, Wilkinson, Schreiber, Pan 2008; Koren, Bell, Volinsky 2009). It never rises.
 */
export const als = defineStepwise({
  id: 'als',
  title: { en: 'Factors of ratings by alternating least squares', 'zh-CN': '交替最小二乘分解评分' },
  schema: ratingFields,
  check: problem => ratingIssues(problem),
  begin(problem, seed) {
    const ratings = problem.ratings as readonly Rating[]
    const factors = firstFactors(ratings, problem.rank, seed)
    const values: number[] = []
    return {
      steps: alternate(problem, factors, values),
      answer: () => ({
        result: { ...factors, ...objectiveOf(ratings, factors, problem.lambda), predictions: predictionsOf(factors) },
        certificate: certifyFactors(ratings, factors.U, factors.V, problem.lambda, values),
      }),
    }
  },
})

type Seen = readonly (readonly [other: number, value: number])[][]

function grouped(ratings: readonly Rating[], count: number, side: 0 | 1): Seen {
  const seen: [number, number][][] = Array.from({ length: count }, () => [])
  for (const rating of ratings) seen[rating[side]]!.push([rating[side === 0 ? 1 : 0], rating[2]])
  return seen
}

function* alternate(problem: RatingsProblem, factors: Factors, values: number[]): Generator<Iterate<number>, Status> {
  const ratings = problem.ratings as readonly Rating[]
  const [ofUser, ofItem] = [grouped(ratings, factors.U.length, 0), grouped(ratings, factors.V.length, 1)]
  const measured = (k: number) => {
    const { objective, rmse } = objectiveOf(ratings, factors, problem.lambda)
    values.push(objective)
    return { k, state: rmse, metrics: { objective, rmse } }
  }
  yield measured(0)
  for (let k = 1; k <= problem.iterations; k++) {
    if (!(yield* solveRows(factors.U, factors.V, ofUser, problem.lambda, k))) return 'stalled'
    if (!(yield* solveRows(factors.V, factors.U, ofItem, problem.lambda, k))) return 'stalled'
    yield measured(k)
    const [before, now] = values.slice(-2) as [number, number]
    if (!Number.isFinite(now)) return 'diverged'
    if (before - now <= problem.tolerance * Math.abs(now)) return 'converged'
  }
  return 'max_iterations'
}

/** `false` where rounding leaves an equation singular. */
function* solveRows(
  rows: number[][],
  others: readonly (readonly number[])[],
  seen: Seen,
  lambda: number,
  k: number,
): Generator<Iterate<number>, boolean> {
  for (const i of rows.keys()) {
    const solved = ridge(seen[i]!, others, lambda, rows[i]!.length)
    if (!solved) return false
    rows[i] = solved
    if (i % rowsAtOnce === 0) yield { k: k - 1, state: i, metrics: {}, minor: true }
  }
  return true
}

function ridge(
  seen: Seen[number],
  others: readonly (readonly number[])[],
  lambda: number,
  rank: number,
): number[] | undefined {
  const normal = matrix(rank, rank)
  const right = new Float64Array(rank)
  for (const [j, value] of seen) {
    const v = others[j]!
    for (let r = 0; r < rank; r++) {
      right[r]! += v[r]! * value
      for (let s = 0; s <= r; s++) normal.data[r * rank + s]! += v[r]! * v[s]!
    }
  }
  for (let r = 0; r < rank; r++) normal.data[r * rank + r]! += lambda
  const factored = cholesky(normal)
  return factored && Array.from(factored.solve(right))
}
