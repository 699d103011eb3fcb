import { expect, test } from 'vitest'
import type { Remedy, Split } from '../../../../../renderer/compute/solvers/features/resampling.ts'
import { scoresOf } from '../../../../../renderer/compute/solvers/features/resampling.ts'
import { logisticFit } from '../../../../../renderer/compute/solvers/features/weighted-logistic.ts'
import { certifyResampling } from '../../../../../renderer/compute/verify/resampling.ts'
import { Stream } from '../../../../../renderer/compute/random/stream.ts'
import { drive } from '../drive.ts'

/** Noise: 120 rows whose rare class says nothing about where they lie. */
function noise(rare = 24) {
  const stream = new Stream(11)
  const X = Array.from({ length: 120 }, () => [stream.normal(), stream.normal()])
  return { X, y: X.map((_, i) => Number(i < rare)) }
}

async function split(problem: object) {
  const { steps, report } = await drive<unknown, { holds: boolean; leaked: number }, Split | null>(
    'resampling',
    { splits: 12, ...problem },
    { seed: 3 },
  )
  expect(report.certificate.holds).toBe(true)
  const whole = steps.flatMap(({ state }) => state ?? [])
  const mean = (remedy: Remedy, part: 'held' | 'vault') =>
    whole.reduce((sum, { scores }) => sum + scores[remedy][part].f1, 0) / whole.length
  return { whole, mean, certificate: report.certificate }
}

test('counts recall, precision and F₁ by hand', () => {
  expect(scoresOf([1, 1, 1, 0, 0], [0.9, 0.6, 0.2, 0.7, 0.1], 0.5)).toEqual({
    accuracy: 3 / 5,
    recall: 2 / 3,
    precision: 2 / 3,
    f1: 2 / 3,
  })
  expect(scoresOf([0, 1], [0.1, 0.2], 0.5)).toEqual({ accuracy: 0.5, recall: 0, precision: 0, f1: 0 })
})

test('fits the one minimum of the weighted log loss', () => {
  // Two groups without a column of use: the odds are those of the costs, log(3 · 2 / 2).
  const [w = 0, b = 0] = logisticFit([[0], [0], [0], [0]], [1, 1, 0, 0], [1, 5, 1, 1], 1)
  expect([w, b]).toEqual([0, expect.closeTo(Math.log(3), 9)])
})

test('keeps the parts apart, and makes new cases of training rows alone', async () => {
  for (const remedy of ['smote', 'over', 'under']) {
    const { X, y } = noise()
    const { whole, certificate } = await split({ X, y, remedy })
    expect(certificate.leaked).toBe(0)
    for (const { train, held, vault } of whole) {
      const touched = new Set(train.flatMap(({ from, to }) => [from, to]))
      expect([...vault, ...held.map(({ from }) => from)].filter(i => touched.has(i))).toEqual([])
      expect(held.every(({ made }) => !made)).toBe(true)
      const ones = train.filter(({ from }) => y[from] === 1).length
      expect(ones).toBe(train.length - ones)
    }
  }
})

test('predicts noise once it is resampled before the split, and does not on rows left alone', async () => {
  const leak = await split({ ...noise(), remedy: 'over', model: 'nearest', before: true })
  expect(leak.certificate.leaked).toBeGreaterThan(10)
  expect(leak.mean('over', 'held')).toBeGreaterThan(0.8)
  expect(leak.mean('over', 'vault')).toBeLessThan(0.35)
  const honest = await split({ ...noise(), remedy: 'over', model: 'nearest' })
  expect(Math.abs(honest.mean('over', 'held') - honest.mean('over', 'vault'))).toBeLessThan(0.15)
})

test('gives the same splits for every remedy drawn, and others for another seed', async () => {
  const { X, y } = noise()
  const [a, b] = [await split({ X, y, remedy: 'over' }), await split({ X, y, remedy: 'none' })]
  expect(a.whole.map(({ scores }) => scores)).toEqual(b.whole.map(({ scores }) => scores))
  const { steps } = await drive<unknown, unknown, Split | null>('resampling', { X, y, splits: 1 }, { seed: 4 })
  expect(steps.at(-1)!.state!.vault).not.toEqual(a.whole[0]!.vault)
})

test('vouches neither for a leak that is hidden nor for weights that are not least', async () => {
  const { X, y } = noise()
  const asked = { X, y, remedy: 'smote', before: false, threshold: 0.5, lambda: 1 }
  const { whole } = await split(asked)
  const seen = whole[0]!
  expect(certifyResampling(asked, seen).holds).toBe(true)
  expect(certifyResampling(asked, { ...seen, held: [...seen.held, seen.train[0]!] }).holds).toBe(false)
  expect(certifyResampling(asked, { ...seen, vault: [...seen.vault, seen.train[0]!.from] }).apart).toBe(false)
  expect(certifyResampling(asked, { ...seen, weights: seen.weights!.map(w => w + 0.01) }).holds).toBe(false)
})

test('refuses classes that are not 0 and 1, and a rare class too small to share out', async () => {
  await expect(split({ X: [[1], [2]], y: [0, 2] })).rejects.toThrow()
  await expect(split({ X: noise().X, y: noise(3).y })).rejects.toThrow()
})
