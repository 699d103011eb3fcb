import { incompleteBeta } from '../../special/incomplete-beta.ts'
import { logBeta } from '../../special/log-gamma.ts'
import { quantile } from '../../special/quantile.ts'
import type { Iterate } from '../../paced.ts'
import type { Problem } from '../../schema.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyPosterior } from '../../verify/posterior.ts'
import { levelField } from './fields.ts'
import { equalTails, intervalsOf, stops, type Law } from './intervals.ts'

const count = (en: string, zh: string, symbol: string, value: number) =>
  ({
    kind: 'number',
    label: { en, 'zh-CN': zh },
    symbol,
    default: value,
    min: 0,
    max: 1e6,
    slider: [0, 50],
    scale: 'linear',
    whole: true,
  }) as const

const schema = {
  prior: {
    kind: 'vector',
    label: { en: 'Prior: a and b of the beta distribution', 'zh-CN': '先验：贝塔分布的 a 与 b' },
    symbol: '(a, b)',
    default: [2, 2],
    maxLength: 2,
  },
  successes: count('Successes', '成功次数', 's', 7),
  n: count('Trials', '试验次数', 'n', 10),
  level: levelField,
} as const
type Given = Problem<typeof schema>

function betaLaw(a: number, b: number): Law {
  return {
    quantile: share => (share <= 0 ? 0 : share >= 1 ? 1 : quantile(x => incompleteBeta(a, b, x), share, 0, 1)),
    logDensity: x => (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b),
    shape: a < 1 || b < 1 ? 'unbounded' : a > 1 && b > 1 ? 'hill' : a > 1 ? 'rising' : b > 1 ? 'falling' : 'hill',
  }
}

/** Where the density is largest; `null` where that is nowhere or at both ends. */
function modeOf(a: number, b: number): number | null {
  if (a > 1 && b > 1) return (a - 1) / (a + b - 2)
  if (a > b && a >= 1) return 1
  return b > a && b >= 1 ? 0 : null
}

function* updates({ prior, successes, n }: Given): Generator<Iterate<readonly number[]>, Status> {
  // Nobody said in which order they came: evenly spread.
  for (const k of stops(n)) {
    const seen = Math.floor((k * successes) / Math.max(n, 1))
    const [a, b] = [prior[0]! + seen, prior[1]! + k - seen]
    yield { k, state: [a, b], metrics: { mean: a / (a + b), sd: Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1))) } }
  }
  return 'optimal'
}

function answerTo({ prior, successes, n, level }: Given) {
  const [a0, b0] = prior as readonly [number, number]
  const [a, b] = [a0 + successes, b0 + n - successes]
  const law = betaLaw(a, b)
  const mean = a / (a + b)
  return {
    result: {
      post: [a, b],
      mean,
      var: (a * b) / ((a + b) ** 2 * (a + b + 1)),
      map: modeOf(a, b),
      mle: n ? successes / n : null,
      ...intervalsOf(law, level),
      log_evidence_of_sequence: logBeta(a, b) - logBeta(a0, b0),
      predictive_next_success: mean,
      P_theta_gt_half: incompleteBeta(b, a, 0.5),
    },
    certificate: certifyPosterior(
      {
        prior: betaLaw(a0, b0).logDensity,
        likelihood: x => successes * Math.log(x) + (n - successes) * Math.log1p(-x),
        posterior: law.logDensity,
      },
      equalTails(law, level),
      level,
    ),
  }
}

/** A share of successes under a beta prior: the posterior is Beta(a + s, b + n − s). */
export const betaBinomial = defineStepwise({
  id: 'beta-binomial',
  title: { en: 'Posterior of a share: beta and binomial', 'zh-CN': '比例的后验：贝塔-二项' },
  schema,
  check({ prior, successes, n }) {
    if (prior.length !== 2 || !prior.every(value => value > 0 && value < 1e9))
      return mismatch('prior', 'prior', 'a > 0, b > 0', prior.join(', '))
    return successes > n ? mismatch('successes', 'n', `≤ ${n}`, successes) : []
  },
  begin: problem => ({ steps: updates(problem), answer: () => answerTo(problem) }),
})
