import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyLikelihood, type LikelihoodCertificate } from '../../../../../renderer/compute/verify/likelihood.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

type Told = Record<string, number> & { p: number[]; wilson95: number[]; fisher_per_obs: Record<string, number> }
const fit = async (distribution: string, data: readonly number[]) =>
  (await drive<Told, LikelihoodCertificate>('maximum-likelihood', { distribution, data })).report
const near = (value: number, wanted: number, tolerance: number) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted)))

const estimateOf: Record<string, string> = {
  uniform: 'uniform_0_theta',
  geometric: 'geometric_from1',
  student_t_loc: 'student_t3_location',
}
const numeric = ['gamma', 'beta', 'weibull', 'student_t_loc']

test('agrees with reference estimates of twelve families', async context => {
  const { mle } = references(context, 'bayes_em.json') as {
    mle: { data: Record<string, number[]>; estimates: Record<string, Record<string, unknown>> }
  }
  for (const [name, data] of Object.entries(mle.data)) {
    const { status, result, certificate } = await fit(name, data)
    expect([name, status, certificate]).toMatchObject([name, 'optimal', { holds: true }])
    const tolerance = numeric.includes(name) ? 1e-5 : 1e-10
    for (const [key, wanted] of Object.entries(mle.estimates[estimateOf[name] ?? name]!)) {
      if (key === 'note') continue
      const pairs = Array.isArray(wanted)
        ? wanted.map((w, i) => [w, (result[key] as never)[i]])
        : [[wanted, result[key]]]
      for (const [expected, value] of typeof wanted === 'object' && !Array.isArray(wanted)
        ? Object.entries(wanted as Record<string, number>).map(([k, w]) => [w, result.fisher_per_obs[k]])
        : pairs)
        near(value as number, expected as number, tolerance)
    }
  }
})

test('finds the closed forms of small samples', async () => {
  const gaussian = (await fit('gaussian', [1, 2, 3, 6])).result
  expect([gaussian.mu, gaussian.sigma2_mle, gaussian.sigma2_unbiased]).toEqual([3, 3.5, 14 / 3])
  expect((await fit('poisson', [0, 1, 5])).result.lambda).toBe(2)
  expect((await fit('exponential', [1, 3])).result.rate).toBe(0.5)
  expect((await fit('laplace', [1, 2, 9])).result).toMatchObject({ mu: 2, b: 8 / 3 })
  expect((await fit('categorical', [0, 2, 2, 2])).result.p).toEqual([0.25, 0, 0.75])
})

test('certifies estimates on the boundary and at corners', async () => {
  for (const [name, data] of [
    ['bernoulli', [0, 0, 0]],
    ['bernoulli', [1, 1]],
    ['poisson', [0, 0]],
    ['geometric', [1, 1, 1]],
    ['uniform', [0.5, 2]],
    ['laplace', [1, 2, 3, 4]],
    ['categorical', [1, 1]],
  ] as const)
    expect([name, (await fit(name, data)).certificate]).toMatchObject([name, { holds: true }])
})

test('says no to parameters that are not most likely', () => {
  const options = { free: 2, stationary: true }
  expect(certifyLikelihood('gaussian', [1, 2, 3, 6], [3, 3.5], options).holds).toBe(true)
  expect(certifyLikelihood('gaussian', [1, 2, 3, 6], [3.01, 3.5], options).holds).toBe(false)
  expect(certifyLikelihood('gaussian', [1, 2, 3, 6], [3, 4.6], options).holds).toBe(false)
})

test('calls a likelihood without maximum unbounded', async () => {
  for (const [name, data] of [
    ['gaussian', [2, 2]],
    ['gamma', [3, 3, 3]],
    ['weibull', [1, 1]],
    ['beta', [0.5, 0.5]],
    ['laplace', [7]],
    ['exponential', [0, 0]],
  ] as const)
    expect([name, await fit(name, data)]).toMatchObject([name, { status: 'unbounded', result: null }])
})

test('refuses observations that a family cannot have', async () => {
  for (const [distribution, data] of [
    ['bernoulli', [0.5]],
    ['gamma', [0]],
    ['beta', [1]],
    ['geometric', [0]],
    ['gaussian', []],
    ['gaussian', [Number.NaN]],
    ['cauchy', [1]],
  ] as const)
    await expect(fit(distribution, data)).rejects.toThrow(BadProblem)
})

test('proves a place by the width of what stands there, however far out', async () => {
  // Scale 1, data thousands apart: as many maxima as observations, and the likeliest is none of nine quantiles.
  const far = [-9100, -7300, -5200, -4100, -2600, -900, 1400, 1401.5, 1403, 2900, 3700, 4800, 6100, 7200, 8300, 9900]
  const { report } = await drive<Told, LikelihoodCertificate>('maximum-likelihood', {
    ...{ distribution: 'student_t_loc', data: far, df: 0.5 },
  })
  expect(report.status).toBe('optimal')
  near(report.result.mu!, 1401.5, 1e-3)
  const shifted = await fit('gaussian', [1e6 + 1, 1e6 + 1.001, 1e6 + 1.002])
  expect(shifted.certificate.holds).toBe(true)
  // A place that is off by a tenth of its width is refused there too.
  const density = { free: 2, stationary: true }
  expect(certifyLikelihood('gaussian', [1e6 - 1, 1e6 + 1], [1e6 + 0.1, 1], density).holds).toBe(false)
})
