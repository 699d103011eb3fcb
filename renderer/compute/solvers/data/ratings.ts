import type { Issue } from '../../issue.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import { mismatch } from '../../stepwise.ts'
import type { Rating } from '../../verify/factors.ts'
import { whole } from './fields.ts'
import { toleranceField } from '../fields.ts'

const mostPlaces = 20_000
const mostRatings = 100_000

/** Two tastes among six users and six items, with gaps. */
const example = [
  [0, 0, 5],
  [0, 1, 4],
  [0, 3, 1],
  [1, 0, 4],
  [1, 2, 5],
  [1, 4, 1],
  [2, 1, 5],
  [2, 2, 4],
  [2, 5, 2],
  [3, 0, 1],
  [3, 3, 5],
  [3, 4, 4],
  [4, 2, 2],
  [4, 4, 5],
  [4, 5, 5],
  [5, 1, 1],
  [5, 3, 4],
  [5, 5, 4],
] as const

export const ratingFields = {
  ratings: {
    kind: 'matrix',
    label: { en: 'Ratings: user, item, value', 'zh-CN': '评分：用户、物品、数值' },
    default: example,
    maxCells: 3 * mostRatings,
  },
  rank: whole({ en: 'Factors', 'zh-CN': '因子数' }, 'k', 2, 1, 64, 16),
  lambda: {
    kind: 'number',
    label: { en: 'Regularisation', 'zh-CN': '正则化' },
    symbol: '\\lambda',
    default: 0.1,
    min: 1e-9,
    max: 1e6,
    slider: [1e-3, 10],
    scale: 'log',
  },
  iterations: whole({ en: 'Sweeps', 'zh-CN': '轮数' }, 'K', 200, 1, 100_000, 1_000),
  tolerance: toleranceField(1e-6),
} as const
export type RatingsProblem = Problem<typeof ratingFields>

/** Rows of user, item, value, with users and items counted from 0; no more factors than a machine can hold. */
export function ratingIssues({ ratings, rank }: RatingsProblem): Issue[] {
  if (ratings[0]?.length !== 3) return mismatch('ratings', 'ratings', 3, ratings[0]?.length ?? 0, 'columns')
  const isPlace = (value: number) => Number.isInteger(value) && value >= 0 && value < mostPlaces
  const wrong = ratings.find(([user, item]) => !isPlace(user!) || !isPlace(item!))
  if (wrong) return mismatch('ratings', 'ratings', `0 … ${mostPlaces - 1}`, wrong.slice(0, 2).join(', '))
  const { users, items } = sizes(ratings as readonly Rating[])
  return (users + items) * rank > 1e6 ? mismatch('rank', 'ratings', Math.floor(1e6 / (users + items)), rank) : []
}

export const sizes = (ratings: readonly Rating[]) => ({
  users: ratings.reduce((most, [user]) => Math.max(most, user + 1), 0),
  items: ratings.reduce((most, [, item]) => Math.max(most, item + 1), 0),
})

/** Factors of users and items, one row each. */
export interface Factors {
  readonly U: number[][]
  readonly V: number[][]
}

/** Small normal factors, so that products are near the size of the ratings. */
export function firstFactors(ratings: readonly Rating[], rank: number, seed: number): Factors {
  const random = new Stream(seed)
  const { users, items } = sizes(ratings)
  const mean = ratings.reduce((sum, [, , value]) => sum + Math.abs(value), 0) / ratings.length
  const spread = Math.sqrt(mean / rank)
  const rows = (count: number) =>
    Array.from({ length: count }, () => Array.from({ length: rank }, () => spread * (0.5 + 0.5 * random.normal())))
  return { U: rows(users), V: rows(items) }
}

export const product = (u: readonly number[], v: readonly number[]): number => {
  let sum = 0
  for (let k = 0; k < u.length; k++) sum += u[k]! * v[k]!
  return sum
}

/** ½ Σ (r − u·v)² + ½ λ (Σ‖u‖² + Σ‖v‖²), and the root of the mean squared error. */
export function objectiveOf(ratings: readonly Rating[], { U, V }: Factors, lambda: number) {
  const squared = ratings.reduce((sum, [i, j, value]) => sum + (product(U[i]!, V[j]!) - value) ** 2, 0)
  const size = [...U, ...V].reduce((sum, row) => sum + product(row, row), 0)
  return { objective: squared / 2 + (lambda / 2) * size, rmse: Math.sqrt(squared / ratings.length) }
}

/** Everybody's prediction for everything, where that is a table to look at; `null` where it is too large. */
export const predictionsOf = ({ U, V }: Factors): number[][] | null =>
  U.length * V.length > 10_000 ? null : U.map(u => V.map(v => product(u, v)))
