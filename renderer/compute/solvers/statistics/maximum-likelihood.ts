import type { Issue } from '../../issue.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import {
  certifyLikelihood,
  logDensities,
  type DistributionName,
  type LikelihoodCertificate,
} from '../../verify/likelihood.ts'
import { bernoulli, categorical, exponential, gaussian, geometric, laplace, poisson, uniform } from './closed-forms.ts'
import { informationOf } from './fisher.ts'
import type { Fit, Fitting } from './fit.ts'
import { beta, gamma, studentLocation, weibull } from './score-equations.ts'

const schema = {
  distribution: {
    kind: 'choice',
    label: { en: 'Distribution', 'zh-CN': '分布' },
    default: 'gaussian',
    options: Object.keys(logDensities),
  },
  data: {
    kind: 'vector',
    label: { en: 'Observations', 'zh-CN': '观测值' },
    symbol: 'x_1,\\dots,x_n',
    default: [2.1, 3.4, 1.9, 2.8, 4.2, 3.3, 2.5, 3.0],
    maxLength: 100_000,
  },
  df: {
    kind: 'number',
    label: { en: 'Degrees of freedom of the Student t', 'zh-CN': '学生 t 分布的自由度' },
    symbol: '\\nu',
    default: 3,
    min: 0.1,
    max: 1e6,
    slider: [1, 30],
    scale: 'log',
  },
} as const

/** What an observation of a family may be, and how to say it. */
const supports: Readonly<Record<DistributionName, readonly [says: string, holds: (x: number) => boolean]>> = {
  gaussian: ['ℝ', () => true],
  bernoulli: ['0, 1', x => x === 0 || x === 1],
  poisson: ['0, 1, 2, …', x => Number.isInteger(x) && x >= 0],
  exponential: ['x ≥ 0', x => x >= 0],
  gamma: ['x > 0', x => x > 0],
  uniform: ['x ≥ 0', x => x >= 0],
  laplace: ['ℝ', () => true],
  beta: ['0 < x < 1', x => x > 0 && x < 1],
  weibull: ['x > 0', x => x > 0],
  geometric: ['1, 2, 3, …', x => Number.isInteger(x) && x >= 1],
  categorical: ['0, 1, …, 999', x => Number.isInteger(x) && x >= 0 && x < 1_000],
  student_t_loc: ['ℝ', () => true],
}

function* atOnceFrom(fit: Fit | undefined): Fitting {
  if (fit) yield { k: 0, state: fit.theta, metrics: {} }
  return fit
}

function fittingOf({ distribution, data, df }: Problem<typeof schema>): Fitting {
  const closed = { gaussian, bernoulli, poisson, exponential, uniform, laplace, geometric, categorical }
  const numeric = { gamma, beta, weibull, student_t_loc: (x: readonly number[]) => studentLocation(x, df) }
  const formula = closed[distribution as keyof typeof closed] as ((x: readonly number[]) => Fit | undefined) | undefined
  return formula ? atOnceFrom(formula(data)) : numeric[distribution as keyof typeof numeric](data)
}

/**
 * The parameters under which the observations are most likely, with Fisher's information and standard errors.
 * `unbounded`: the likelihood grows without end, as for equal observations.
 */
export const maximumLikelihood = defineStepwise({
  id: 'maximum-likelihood',
  title: { en: 'Maximum likelihood', 'zh-CN': '最大似然估计' },
  schema,
  check({ distribution, data }): Issue[] {
    const [says, holds] = supports[distribution as DistributionName]
    const odd = data.find(x => !holds(x))
    return odd === undefined ? [] : mismatch('data', 'distribution', says, odd)
  },
  begin(problem) {
    const name = problem.distribution as DistributionName
    let found: Fit | undefined
    let certificate: LikelihoodCertificate | undefined
    return {
      steps: (function* (): Generator<Iterate<readonly number[]>, Status> {
        found = yield* fittingOf(problem)
        if (!found) return 'unbounded'
        const { theta, stationary, free = theta.length } = found
        certificate = certifyLikelihood(name, problem.data, theta, { free, stationary })
        return 'optimal'
      })(),
      answer() {
        if (!found || !certificate) return undefined
        const { theta, named } = found
        const information = informationOf(name, theta, problem.data.length)
        return { result: { ...named, loglik: certificate.loglik, n: problem.data.length, ...information }, certificate }
      },
    }
  },
})
