import { expect, test } from 'vitest'
import { drive } from '../compute/solvers/drive.ts'
import { estimateOf, mapOf, model } from '../../../renderer/widgets/likelihood/model.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'

type Values = Parameters<typeof mapOf>[0]['values']

async function mapFrom(part: Partial<Values>) {
  const values = { ...defaultsOf(model), ...part }
  const { solver, problem } = model.asks(values)['fit']!
  const { steps, report } = await drive(solver, problem as object)
  const shown = { values, runs: { fit: { steps, report } } }
  return { theta: estimateOf(shown)!, map: mapOf(shown, values.data.length) }
}

test('finds the most probable parameter of conjugate pairs as by hand, also far from the data', async () => {
  expect((await mapFrom({})).map[0]).toBeCloseTo(11 / 18, 7)
  const counts = [3, 5, 4, 2, 6, 3]
  expect((await mapFrom({ distribution: 'poisson', data: counts, a: 2, b: 1 })).map[0]).toBeCloseTo(24 / 7, 6)
  expect((await mapFrom({ distribution: 'poisson', data: counts, a: 400, b: 20 })).map[0]).toBeCloseTo(422 / 26, 5)
  expect((await mapFrom({ distribution: 'exponential', data: [1, 2, 3], a: 60, b: 1 })).map[0]).toBeCloseTo(62 / 7, 5)
})

test('lets a prior of the mean draw it away, the deviation following', async () => {
  const data = [2.1, 3.4, 1.9, 2.8, 4.2, 3.3, 2.5, 3]
  const { theta, map } = await mapFrom({ distribution: 'gaussian', data, a: 1, b: 0.3 })
  expect(theta).toEqual([expect.closeTo(2.9, 9), expect.closeTo(0.7, 9)])
  const [mu = 0, sigma = 0] = map
  // Both derivatives of the log-posterior vanish there.
  const n = data.length
  expect((n * (2.9 - mu)) / sigma ** 2 - (mu - 1) / 0.09).toBeCloseTo(0, 3)
  expect(sigma ** 2).toBeCloseTo(data.reduce((sum, x) => sum + (x - mu) ** 2, 0) / n, 4)
})
