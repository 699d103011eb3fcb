import { normalQuantile } from '../../special/quantile.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise } from '../../stepwise.ts'
import { certifyPosterior } from '../../verify/posterior.ts'
import { levelField, positiveField } from './fields.ts'
import { meanOf, sumOf } from './fit.ts'
import { equalTails, intervalsOf, stops, type Law } from './intervals.ts'

const schema = {
  y: {
    kind: 'vector',
    label: { en: 'Observations', 'zh-CN': '观测值' },
    symbol: 'y_1,\\dots,y_n',
    default: [4.1, 5.2, 3.9, 4.8],
    maxLength: 100_000,
    mayBeEmpty: true,
    alias: 'data',
  },
  sigma2: positiveField('Variance of an observation, known', '已知的观测方差', '\\sigma^2', 1),
  prior_mean: {
    kind: 'number',
    label: { en: 'Mean of the prior', 'zh-CN': '先验均值' },
    symbol: '\\mu_0',
    default: 0,
    min: -1e9,
    max: 1e9,
    slider: [-10, 10],
    scale: 'linear',
  },
  prior_var: positiveField('Variance of the prior', '先验方差', '\\tau_0^2', 4),
  level: levelField,
} as const
type Given = Problem<typeof schema>

const normalLaw = (mean: number, variance: number): Law => ({
  quantile: share => mean + Math.sqrt(variance) * normalQuantile(share),
  logDensity: x => -0.5 * Math.log(2 * Math.PI * variance) - (x - mean) ** 2 / (2 * variance),
  shape: 'hill',
})

/** Precisions add; the mean is weighted by them. */
function posteriorOf({ sigma2, prior_mean, prior_var }: Given, n: number, sum: number) {
  const precision = 1 / prior_var + n / sigma2
  return { mean: (prior_mean / prior_var + sum / sigma2) / precision, variance: 1 / precision }
}

function* updates(problem: Given): Generator<Iterate<readonly number[]>, Status> {
  let [seen, sum] = [0, 0]
  for (const k of stops(problem.y.length)) {
    while (seen < k) sum += problem.y[seen++]!
    const { mean, variance } = posteriorOf(problem, k, sum)
    yield { k, state: [mean, variance], metrics: { mean, sd: Math.sqrt(variance) } }
  }
  return 'optimal'
}

function answerTo(problem: Given) {
  const { y, sigma2, prior_mean, prior_var, level } = problem
  const { mean, variance } = posteriorOf(problem, y.length, sumOf(y))
  const law = normalLaw(mean, variance)
  return {
    result: {
      post_mean: mean,
      post_var: variance,
      map: mean,
      mle: y.length ? meanOf(y) : null,
      ...intervalsOf(law, level),
      predictive_mean: mean,
      predictive_var: variance + sigma2,
    },
    certificate: certifyPosterior(
      {
        prior: normalLaw(prior_mean, prior_var).logDensity,
        likelihood: theta => y.reduce((all, value) => all + normalLaw(theta, sigma2).logDensity(value), 0),
        posterior: law.logDensity,
      },
      equalTails(law, level),
      level,
    ),
  }
}

/** A mean under a normal prior, the variance of the observations known: the posterior is normal. */
export const normalNormal = defineStepwise({
  id: 'normal-normal',
  title: { en: 'Posterior of a mean: normal and normal', 'zh-CN': '均值的后验：正态-正态' },
  schema,
  check: () => [],
  begin: problem => ({ steps: updates(problem), answer: () => answerTo(problem) }),
})
