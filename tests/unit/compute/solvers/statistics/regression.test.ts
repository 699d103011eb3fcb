import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyLocations, type LocationCertificate } from '../../../../../renderer/compute/verify/location.ts'
import { certifyPenalised, type PenalisedCertificate } from '../../../../../renderer/compute/verify/penalised.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

interface Weights {
  w: number[]
  b: number
  objective: number
}
const fit = async (problem: object) => (await drive<Weights, PenalisedCertificate>('map', problem)).report
const near = (value: number, wanted: number, tolerance: number) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted)))

test('agrees with reference weights under normal priors', async context => {
  const { map_regression } = references(context, 'bayes_em.json') as {
    map_regression: Record<string, unknown> & { X: number[][]; y: number[]; labels: number[] }
  }
  const { X, y, labels, ...cases } = map_regression
  const [ridge, logistic] = Object.values(cases) as [Record<string, number[]>, Record<string, Weights>]
  for (const [lambda, wanted] of Object.entries(ridge)) {
    const { result, certificate } = await fit({ model: 'ridge', X, y, lambda: Number(lambda) })
    wanted.forEach((value, j) => near(result.w[j]!, value, 1e-10))
    expect(certificate.holds).toBe(true)
  }
  for (const [lambda, wanted] of Object.entries(logistic)) {
    const { result, certificate } = await fit({ model: 'logistic', X, labels, lambda: Number(lambda) })
    wanted.w.forEach((value, j) => near(result.w[j]!, value, 1e-5))
    near(result.b, wanted.b, 1e-5)
    near(result.objective, wanted.objective, 1e-9)
    expect(certificate.holds).toBe(true)
  }
})

test('shrinks a single weight as the closed form says', async () => {
  const { result } = await fit({ X: [[1], [2]], y: [1, 4], lambda: 4 })
  expect(result.w[0]).toBeCloseTo(1, 14)
})

test('takes the log odds where there is nothing to tell by', async () => {
  const { result } = await fit({ model: 'logistic', X: [[0], [0], [0], [0]], y: [1, 1, 1, 0], lambda: 1 })
  expect(result.w[0]).toBeCloseTo(0, 12)
  expect(result.b).toBeCloseTo(Math.log(3), 8)
})

test('tells separable classes without a prior', async () => {
  const report = await fit({ model: 'logistic', X: [[-1], [1]], y: [0, 1], lambda: 0, tolerance: 0 })
  expect(['not_attained', 'stalled', 'max_iterations']).toContain(report.status)
  expect((await fit({ X: [[1, 1]], y: [1], lambda: 0 })).status).toBe('not_attained')
})

test('says no to weights that are not the best', () => {
  expect(certifyPenalised('ridge', [[1], [2]], [1, 4], 4, [1], 0).holds).toBe(true)
  expect(certifyPenalised('ridge', [[1], [2]], [1, 4], 4, [1.1], 0).holds).toBe(false)
})

test('drags the mean and spares the median with an outlier', async () => {
  type Told = Record<'mean' | 'median' | 'huber' | 'mse' | 'mae', number> & { influence: Record<string, number> }
  const { report, steps } = await drive<Told, LocationCertificate>('mae-mse', { y: [1, 2, 3], outlier: 102, frames: 5 })
  expect(report.result).toMatchObject({ mean: 2, median: 2, mse: 2 / 3, mae: 2 / 3 })
  expect(report.result.huber).toBeCloseTo(2, 12)
  expect(report.result.influence).toMatchObject({ mean: 25, median: 0.5 })
  expect(report.result.influence.huber).toBeLessThan(1)
  expect(report.certificate.holds).toBe(true)
  expect(steps).toHaveLength(6)
  expect(certifyLocations([1, 2, 9], { mean: 4, median: 3, huber: 2 }, 1)).toMatchObject({ holds: false })
})

test('refuses cases that do not fit their answers', async () => {
  for (const problem of [
    { X: [[1]], y: [1, 2] },
    { model: 'logistic', X: [[1]], y: [2] },
    { X: [[]], y: [1] },
    { X: [] },
  ])
    await expect(fit(problem)).rejects.toThrow(BadProblem)
})
