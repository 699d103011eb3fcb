import { expect, test } from 'vitest'
import type { Walked } from '../../../../../renderer/compute/solvers/features/outlier-walk.ts'
import { ellipseLimit } from '../../../../../renderer/compute/solvers/features/outlier-walk.ts'
import { certifyWalk } from '../../../../../renderer/compute/verify/walk.ts'
import { drive } from '../drive.ts'

const nine = Array.from({ length: 9 }, (_, i) => [i + 1, 0.5 * i])
const walked = async (problem: object) => {
  const { steps, report } = await drive<Walked, { holds: boolean; z: number; zLimit: number }, Walked>(
    'outlier-walk',
    problem,
  )
  expect(report.certificate.holds).toBe(true)
  return { steps, ...report }
}

test('walks from the medians to where it was sent, and squeezes by the closed forms', async () => {
  const { steps, result } = await walked({ X: nine, to: [105], frames: 10 })
  expect(steps).toHaveLength(11)
  expect(steps[0]!.state.outlier).toEqual([5, 2])
  expect(result.outlier).toEqual([105, 2])
  // The quartiles of 1 … 9 are 3 and 7; with 105 the range is 104 and the quartile range 4.5.
  expect(result.widths.minmax).toBeCloseTo(4 / 104, 12)
  expect(result.widths.robust).toBeCloseTo(4 / 4.5, 12)
  const values = [...nine.map(([a]) => a!), 105]
  const mean = values.reduce((a, b) => a + b) / 10
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 10)
  expect(result.widths.standard).toBeCloseTo(4 / deviation, 12)
})

test('cannot pass three deviations among ten rows, however far it goes', async () => {
  for (const far of [50, 1e3, 1e6]) {
    const { result, certificate } = await walked({ X: nine, to: [far], frames: 1 })
    expect(result.found.z).toEqual([])
    expect(certificate.z).toBeLessThanOrEqual(3 + 1e-9)
    expect(certificate.zLimit).toBe(3)
    expect(result.found.iqr).toEqual([9])
    expect(result.found.mad).toEqual([9])
  }
})

test('sees what is ordinary in each column and strange in both', async () => {
  const X = Array.from({ length: 40 }, (_, i) => [i / 20 - 1, i / 20 - 1 + (i % 2 ? 0.05 : -0.05)])
  const { result } = await walked({ X, to: [0.9, -0.9], frames: 1 })
  expect([result.found.z, result.found.iqr, result.found.mad]).toEqual([[], [], []])
  expect(result.found.mahalanobis).toEqual([40])
  expect(result.found.lof).toContain(40)
})

test('has no ellipse where one column is another, and no width where half the values are equal', async () => {
  const { result } = await walked({
    X: [
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
      [4, 8],
    ],
    to: [9, 18],
    frames: 2,
  })
  expect(result.found.mahalanobis).toBeNull()
  expect(result.reach.mad).toBeNull()
  expect(result.fences.mad).toEqual([null, null])
})

test('bounds the ellipse by the quantile of χ²', () => {
  expect(ellipseLimit(2, 0.001)).toBeCloseTo(-2 * Math.log(0.001), 9)
  expect(ellipseLimit(1, 0.05)).toBeCloseTo(3.841458820694124, 8)
})

test('does not vouch for a list that leaves one out', async () => {
  const { result } = await walked({ X: nine, to: [1e3], frames: 1 })
  const X = [...nine, result.outlier]
  expect(certifyWalk(X, { ...result, found: { ...result.found, iqr: [] } }).holds).toBe(false)
  const standard = result.scaled.standard.map(value => 1.01 * value)
  expect(certifyWalk(X, { ...result, scaled: { ...result.scaled, standard } }).holds).toBe(false)
})
