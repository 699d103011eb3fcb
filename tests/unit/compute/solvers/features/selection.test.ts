import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyElimination } from '../../../../../renderer/compute/verify/elimination.ts'
import { certifyLasso } from '../../../../../renderer/compute/verify/lasso.ts'
import { drive } from '../drive.ts'
import { iris } from './iris.ts'

interface Place {
  nonzero: boolean[]
  train_acc: number
}
type Held = { holds: boolean }

test('ranks features by elimination as the reference does', async context => {
  const { X, y, wanted } = iris(context)
  const { report } = await drive<{ ranking: number[] }, Held>('rfe', { X, y, C: 1 })
  expect(report.result.ranking).toEqual(wanted.rfe_logreg_C1_standardised_rank)
  expect(report.certificate.holds).toBe(true)
})

test('lets weights leave zero as the reference does', async context => {
  const { X, y, wanted } = iris(context)
  const reference = wanted.l1_logreg_standardised as unknown as Record<string, Place>
  const strengths = Object.keys(reference).map(Number)
  const { report } = await drive<{ path: Place[] }, Held>('l1-path', { X, y, C: strengths })
  expect(report.certificate.holds).toBe(true)
  Object.values(reference).forEach(({ nonzero, train_acc }, k) => {
    const place = report.result.path[k]!
    const different = place.nonzero.filter((value, j) => value !== nonzero[j]).length
    expect([strengths[k], different <= 1, Math.abs(place.train_acc - train_acc) < 0.03]).toEqual([
      strengths[k],
      true,
      true,
    ])
  })
  const lasso = await drive<{ alpha_max: number; nonzero_counts: number[]; entry_order: number[] }, Held>(
    'lasso-path',
    { X, y },
  )
  expect(lasso.report.result.alpha_max).toBeCloseTo(wanted.lasso_path_alpha_max! as number, 9)
  expect(lasso.report.result.nonzero_counts).toEqual(wanted.lasso_path_nonzero_counts)
  expect(lasso.report.result.entry_order).toEqual(wanted.lasso_entry_order)
  expect(lasso.report.certificate.holds).toBe(true)
})

test('draws one weight in by exactly the penalty', async () => {
  const problem = { X: [[-1], [1]], y: [-3, 3], n_alphas: 2, eps: 0.5 }
  const { report } = await drive<{ weights: number[][] }>('lasso-path', problem)
  expect(report.result.weights).toEqual([[0], [1.5]])
  expect(certifyLasso(Float64Array.of(-1, 1), Float64Array.of(-3, 3), 1.5, Float64Array.of(1.5)).holds).toBe(true)
  expect(certifyLasso(Float64Array.of(-1, 1), Float64Array.of(-3, 3), 1.5, Float64Array.of(1.6)).holds).toBe(false)
})

test.each(['linear', 'logistic'])('keeps the feature that tells, by a %s model', async model => {
  const X = [
    [0, 5, 1],
    [1, 4, 1],
    [0, 6, 2],
    [1, 1, 1],
    [0, 5, 2],
    [1, 2, 2],
    [1, 5.5, 1],
    [0, 1.5, 2],
  ]
  const y = [1, 1, 1, 0, 1, 0, 1, 0]
  const { report } = await drive<{ selected: number[] }, Held>('rfe', { X, y, model })
  expect(report.result.selected).toEqual([1])
  expect(report.certificate.holds).toBe(true)
})

test('sees an elimination out of order', () => {
  const rounds = [
    { left: [0, 1], importance: [1, 2] },
    { left: [1], importance: [3] },
  ]
  expect(certifyElimination(rounds, [2, 1]).holds).toBe(true)
  expect(certifyElimination([{ left: [0, 1], importance: [2, 1] }, rounds[1]!], [2, 1]).holds).toBe(false)
})

test('refuses penalties and answers that are none', async () => {
  for (const [id, problem] of [
    ['l1-path', { C: [0] }],
    ['rfe', { X: [[1], [2]], y: [0, 0] }],
    ['lasso-path', { X: [[1], [2]], y: [0] }],
  ] as const)
    await expect(drive(id, problem)).rejects.toThrow(BadProblem)
})
