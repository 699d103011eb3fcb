import type { Issue } from '../../issue.ts'
import type { MixtureOutput } from '../../kernels/mixture/cpu.ts'
import { mixture as expectation } from '../../kernels/mixture/index.ts'
import { onGpu, type Algorithm } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyMixture } from '../../verify/mixture.ts'
import { toleranceField } from '../fields.ts'
import { iterationsField } from './fields.ts'
import { copyOf, emptyMixture, Expectation, freedom, told, type Kind, type Mixture } from './mixture.ts'
import { overall, seeded } from './mixture-start.ts'

const whole = (en: string, zh: string, value: number, most: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    default: value,
    min: 1,
    max: most,
    slider: [1, Math.min(most, 10)],
    scale: 'linear',
    whole: true,
  }) as const

const schema = {
  data: {
    kind: 'matrix',
    label: { en: 'Points, one a row', 'zh-CN': '数据点，每行一个' },
    default: [-1.2, -0.9, -1.1, -0.7, -1.4, 1.1, 0.8, 1.3, 1.6, 0.9, 1.2, -1].map((x, i) => [x, ((i * 7) % 5) / 5 + x]),
    maxCells: 2_000_000,
    alias: 'X',
  },
  K: { ...whole('Components', '分量数', 2, 100), symbol: 'K', alias: 'n_components' },
  covariance: {
    kind: 'choice',
    label: { en: 'Covariances', 'zh-CN': '协方差类型' },
    default: 'full',
    options: ['full', 'diag', 'spherical'],
    alias: 'covariance_type',
  },
  weights: {
    kind: 'vector',
    label: { en: 'Weights to start with', 'zh-CN': '初始权重' },
    symbol: '\\pi',
    default: [],
    maxLength: 100,
    mayBeEmpty: true,
  },
  means: {
    kind: 'matrix',
    label: { en: 'Means to start with', 'zh-CN': '初始均值' },
    symbol: '\\mu',
    default: [],
    maxCells: 10_000,
  },
  covs: {
    kind: 'matrices',
    label: { en: 'Covariances to start with', 'zh-CN': '初始协方差' },
    symbol: '\\Sigma',
    default: [],
    maxCells: 100_000,
  },
  reg_covar: {
    kind: 'number',
    label: { en: 'Added to every variance', 'zh-CN': '加到每个方差上的值' },
    default: 0,
    min: 0,
    max: 1e6,
    slider: [1e-9, 1],
    scale: 'log',
  },
  starts: { ...whole('Seeded starts, where no means are given', '未给均值时的随机起点数', 10, 1_000), alias: 'n_init' },
  iterations: iterationsField(500),
  tolerance: toleranceField(3e-13, [1e-14, 1e-2]),
} as const
type Given = Problem<typeof schema>

/** Gains below this share of the likelihood are float32's rounding. */
const singleRounding = 1e-6
/** Rows between two signs of life. */
const block = 8_192
/** Steps by which seeded starts are compared (Biernacki, Celeux and Govaert, CSDA 41, 2003). */
const trialSteps = 25

function issuesOf({ data, K, weights, means, covs }: Given): Issue[] {
  const d = data[0]?.length ?? 0
  const wanted = means.length || K
  if (d < 1 || d > 50) return mismatch('data', 'data', '1 … 50', d, 'columns')
  if (data.length < wanted) return mismatch('K', 'data', `≤ ${data.length}`, wanted)
  if (means.length > 100) return mismatch('means', 'K', '≤ 100', means.length)
  if (means.length && means[0]!.length !== d) return mismatch('means', 'data', d, means[0]!.length)
  if (weights.length && weights.length !== wanted) return mismatch('weights', 'means', wanted, weights.length)
  if (weights.length && !(weights.every(w => w > 0) && Math.abs(weights.reduce((a, b) => a + b, 0) - 1) < 1e-6))
    return mismatch('weights', 'weights', '> 0, Σ = 1', weights.join(', '))
  if (!covs.length) return []
  if (covs.length !== wanted) return mismatch('covs', 'means', wanted, covs.length)
  return covs[0]!.length === d ? [] : mismatch('covs', 'data', `${d} × ${d}`, `${covs[0]!.length}`)
}

/** A start as given; what is not given is equal weights and the covariance of all points. */
function startFrom({ weights, means, covs }: Given, cov: Float64Array, d: number): Mixture {
  const mixture = emptyMixture(means.length, d)
  mixture.means.set(means.flat())
  const sum = weights.reduce((a, b) => a + b, 0)
  if (weights.length) mixture.weights.set(weights.map(weight => weight / sum))
  for (let k = 0; k < mixture.K; k++) mixture.covs.set(covs[k]?.flat() ?? cov, k * d * d)
  return mixture
}

class Run {
  readonly trace: number[] = []
  readonly data: Float64Array
  readonly kind: Kind
  mixture: Mixture | undefined
  begun: { readonly responsibilities: readonly number[] } | undefined
  after1: ReturnType<typeof told> | undefined
  /** Whether a GPU may still do the E-step, and whether one has. */
  private rough = true
  private single = false
  private readonly d: number
  private readonly problem: Given
  private readonly seed: number

  constructor(problem: Given, seed: number) {
    this.problem = problem
    this.seed = seed
    this.d = problem.data[0]!.length
    this.kind = problem.covariance as Kind
    this.data = new Float64Array(problem.data.length * this.d)
    problem.data.forEach((row, i) => this.data.set(row, i * this.d))
  }

  private get n() {
    return this.data.length / this.d
  }

  *steps(): Algorithm<ReturnType<typeof told> | null, Status> {
    const mixture = yield* this.start()
    for (let k = 0; ; k++) {
      const wasRough = this.rough
      const pass = yield* this.expect(mixture)
      if (!pass) return 'unbounded'
      this.begun ??= { responsibilities: this.firstPoint(mixture) }
      if (k === 1) this.after1 = told(mixture)
      this.mixture = copyOf(mixture)
      this.trace.push(pass.loglik)
      yield { k, state: told(mixture), metrics: { loglik: pass.loglik } }
      // From float32 to float64 the likelihood may fall by rounding.
      const gain = wasRough && !this.rough ? Infinity : pass.loglik - (this.trace[k - 1] ?? -Infinity)
      if (gain <= this.problem.tolerance && !this.rough) return 'converged'
      if (gain <= singleRounding * Math.abs(pass.loglik)) this.rough = false
      if (k >= this.problem.iterations) return 'max_iterations'
      pass.maximise(this.n, this.kind, this.problem.reg_covar)
    }
  }

  private *start(): Algorithm<null, Mixture> {
    const { means, K, starts, reg_covar } = this.problem
    const cov = overall(this.data, this.d, this.kind, reg_covar)
    if (means.length) return startFrom(this.problem, cov, this.d)
    let best = 0
    let most = Number.NaN
    for (let start = 0; K > 1 && starts > 1 && start < starts; start++) {
      const mixture = seeded(this.data, K, this.d, cov, new Stream(this.seed, start))
      for (let step = 0; step <= trialSteps; step++) {
        const pass = yield* this.expect(mixture)
        if (!pass) break
        if (step === trialSteps && !(pass.loglik <= most + singleRounding * Math.abs(most))) {
          most = pass.loglik
          best = start
        } else pass.maximise(this.n, this.kind, reg_covar)
      }
    }
    // Once more from its beginning, to be seen whole.
    return seeded(this.data, K, this.d, cov, new Stream(this.seed, best))
  }

  private *expect(mixture: Mixture): Algorithm<null, Expectation | undefined> {
    const pass = Expectation.of(mixture)
    const single: MixtureOutput | undefined =
      pass && this.rough ? yield* onGpu(expectation, pass.inputOf(this.data)) : undefined
    this.rough = single !== undefined
    if (single) this.single = true
    if (single) pass!.take(this.data, single)
    for (let at = 0; pass && !single && at < this.n; at += block) {
      pass.scan(this.data, at, Math.min(this.n, at + block))
      yield { k: this.trace.length - 1, state: null, metrics: {}, minor: true }
    }
    return pass && Number.isFinite(pass.loglik) ? pass : undefined
  }

  private certificateOf = (final: ReturnType<typeof told>) =>
    certifyMixture(this.data, final, this.trace, this.problem.reg_covar, this.single ? singleRounding : undefined)

  private firstPoint(mixture: Mixture): number[] {
    const pass = Expectation.of(mixture)
    pass?.scan(this.data, 0, 1)
    return Array.from(pass?.responsibilities ?? [])
  }

  answer() {
    if (!this.mixture) return undefined
    const { K, d } = this.mixture
    const final = told(this.mixture)
    const loglik = this.trace.at(-1)!
    const numbers = freedom(K, d, this.kind)
    const result = {
      ...final,
      loglik,
      iters: this.trace.length - 1,
      bic: -2 * loglik + numbers * Math.log(this.n),
      aic: -2 * loglik + 2 * numbers,
      loglik_trace: this.trace,
      resp_first_point_iter0: this.begun?.responsibilities,
      after1: this.after1,
    }
    return { result, certificate: this.certificateOf(final) }
  }
}

/**
 * Expectation and maximisation for a mixture of normals (Dempster, Laird and Rubin 1977), by log-sum-exp.
 * A GPU takes the E-step as far as float32 goes, float64 from there. `unbounded`: a component has shrunk on too few
 * points, where the likelihood grows without end; a ridge (`reg_covar`) prevents that.
 */
export const emMixture = defineStepwise({
  id: 'em-mixture',
  title: { en: 'Mixture of normals by EM', 'zh-CN': '高斯混合的 EM 算法' },
  schema,
  engines: ['cpu', 'gpu'],
  check: issuesOf,
  begin(problem, seed) {
    const run = new Run(problem, seed)
    return { steps: run.steps(), answer: () => run.answer() }
  },
})
