import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyFolds } from '../../../../../renderer/compute/verify/folds.ts'
import { drive } from '../drive.ts'
import { iris, near } from './iris.ts'

type Held = { holds: boolean }
const y = [0, 0, 0, 1, 1, 1]
const X = [
  [5, 0.1],
  [1, 0.2],
  [4, 0.3],
  [2, 1.1],
  [3, 1.2],
  [5, 1.3],
]

test('judges and selects on the irises as the reference does', async context => {
  const { X, y, wanted } = iris(context)
  const judged = async (problem: object) =>
    (await drive<{ accuracy: number[] }, Held>('cross-validation', { X, y, folds: 5, ...problem })).report.result
      .accuracy
  near(await judged({ model: 'knn' }), wanted.cv5_knn5_acc!, 1e-12)
  near(await judged({ model: 'logistic' }), wanted.cv5_stratified_unshuffled_logreg_acc!, 1e-12)
  const { report } = await drive<{ selected: number[] }, Held>('forward-selection', { X, y, folds: 5, k: 3 })
  expect(report.result.selected).toEqual(wanted.forward_knn5_cv5_selected)
})

test.each(['knn', 'logistic'])('takes first the feature that tells, by %s', async model => {
  const { report } = await drive<{ order: number[]; rounds: { accuracy: number }[] }, Held>('forward-selection', {
    ...{ X, y, model, folds: 3, neighbours: 1, C: 100, k: 1 },
  })
  expect(report.result).toMatchObject({ order: [1], rounds: [{ accuracy: 1 }] })
  expect(report.certificate.holds).toBe(true)
})

test('sees folds that miss a class', () => {
  expect(certifyFolds([0, 0, 1, 1], [0, 1, 0, 1], 2).holds).toBe(true)
  expect(certifyFolds([0, 0, 1, 1], [0, 0, 1, 1], 2).holds).toBe(false)
})

test('refuses more folds than a class has cases', async () => {
  await expect(drive('cross-validation', { X, y, folds: 4 })).rejects.toThrow(BadProblem)
})
