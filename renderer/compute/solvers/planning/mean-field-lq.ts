import { onCpu, paced, type Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import { defineSolver } from '../../solver.ts'
import { certifyMoments, type Moments } from '../../verify/mean-field.ts'
import { crowdFields, sampled } from './mean-field-fields.ts'

const steps = 1_000
type Crowd = Problem<typeof crowdFields>

export interface Path extends Moments {
  readonly t: readonly number[]
}

/**
 * Mean-field game of a crowd with quadratic costs by its ordinary equations: P' = P² − q and h' = P h + q a m back in
 * time, m' = −(P m + h) forward, until the mean that all expect is the mean that they make; the step is damped.
 * Bensoussan, Frehse, Yam 2013, ch. 6. Runge-Kutta for P, the trapezoidal rule for the linear ones.
 */
export const meanFieldLq = defineSolver({
  id: 'mean-field-lq',
  title: { en: 'Mean-field game with quadratic costs', 'zh-CN': '二次代价的平均场博弈' },
  schema: crowdFields,
  check: () => [],
  async *run(problem, ctx) {
    const P = riccati(problem)
    const state = { mean: new Float64Array(steps + 1).fill(problem.m0), rounds: 0 }
    const ended = yield* paced(ctx, rounds(problem, P, state))
    const result = pathFrom(problem, P, state.mean)
    return {
      status: ended.stopped ?? ended.value,
      result,
      certificate: certifyMoments(problem, result.t, result, 1e-5),
      ...onCpu(ctx),
      counts: { iterations: state.rounds },
    }
  },
})

function* rounds(
  problem: Crowd,
  P: Float64Array,
  state: { mean: Float64Array; rounds: number },
): Generator<Iterate<readonly number[]>, 'converged' | 'diverged' | 'max_iterations'> {
  while (state.rounds < problem.iterations) {
    const made = meanMade(problem, P, state.mean)
    const change = made.reduce((most, value, n) => Math.max(most, Math.abs(value - state.mean[n]!)), 0)
    state.mean = state.mean.map((value, n) => value + problem.damping * (made[n]! - value))
    state.rounds++
    yield { k: state.rounds, state: sampled(steps).map(n => state.mean[n]!), metrics: { change } }
    if (!(change < 1e12)) return 'diverged'
    if (change <= problem.tolerance) return 'converged'
  }
  return 'max_iterations'
}

function riccati({ q, qT, T }: Crowd): Float64Array {
  const dt = T / steps
  const back = (P: number) => q - P * P
  const P = new Float64Array(steps + 1).fill(qT)
  for (let n = steps; n > 0; n--) {
    const k1 = back(P[n]!)
    const k2 = back(P[n]! + (dt / 2) * k1)
    const k3 = back(P[n]! + (dt / 2) * k2)
    const k4 = back(P[n]! + dt * k3)
    P[n - 1] = P[n]! + (dt / 6) * (k1 + 2 * k2 + 2 * k3 + k4)
  }
  return P
}

/** The mean of a crowd whose members all expect the mean `m`. */
function meanMade({ q, qT, T, a, m0 }: Crowd, P: Float64Array, m: Float64Array): Float64Array {
  const half = T / steps / 2
  const h = new Float64Array(steps + 1)
  h[steps] = -qT * a * m[steps]!
  for (let n = steps - 1; n >= 0; n--)
    h[n] = (h[n + 1]! * (1 - half * P[n + 1]!) - half * q * a * (m[n]! + m[n + 1]!)) / (1 + half * P[n]!)
  const made = new Float64Array(steps + 1)
  made[0] = m0
  for (let n = 0; n < steps; n++)
    made[n + 1] = (made[n]! * (1 - half * P[n]!) - half * (h[n]! + h[n + 1]!)) / (1 + half * P[n + 1]!)
  return made
}

function pathFrom({ T, sigma, var0 }: Crowd, P: Float64Array, mean: Float64Array): Path {
  const dt = T / steps
  const variance = new Float64Array(steps + 1)
  variance[0] = var0
  for (let n = 0; n < steps; n++)
    variance[n + 1] = (variance[n]! * (1 - dt * P[n]!) + dt * sigma ** 2) / (1 + dt * P[n + 1]!)
  const at = (values: Float64Array) => sampled(steps).map(n => values[n]!)
  return { t: sampled(steps).map(n => n * dt), P: at(P), mean: at(mean), variance: at(variance) }
}
