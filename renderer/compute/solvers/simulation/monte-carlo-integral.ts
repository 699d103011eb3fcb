import { BadProblem } from '../../issue.ts'
import { objectiveFrom, type Objective } from '../../expression/objective.ts'
import { parse } from '../../expression/parse.ts'
import { middleOf, type MonteCarloOutput } from '../../kernels/monte-carlo/cpu.ts'
import { monteCarlo } from '../../kernels/monte-carlo/index.ts'
import { onGpu, type Algorithm } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyEstimate, normalInterval, reachOf } from '../../verify/estimate.ts'
import { integralOf } from '../../verify/integral.ts'
import { pictures, sampling } from './monte-carlo.ts'
import { Tally } from './tally.ts'

const end = { kind: 'number', min: -1e6, max: 1e6, slider: [-10, 10], scale: 'linear' } as const
const schema = {
  f: {
    kind: 'expression',
    label: { en: 'Function', 'zh-CN': '函数' },
    symbol: 'f',
    default: 'exp(-x^2)',
    alias: 'expr',
  },
  from: { ...end, label: { en: 'From', 'zh-CN': '起点' }, symbol: 'a', default: 0 },
  to: { ...end, label: { en: 'To', 'zh-CN': '终点' }, symbol: 'b', default: 1 },
  method: {
    kind: 'choice',
    label: { en: 'Method', 'zh-CN': '方法' },
    default: 'plain',
    options: ['plain', 'antithetic', 'stratified'],
  },
  ...sampling,
} as const
type Given = Problem<typeof schema>

const samplesAtOnce = 2_048
const strata = 16

/**
 * ∫ f by the mean of f at random places times the length: at plain ones, at pairs u and 1 − u (Hammersley and Morton
 * 1956), or at one place in each of sixteen strata. One sample is the mean over a pair or over all strata. A GPU does
 * plain samples, at the same places.
 */
export const monteCarloIntegral = defineStepwise({
  id: 'monte-carlo-integral',
  title: { en: 'Monte Carlo integral', 'zh-CN': '蒙特卡洛积分' },
  schema,
  engines: ['cpu', 'gpu'],
  check(problem) {
    const parsed = parse(problem.f, ['x'])
    if (!parsed.ok) return [{ ...parsed.issue, parameter: 'f' }]
    return problem.from < problem.to ? [] : mismatch('to', 'from', `> ${problem.from}`, problem.to)
  },
  begin(problem, seed) {
    const parsed = parse(problem.f, ['x'])
    if (!parsed.ok) throw new BadProblem([parsed.issue])
    const f = objectiveFrom(parsed.expression, 1)
    const tally = new Tally()
    return {
      steps: sample(problem, f, tally, seed),
      answer() {
        if (!tally.n) return undefined
        const interval = normalInterval(tally, reachOf(problem.level))
        const exact = integralOf(f.value, problem.from, problem.to)
        const spread = Math.sqrt(tally.squares / Math.max(1, tally.n - 1))
        return {
          result: { estimate: tally.mean, interval, standard_error: spread / Math.sqrt(tally.n), samples: tally.n },
          certificate: certifyEstimate(tally, exact, interval, { spread, jump: Math.max(spread, Math.abs(exact)) }),
        }
      },
    }
  },
})

function drawOf({ from, to, method }: Given, f: Objective, random: Stream): () => number {
  const length = to - from
  const at = (share: number) => length * f.at([from + length * share])
  if (method === 'plain') return () => at(random.uniform())
  if (method === 'stratified')
    return () =>
      Array.from({ length: strata }, (_, i) => at((i + random.uniform()) / strata)).reduce((a, b) => a + b) / strata
  return () => {
    const share = random.uniform()
    return (at(share) + at(1 - share)) / 2
  }
}

/** Samples of one picture by the GPU; false where it does not do them. */
function* sampledOnGpu(
  problem: Given,
  f: Objective,
  tally: Tally,
  count: number,
  seed: number,
): Algorithm<number, boolean> {
  const [from, to] = [[problem.from], [problem.to]]
  const input = { objective: f, from, to, first: tally.n, count, seed, stream: 0 }
  const single: MonteCarloOutput | undefined = yield* onGpu(monteCarlo, input)
  if (!single) return false
  const length = problem.to - problem.from
  const mean = single.sum[0]! / count
  const aside = count * (mean - f.at(middleOf(input))) ** 2
  tally.addMany(count, length * mean, length ** 2 * Math.max(0, single.squares[0]! - aside))
  return true
}

function* sample(problem: Given, f: Objective, tally: Tally, seed: number): Algorithm<number, Status> {
  const random = new Stream(seed)
  const draw = drawOf(problem, f, random)
  const stride = Math.ceil(problem.n / pictures)
  const z = reachOf(problem.level)
  let onCpu = problem.method !== 'plain'
  while (tally.n < problem.n) {
    const count = Math.min(stride, problem.n - tally.n)
    if (!onCpu && !(yield* sampledOnGpu(problem, f, tally, count, seed))) {
      onCpu = true
      random.skip(2 * tally.n)
    }
    if (onCpu) tally.add(draw())
    if (!Number.isFinite(tally.mean)) return 'diverged'
    const shown = tally.n % stride === 0 || tally.n === problem.n
    if (!shown && tally.n % samplesAtOnce !== 0) continue
    const [low, high] = normalInterval(tally, z)
    yield {
      k: Math.ceil(tally.n / stride),
      state: tally.mean,
      metrics: { n: tally.n, estimate: tally.mean, low, high },
      minor: !shown,
    }
  }
  return 'optimal'
}
