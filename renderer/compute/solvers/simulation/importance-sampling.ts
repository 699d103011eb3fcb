import type { Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { normalBelow } from '../../special/error-function.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyEstimate, normalInterval, reachOf } from '../../verify/estimate.ts'
import { pictures, sampling } from './monte-carlo.ts'
import { Tally } from './tally.ts'

const number = { kind: 'number', scale: 'linear' } as const
const schema = {
  ...sampling,
  a: {
    ...number,
    label: { en: 'Threshold', 'zh-CN': '阈值' },
    symbol: 'a',
    default: 4,
    min: -6,
    max: 15,
    slider: [0, 8],
  },
  shift: {
    ...number,
    label: { en: 'Mean of the proposal', 'zh-CN': '提议分布的均值' },
    symbol: '\\mu',
    default: 4,
    min: -6,
    max: 15,
    slider: [0, 8],
  },
} as const
type Given = Problem<typeof schema>

const samplesAtOnce = 2_048
/** Beyond the threshold by this much no sample is looked for: with a proposal to the left weights have no bound. */
const rareZ = 5

interface Weighing {
  readonly tally: Tally
  /** Σw and Σw² of the weights that count. */
  sum: number
  squares: number
}

/**
 * P(Z > a) of a standard normal Z from samples of N(μ, 1), each weighed by the ratio of densities, e^(μ²/2 − μz): with
 * μ near a rare events become common ones (Kahn and Marshall 1953; Owen, Monte Carlo theory, 2013, ch. 9).
 */
export const importanceSampling = defineStepwise({
  id: 'importance-sampling',
  title: { en: 'Importance sampling of a rare event', 'zh-CN': '稀有事件的重要性抽样' },
  schema,
  check: () => [],
  begin(problem, seed) {
    const weighing: Weighing = { tally: new Tally(), sum: 0, squares: 0 }
    const exact = normalBelow(-problem.a)
    return {
      steps: weigh(problem, weighing, new Stream(seed)),
      answer() {
        const { tally, sum, squares } = weighing
        if (!tally.n) return undefined
        const interval = normalInterval(tally, reachOf(problem.level))
        const variance = tally.squares / Math.max(1, tally.n - 1)
        return {
          result: {
            estimate: tally.mean,
            interval,
            exact,
            samples: tally.n,
            effective_samples: squares > 0 ? sum ** 2 / squares : 0,
            /** How many plain samples one of these is worth. */
            gain: variance > 0 ? (exact * (1 - exact)) / variance : null,
          },
          certificate: certifyEstimate(tally, exact, interval, {
            spread: Math.sqrt(Math.max(0, secondMoment(problem) - exact ** 2)),
            jump: weightAt(problem, problem.shift < 0 ? problem.a + rareZ : problem.a),
          }),
        }
      },
    }
  },
})

/** E[w² 1(z > a)] under the proposal: e^{μ²} P(Z > a + μ). */
const weightAt = ({ shift }: Given, z: number): number => Math.exp(shift ** 2 / 2 - shift * z)
const secondMoment = ({ a, shift }: Given): number => Math.exp(shift ** 2) * normalBelow(-(a + shift))

function* weigh(problem: Given, weighing: Weighing, random: Stream): Generator<Iterate<number>, Status> {
  const { tally } = weighing
  const { n, shift } = problem
  const reach = reachOf(problem.level)
  const stride = Math.ceil(n / pictures)
  while (tally.n < n) {
    const z = shift + random.normal()
    const weight = z > problem.a ? weightAt(problem, z) : 0
    tally.add(weight)
    weighing.sum += weight
    weighing.squares += weight ** 2
    const shown = tally.n % stride === 0 || tally.n === n
    if (!shown && tally.n % samplesAtOnce !== 0) continue
    const [low, high] = normalInterval(tally, reach)
    yield {
      k: Math.ceil(tally.n / stride),
      state: tally.mean,
      metrics: { n: tally.n, estimate: tally.mean, low, high },
      minor: !shown,
    }
  }
  return 'optimal'
}
