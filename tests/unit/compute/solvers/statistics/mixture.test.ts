import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { Stream } from '../../../../../renderer/compute/random/stream.ts'
import {
  certifyMixture,
  type GivenMixture,
  type MixtureCertificate,
} from '../../../../../renderer/compute/verify/mixture.ts'
import { drive } from '../drive.ts'
import { references, rowsOf } from '../oracle.ts'

interface Told extends GivenMixture {
  loglik: number
  iters: number
  bic: number
  aic: number
  loglik_trace: number[]
  resp_first_point_iter0: number[]
  after1: GivenMixture
}
const em = (problem: object, seed = 0) => drive<Told, MixtureCertificate>('em-mixture', problem, { seed })
const near = (value: number, wanted: number, tolerance: number) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted)))
const numbers = ({ w, mu, S }: GivenMixture) => [...w, ...mu.flat(), ...S.flat(2)]

/** `n` points of three round clouds. */
function clouds(n: number): number[][] {
  const stream = new Stream(7)
  return Array.from({ length: n }, (_, i) => [4 * (i % 3) + stream.normal(), ((i % 3) - 1) ** 2 * 5 + stream.normal()])
}

test('follows the reference step by step to its end', async context => {
  const { gmm2d } = references(context, 'bayes_em.json') as { gmm2d: Record<string, never> }
  const reference = gmm2d as unknown as {
    init: { weights: number[]; means: number[][]; covs: number[][][] }
    loglik_trace: number[]
    resp_first_point_iter0: number[]
    after1: GivenMixture
    final: Told
    best_loglik_by_K: Record<string, number>
  }
  const data = rowsOf(context, 'gmm_data.csv')
  const { report } = await em({ data, ...reference.init, reg_covar: 0 })
  const { result, certificate, status } = report
  expect([status, certificate.holds]).toEqual(['converged', true])
  const steps = Math.min(result.loglik_trace.length, reference.loglik_trace.length)
  expect(steps).toBeGreaterThan(40)
  for (let k = 0; k < steps; k++) near(result.loglik_trace[k]!, reference.loglik_trace[k]!, 1e-8)
  reference.resp_first_point_iter0.forEach((value, k) => near(result.resp_first_point_iter0[k]!, value, 1e-10))
  numbers(reference.after1).forEach((value, i) => near(numbers(result.after1)[i]!, value, 1e-8))
  numbers(reference.final).forEach((value, i) => near(numbers(result)[i]!, value, 1e-5))
  for (const key of ['loglik', 'bic', 'aic'] as const) near(result[key], reference.final[key], 1e-8)
  for (const [K, best] of Object.entries(reference.best_loglik_by_K))
    near((await em({ data, K: Number(K), starts: 30 })).report.result.loglik, best, 1e-5)
})

test('ends at once with one component, at mean and covariance', async () => {
  const { report } = await em({ data: [[1], [2], [6]], K: 1 })
  expect(report.result.mu[0]![0]).toBeCloseTo(3, 12)
  expect(report.result.S[0]![0]![0]).toBeCloseTo(14 / 3, 12)
  expect(report.certificate.holds).toBe(true)
})

test.each(['full', 'diag', 'spherical'])('never lets the likelihood fall with %s covariances', async covariance => {
  for (const seed of [1, 2]) {
    const { report } = await em({ data: clouds(200), K: 3, covariance, starts: 2 }, seed)
    expect(report.certificate).toMatchObject({ monotone: true, holds: true })
    if (covariance !== 'full') expect(report.result.S[0]![0]![1]).toBe(0)
    if (covariance === 'spherical') expect(report.result.S[0]![0]![0]).toBe(report.result.S[0]![1]![1])
  }
})

test('says that a component has shrunk on one point', async () => {
  const data = [
    [0, 0],
    [0.1, 0],
    [0, 0.1],
    [9, 9],
  ]
  const problem = {
    data,
    means: [
      [0, 0],
      [9, 9],
    ],
  }
  expect((await em(problem)).report.status).toBe('unbounded')
  expect((await em({ ...problem, reg_covar: 1e-3 })).report.status).toBe('converged')
})

test('sees a likelihood that falls and one that is not', () => {
  const data = Float64Array.of(-1, 1)
  const mixture = { w: [1], mu: [[0]], S: [[[1]]] }
  const loglik = -1 - Math.log(2 * Math.PI)
  expect(certifyMixture(data, mixture, [-5, loglik]).holds).toBe(true)
  expect(certifyMixture(data, mixture, [-2, loglik]).monotone).toBe(false)
  expect(certifyMixture(data, mixture, [-5, -1]).holds).toBe(false)
})

test('takes fifty steps through twelve thousand points', async () => {
  const means = [
    [0, 4],
    [4, 1],
    [8, 4],
  ]
  const { report } = await em({ data: clouds(12_000), means, iterations: 50, tolerance: 0 })
  expect(report.certificate.holds).toBe(true)
})

test('refuses what does not fit together', async () => {
  for (const problem of [
    { data: [[1, 2]], K: 3 },
    { means: [[1]] },
    { means: [[1, 1]], weights: [0.5, 0.5] },
    { means: [[1, 1]], covs: [[[1]]] },
    { weights: [0.9, 0.2] },
    { covs: [[[1, 0]]] },
    { data: [[1, Number.NaN]] },
  ])
    await expect(em(problem)).rejects.toThrow(BadProblem)
})
