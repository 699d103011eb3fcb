import { lowerGamma } from '../../special/incomplete-gamma.ts'
import { logGamma } from '../../special/log-gamma.ts'
import { quantile } from '../../special/quantile.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyPosterior } from '../../verify/posterior.ts'
import { levelField } from './fields.ts'
import { meanOf, sumOf } from './fit.ts'
import { equalTails, intervalsOf, stops, type Law } from './intervals.ts'

const schema = {
  counts: {
    kind: 'vector',
    label: { en: 'Counts', 'zh-CN': '计数' },
    symbol: 'y_1,\\dots,y_n',
    default: [3, 5, 4, 2],
    maxLength: 100_000,
    mayBeEmpty: true,
    alias: 'data',
  },
  prior_shape_rate: {
    kind: 'vector',
    label: { en: 'Prior: shape and rate of the gamma distribution', 'zh-CN': '先验：伽马分布的形状与速率' },
    symbol: '(a, b)',
    default: [2, 1],
    maxLength: 2,
    alias: 'prior',
  },
  level: levelField,
} as const
type Given = Problem<typeof schema>

const gammaLaw = (a: number, b: number): Law => ({
  quantile: share => (share <= 0 ? 0 : quantile(x => lowerGamma(a, b * x), share, 0, Infinity)),
  logDensity: x => a * Math.log(b) - logGamma(a) + (a - 1) * Math.log(x) - b * x,
  shape: a < 1 ? 'unbounded' : a === 1 ? 'falling' : 'hill',
})

/** Negative binomial: ln of the chance of y at the next look. */
const logPredictive = (a: number, b: number, y: number) =>
  logGamma(a + y) - logGamma(a) - logGamma(y + 1) + a * Math.log(b / (b + 1)) - y * Math.log1p(b)

function* updates({ counts, prior_shape_rate }: Given): Generator<Iterate<readonly number[]>, Status> {
  const [shape, rate] = prior_shape_rate as readonly [number, number]
  let [seen, sum] = [0, 0]
  for (const k of stops(counts.length)) {
    while (seen < k) sum += counts[seen++]!
    const [a, b] = [shape + sum, rate + k]
    yield { k, state: [a, b], metrics: { mean: a / b, sd: Math.sqrt(a) / b } }
  }
  return 'optimal'
}

function answerTo({ counts, prior_shape_rate, level }: Given) {
  const [shape, rate] = prior_shape_rate as readonly [number, number]
  const total = sumOf(counts)
  const [a, b] = [shape + total, rate + counts.length]
  const law = gammaLaw(a, b)
  const factorials = counts.reduce((sum, y) => sum + logGamma(y + 1), 0)
  return {
    result: {
      post_shape_rate: [a, b],
      mean: a / b,
      var: a / b ** 2,
      map: a >= 1 ? (a - 1) / b : 0,
      mle: counts.length ? meanOf(counts) : null,
      ...intervalsOf(law, level),
      predictive: `NegBin(r=${a},p=${b}/${b + 1})`,
      predictive_pmf_0to6: Array.from({ length: 7 }, (_, y) => Math.exp(logPredictive(a, b, y))),
    },
    certificate: certifyPosterior(
      {
        prior: gammaLaw(shape, rate).logDensity,
        likelihood: lambda => total * Math.log(lambda) - counts.length * lambda - factorials,
        posterior: law.logDensity,
      },
      equalTails(law, level),
      level,
    ),
  }
}

/** A rate of events under a gamma prior: the posterior is Gamma(a + Σy, b + n). */
export const gammaPoisson = defineStepwise({
  id: 'gamma-poisson',
  title: { en: 'Posterior of a rate: gamma and Poisson', 'zh-CN': '速率的后验：伽马-泊松' },
  schema,
  check({ counts, prior_shape_rate }) {
    if (prior_shape_rate.length !== 2 || !prior_shape_rate.every(value => value > 0 && value < 1e9))
      return mismatch('prior_shape_rate', 'prior_shape_rate', 'a > 0, b > 0', prior_shape_rate.join(', '))
    const odd = counts.find(y => !Number.isInteger(y) || y < 0)
    return odd === undefined ? [] : mismatch('counts', 'counts', '0, 1, 2, …', odd)
  },
  begin: problem => ({ steps: updates(problem), answer: () => answerTo(problem) }),
})
