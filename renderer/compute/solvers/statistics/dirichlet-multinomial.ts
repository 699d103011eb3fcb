import { logGamma } from '../../special/log-gamma.ts'
import { atOnce, defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyShares } from '../../verify/shares.ts'
import { sumOf } from './fit.ts'

const vector = (en: string, zh: string, symbol: string, value: readonly number[]) =>
  ({ kind: 'vector', label: { en, 'zh-CN': zh }, symbol, default: value, maxLength: 10_000 }) as const

const schema = {
  alpha: vector('Prior: weights of the Dirichlet distribution', '先验：狄利克雷分布的权重', '\\alpha', [1, 1, 1]),
  counts: vector('Counts', '计数', 'n_1,\\dots,n_K', [5, 2, 3]),
} as const

/** ln of the normaliser of a Dirichlet density. */
const logNormaliser = (alpha: readonly number[]) =>
  alpha.reduce((sum, value) => sum + logGamma(value), 0) - logGamma(sumOf(alpha))

/** Shares of several classes under a Dirichlet prior: the posterior is Dirichlet(α + n). */
export const dirichletMultinomial = defineStepwise({
  id: 'dirichlet-multinomial',
  title: { en: 'Posterior of shares: Dirichlet and multinomial', 'zh-CN': '多类比例的后验：狄利克雷-多项' },
  schema,
  check({ alpha, counts }) {
    if (alpha.length !== counts.length) return mismatch('counts', 'alpha', alpha.length, counts.length)
    if (!alpha.every(value => value > 0)) return mismatch('alpha', 'alpha', '> 0', Math.min(...alpha))
    const odd = counts.find(n => !Number.isInteger(n) || n < 0)
    return odd === undefined ? [] : mismatch('counts', 'counts', '0, 1, 2, …', odd)
  },
  begin: ({ alpha, counts }) =>
    atOnce(() => {
      const post = alpha.map((value, i) => value + counts[i]!)
      const total = sumOf(post)
      const mean = post.map(value => value / total)
      const inside = post.every(value => value > 1)
      const map = inside ? post.map(value => (value - 1) / (total - post.length)) : null
      return {
        state: mean,
        metrics: { n: sumOf(counts) },
        result: {
          post,
          post_mean: mean,
          post_var: mean.map(share => (share * (1 - share)) / (total + 1)),
          map,
          log_evidence_of_sequence: logNormaliser(post) - logNormaliser(alpha),
        },
        certificate: certifyShares(alpha, counts, mean, map),
      }
    }),
})
