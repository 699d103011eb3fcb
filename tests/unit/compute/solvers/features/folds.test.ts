import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { stratifiedFolds } from '../../../../../renderer/compute/solvers/features/folds.ts'
import { softmaxFit } from '../../../../../renderer/compute/solvers/features/softmax.ts'
import { classesOf } from '../../../../../renderer/compute/solvers/features/table.ts'
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

test('shares classes out in the order in which the data has them', async () => {
  // By the rule of scikit-learn’s StratifiedKFold; by rising labels the folds would be 1, 0, 1, 0, 0, 1, 1, 0, 1.
  const labels = [1, 0, 1, 0, 0, 1, 1, 0, 1]
  const apart = labels.map(label => [label ? 1 : -1])
  const { report } = await drive<{ accuracy: number[] }, Held>('cross-validation', {
    ...{ X: apart, y: labels, folds: 2, neighbours: 1, model: 'knn' },
  })
  expect(report.result.accuracy).toEqual([1, 1])
  const { values, of, counts } = classesOf(labels)
  expect(Array.from(stratifiedFolds({ values, of, counts }, 2))).toEqual([0, 0, 0, 0, 1, 0, 1, 1, 1])
})

test('weighs a binary logistic regression’s penalty as such', () => {
  // One feature, one case of each class at ±1: w² / 2 + 2 C log(1 + e^(−w)) is least where w = 2 C / (1 + e^w).
  const sample = { x: Float64Array.of(1, -1), d: 1, of: Int32Array.of(1, 0), K: 2 }
  const fit = softmaxFit(sample, 1, 'l2')
  let next = fit.next()
  while (!next.done) next = fit.next()
  const [w0, , w1] = next.value
  const w = w1! - w0!
  expect(w).toBeCloseTo(2 / (1 + Math.exp(w)), 8)
})
