import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import type { PosteriorCertificate } from '../../../../../renderer/compute/verify/posterior.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

const post = async (id: string, problem: object) =>
  drive<Record<string, unknown>, PosteriorCertificate, readonly number[]>(id, problem)

function agree(result: Record<string, unknown>, wanted: Record<string, unknown>, tolerance: number) {
  for (const [key, value] of Object.entries(wanted)) {
    const told = result[key]
    if (typeof value !== 'number' && !Array.isArray(value)) expect([key, told]).toEqual([key, value])
    else
      [value].flat().forEach((expected: number, i) => {
        const found = [told].flat()[i] as number
        expect([key, Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected))]).toEqual([key, true])
      })
  }
}

test('agrees with reference posteriors of four families', async context => {
  const { posterior } = references(context, 'bayes_em.json') as { posterior: Record<string, never> }
  for (const { prior, successes, n, ...wanted } of posterior.beta_binomial as unknown as Record<string, unknown>[]) {
    const { 'hpd95_tol1e-3': hpd, ...exact } = wanted
    const { report } = await post('beta-binomial', { prior, successes, n })
    expect(report.certificate).toMatchObject({ holds: true })
    agree(report.result, exact, 1e-9)
    agree(report.result, { hpd95: hpd }, 1e-4)
  }
  const { y, sigma2, prior_mean, prior_var, ...normal } = posterior.normal_known_var as unknown as Record<
    string,
    unknown
  >
  agree((await post('normal-normal', { y, sigma2, prior_mean, prior_var })).report.result, normal, 1e-12)
  const { counts, prior_shape_rate, ...gamma } = posterior.gamma_poisson as unknown as Record<string, unknown>
  agree((await post('gamma-poisson', { counts, prior_shape_rate })).report.result, gamma, 1e-10)
  const { alpha, counts: seen, ...shares } = posterior.dirichlet_multinomial as unknown as Record<string, unknown>
  agree((await post('dirichlet-multinomial', { alpha, counts: seen })).report.result, shares, 1e-12)
  const { ppv, npv, ...test } = posterior.bayes_rule_test as unknown as Record<string, unknown>
  agree((await post('bayes-rule', test)).report.result, { ppv, npv }, 1e-12)
})

test('takes one observation at a time to the posterior', async () => {
  const { steps, report } = await post('gamma-poisson', { counts: [3, 5, 4], prior_shape_rate: [2, 1] })
  expect(steps.map(step => step.state)).toEqual([
    [2, 1],
    [5, 2],
    [10, 3],
    [14, 4],
  ])
  expect(report.certificate?.holds).toBe(true)
  const normal = await post('normal-normal', { y: [1, 3], sigma2: 1, prior_mean: 0, prior_var: 1 })
  expect(normal.steps.map(step => step.state[0])).toEqual([0, 0.5, 4 / 3])
})

test('ends intervals of one-sided densities at the border', async () => {
  const falling = (await post('beta-binomial', { prior: [1, 1], successes: 0, n: 3 })).report.result
  const [from, to] = falling.hpd95 as number[]
  expect(from).toBe(0)
  expect(to).toBeCloseTo(1 - 0.05 ** 0.25, 12)
  const rising = (await post('beta-binomial', { prior: [1, 1], successes: 1, n: 1 })).report.result
  expect((rising.hpd95 as number[])[0]).toBeCloseTo(Math.sqrt(0.05), 12)
  expect((await post('beta-binomial', { prior: [0.5, 0.5], successes: 0, n: 0 })).report.result.hpd95).toBeNull()
})

test('finds no shorter interval than the one of highest density', async () => {
  const { result } = (await post('gamma-poisson', { counts: [1], prior_shape_rate: [1.5, 1] })).report
  const width = ([from, to]: number[]) => to! - from!
  expect(width(result.hpd95 as number[])).toBeLessThan(width(result.eti95 as number[]))
})

test('refuses priors and counts that are none', async () => {
  for (const [id, problem] of [
    ['beta-binomial', { prior: [0, 1] }],
    ['beta-binomial', { prior: [1] }],
    ['beta-binomial', { successes: 11, n: 10 }],
    ['gamma-poisson', { counts: [1.5] }],
    ['dirichlet-multinomial', { alpha: [1, 1], counts: [1] }],
    ['normal-normal', { sigma2: 0 }],
  ] as const)
    await expect(post(id, problem)).rejects.toThrow(BadProblem)
})
