import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyFactors, type Rating } from '../../verify/factors.ts'
import {
  firstFactors,
  objectiveOf,
  predictionsOf,
  product,
  ratingFields,
  ratingIssues,
  type Factors,
} from './ratings.ts'

const share = { kind: 'number', scale: 'log' } as const
const schema = {
  ...ratingFields,
  lr: {
    ...share,
    label: { en: 'Learning rate', 'zh-CN': '学习率' },
    symbol: '\\eta',
    default: 0.05,
    min: 1e-6,
    max: 10,
    slider: [1e-3, 1],
  },
  decay: {
    ...share,
    label: { en: 'Decay of the rate', 'zh-CN': '学习率衰减' },
    default: 0.01,
    min: 0,
    max: 10,
    slider: [1e-4, 1],
  },
} as const
type Given = Problem<typeof schema>

/** Ratings taken between two signs of life. */
const ratingsAtOnce = 4_096
/** Streams of one seed: the factors at first, and the order of the ratings. */
const orderStream = 1

/**
 * Stochastic gradient descent on single ratings in random order (Funk 2006; Koren, Bell, Volinsky 2009): e = r − u·v,
 * u ← u + η (e v − λ/n_u u), v likewise, where n counts the ratings, so that a sweep descends the same objective as ALS;
 * η falls as 1/(1 + decay·sweep).
 */
export const sgdFactorisation = defineStepwise({
  id: 'sgd-factorisation',
  title: { en: 'Factors of ratings by stochastic gradient descent', 'zh-CN': '随机梯度下降分解评分' },
  schema,
  check: problem => ratingIssues(problem),
  begin(problem, seed) {
    const ratings = problem.ratings as readonly Rating[]
    const factors = firstFactors(ratings, problem.rank, seed)
    const values: number[] = []
    return {
      steps: descend(problem, factors, values, new Stream(seed, orderStream)),
      answer: () => ({
        result: { ...factors, ...objectiveOf(ratings, factors, problem.lambda), predictions: predictionsOf(factors) },
        certificate: certifyFactors(ratings, factors.U, factors.V, problem.lambda, values),
      }),
    }
  },
})

function* descend(
  problem: Given,
  factors: Factors,
  values: number[],
  random: Stream,
): Generator<Iterate<number>, Status> {
  const ratings = [...(problem.ratings as readonly Rating[])]
  const counts = { U: factors.U.map(() => 0), V: factors.V.map(() => 0) }
  for (const [i, j] of ratings) {
    counts.U[i]!++
    counts.V[j]!++
  }
  for (let k = 0; ; k++) {
    const { objective, rmse } = objectiveOf(ratings, factors, problem.lambda)
    values.push(objective)
    yield { k, state: rmse, metrics: { objective, rmse } }
    if (!Number.isFinite(objective)) return 'diverged'
    if (k > 0 && Math.abs(values[k - 1]! - objective) <= problem.tolerance * objective) return 'converged'
    if (k === problem.iterations) return 'max_iterations'
    random.shuffle(ratings)
    const rate = problem.lr / (1 + problem.decay * k)
    for (const [at, [i, j, value]] of ratings.entries()) {
      follow(factors.U[i]!, factors.V[j]!, value, rate, problem.lambda / counts.U[i]!, problem.lambda / counts.V[j]!)
      if (at % ratingsAtOnce === 0) yield { k, state: rmse, metrics: {}, minor: true }
    }
  }
}

function follow(u: number[], v: number[], value: number, rate: number, ofUser: number, ofItem: number): void {
  const error = value - product(u, v)
  for (let r = 0; r < u.length; r++) {
    const [before, other] = [u[r]!, v[r]!]
    u[r] = before + rate * (error * other - ofUser * before)
    v[r] = other + rate * (error * before - ofItem * other)
  }
}
