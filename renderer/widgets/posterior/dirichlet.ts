import { logGamma, type Report, type Words } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { words } from '../frame/fields.ts'
import { pythonFrom, type Ask, type Claim, type Run, type Runs, type Table } from '../frame/model.ts'
import { intervalIn } from './interval.ts'

/** The family of shares: classes 1 … K (or 0 … K − 1) as observations, one weight a class as the prior. */

interface Values {
  readonly prior: readonly number[]
  readonly data: readonly number[]
  readonly level: number
}
type Weights = readonly number[]
type Ends = readonly [number, number]

/** Marginals that are proved and drawn; more would only hide one another. */
export const mostMarginals = 6

const sumOf = (values: Weights) => values.reduce((a, b) => a + b, 0)
/** The number of the first class: 0 where one is called so. */
export const firstOf = (data: readonly number[]): number => (data.includes(0) ? 0 : 1)

/** How often each class came among the first `k` observations. */
export function countsOf({ prior, data }: Values, k = data.length): number[] {
  const first = firstOf(data)
  const seen = data.slice(0, k)
  return prior.map((_, i) => seen.filter(y => y === i + first).length)
}

/** The weights before any observation and after each one; what names no class changes nothing. */
export function weightsOf({ prior, data }: Values): Weights[] {
  const all = [prior]
  const first = firstOf(data)
  for (const y of data) all.push(all.at(-1)!.map((weight, i) => weight + Number(i + first === y)))
  return all
}

export const meansOf = (alpha: Weights): number[] => alpha.map(weight => weight / sumOf(alpha))
export const deviationsOf = (alpha: Weights): number[] =>
  meansOf(alpha).map(share => Math.sqrt((share * (1 - share)) / (sumOf(alpha) + 1)))

/** Log density over the shares of all classes. */
export const logDensityAt = (shares: readonly number[], alpha: Weights): number =>
  alpha.reduce((sum, weight, i) => sum + (weight - 1) * Math.log(shares[i]!) - logGamma(weight), logGamma(sumOf(alpha)))

/** Log density of one class's share: Beta(α, rest). */
export function logMarginalAt(share: number, alpha: Weights, i: number): number {
  const [a, b] = [alpha[i]!, sumOf(alpha) - alpha[i]!]
  return (a - 1) * Math.log(share) + (b - 1) * Math.log1p(-share) + logGamma(a + b) - logGamma(a) - logGamma(b)
}

/** Where the density is largest; undefined where that is on the rim. */
export function modeOf(alpha: Weights): number[] | undefined {
  if (!alpha.every(weight => weight > 1)) return undefined
  return alpha.map(weight => (weight - 1) / (sumOf(alpha) - alpha.length))
}

/** The whole posterior, and the marginal of every class by itself. */
export function asksFrom(values: Values): Record<string, Ask> {
  const { prior, data, level } = values
  const first = firstOf(data)
  const counts = countsOf(values)
  // What names no class is for the solver to refuse: one class too many, or a count that is none.
  const odd = data.find(y => !Number.isInteger(y) || y < first)
  const above = data.some(y => y >= prior.length + first)
  const given = odd === undefined ? (above ? [...counts, 1] : counts) : prior.map(() => odd)
  const update: Ask = { solver: 'dirichlet-multinomial', problem: { alpha: prior, counts: given } }
  if (given !== counts || prior.length < 2) return { update }
  const marginals = prior.slice(0, mostMarginals).map((weight, i): [string, Ask] => [
    `class ${i + 1}`,
    {
      solver: 'beta-binomial',
      problem: { prior: [weight, sumOf(prior) - weight], successes: counts[i]!, n: data.length, level },
      // One line for all classes.
      ...(i > 0 && { quiet: true }),
    },
  ])
  return { update, ...Object.fromEntries(marginals) }
}

interface Marginal {
  readonly post: Ends
  readonly mean: number
}
const marginalOf = (run: Run | undefined) =>
  run?.report as Report<Marginal | null, { holds: boolean; mass: number } | null> | undefined

/** The shortest interval of a class's share, from all data, as its solver proves it. */
export const intervalOf = (runs: Runs, i: number): Ends | undefined =>
  intervalIn(marginalOf(runs[`class ${i + 1}`])?.result, 'hpd')

export function claims(values: Values, runs: Runs): Claim[] {
  const report = runs['update']?.report as
    | Report<{ post: Weights; post_mean: Weights } | null, { holds: boolean; stationarity: number | null }>
    | undefined
  // The last answer of another family may still stand.
  if (!Array.isArray(report?.result?.post_mean)) return []
  const { post, post_mean } = report.result
  const first = firstOf(values.data)
  const last = weightsOf(values).at(-1)!
  const away = Math.max(...post.map((weight, i) => Math.abs(weight - last[i]!)))
  const marginals = values.prior.slice(0, mostMarginals).map((_, i) => marginalOf(runs[`class ${i + 1}`]))
  const apart = marginals.map((run, i) => (run?.result ? Math.abs(run.result.mean - post_mean[i]!) : 0))
  const level = numberText(100 * values.level)
  return [
    {
      words: words('Posterior, weights', '后验的权重'),
      value: `(${post.map(weight => numberText(weight, 5)).join(', ')})`,
    },
    {
      words: words('One by one gives the same as all at once; difference', '逐个更新与一次更新之差'),
      value: away,
      holds: away <= 1e-9,
    },
    ...marginals.flatMap((run, i) =>
      run?.result
        ? {
            words: words(
              `Share of class ${i + first}, shortest ${level} %`,
              `第 ${i + first} 类的比例，最短 ${level}% 区间`,
            ),
            value: `[${intervalIn(run.result, 'hpd')!
              .map(end => numberText(end, 4))
              .join(', ')}]`,
            holds: run.certificate?.holds ?? false,
          }
        : [],
    ),
    {
      words: words(
        'Each class by itself is a beta law of the same mean; difference',
        '单看每一类都是同均值的贝塔分布；差',
      ),
      value: Math.max(0, ...apart),
      holds: Math.max(0, ...apart) < 1e-9,
    },
    {
      words: words(
        'Means add to 1 and lie between prior and data; the mode is stationary',
        '均值之和为 1，且在先验与数据之间；众数处平稳',
      ),
      holds: report.certificate.holds,
    },
  ]
}

const tex = (values: Weights) => values.map(value => `${Number(value.toPrecision(4))}`).join(', ')

export function formula(values: Values, k: number): string {
  const all = weightsOf(values)
  const dir = '\\mathrm{Dir}'
  return `p(\\pi \\mid y_{1:${k}}) \\propto p(\\pi)\\prod_{i=1}^{${k}} \\pi_{y_i}: \\qquad ${dir}(${tex(all[0]!)}) \\;\\to\\; ${dir}(${tex(all[Math.min(k, all.length - 1)]!)})`
}

export function summary(values: Values, k: number): Words {
  const all = weightsOf(values)
  const means = meansOf(all[Math.min(k, all.length - 1)]!)
  const said = means.map(share => numberText(share)).join(', ')
  return words(
    `After ${k} observations the posterior means of the shares are ${said}.`,
    `${k} 个观测之后，各类比例的后验均值为 ${said}。`,
  )
}

export function table(values: Values): Table {
  const first = firstOf(values.data)
  return {
    columns: [
      'n',
      words('observation', '观测'),
      ...values.prior.map((_, i) => words(`weight ${i + first}`, `权重 ${i + first}`)),
      ...values.prior.map((_, i) => words(`mean ${i + first}`, `均值 ${i + first}`)),
    ],
    rows: weightsOf(values).map((alpha, i) => [
      i,
      i ? (values.data[i - 1] ?? null) : null,
      ...alpha,
      ...meansOf(alpha),
    ]),
  }
}

export const script = ({ prior, data, level }: Values): string => `# A Dirichlet prior and observed classes, by SciPy.
import numpy as np
from scipy import stats

data, alpha = np.array(${pythonFrom(data)}, int), np.array(${pythonFrom(prior)}, float)
alpha += np.bincount(data - ${firstOf(data)}, minlength=len(alpha))
law = stats.dirichlet(alpha)
print("posterior", *alpha)
print("mean", *law.mean())
print("sd", *np.sqrt(law.var()))
for i, a in enumerate(alpha, ${firstOf(data)}):
    print("class", i, "equal tails", *stats.beta(a, alpha.sum() - a).interval(${level}))
`
