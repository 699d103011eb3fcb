import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyCoded } from '../../../../../renderer/compute/verify/coded.ts'
import { drive } from '../drive.ts'

async function solved<R>(id: string, problem: object): Promise<R> {
  const { report } = await drive<R, { holds: boolean }>(id, problem)
  expect([id, problem, report.certificate]).toMatchObject([id, problem, { holds: true }])
  return report.result
}

test('counts hits and misses of two classes', async () => {
  const told = await solved<Record<string, number>>('metrics', {
    y_true: [0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
    y_pred: [0, 0, 0, 1, 1, 1, 1, 1, 0, 0],
  })
  expect(told).toMatchObject({
    confusion: [
      [3, 1],
      [2, 4],
    ],
    accuracy: 0.7,
    precision: 0.8,
    recall: 4 / 6,
    specificity: 0.75,
  })
  expect(told.f1).toBeCloseTo(8 / 11, 14)
  expect(told.mcc).toBeCloseTo((4 * 3 - 1 * 2) / Math.sqrt(5 * 6 * 4 * 5), 14)
  expect(told.kappa).toBeCloseTo(0.4, 14)
})

test('weighs scores by ranks, ties by half', async () => {
  const told = await solved<Record<string, number>>('metrics', { y_true: [0, 1, 0, 1], y_score: [0.1, 0.4, 0.4, 0.8] })
  expect(told.roc_auc).toBe(0.875)
  expect(told.log_loss).toBeCloseTo(-(Math.log(0.9) + Math.log(0.4) + Math.log(0.6) + Math.log(0.8)) / 4, 14)
  expect(told.brier).toBeCloseTo((0.01 + 0.36 + 0.16 + 0.04) / 4, 14)
  const inverse = await solved<Record<string, number>>('metrics', { y_true: [0, 1], y_score: [5, -5] })
  expect([inverse.roc_auc, inverse.log_loss]).toEqual([0, undefined])
})

test('averages over more classes than two', async () => {
  const told = await solved<Record<string, number>>('metrics', { y_true: [0, 1, 2, 2], y_pred: [0, 2, 2, 2] })
  expect(told).toMatchObject({ accuracy: 0.75, recall: 2 / 3, precision: (1 + 2 / 3) / 3 })
  expect(told.f1).toBeCloseTo((1 + 0 + 0.8) / 3, 14)
})

test.each([
  ['mean', 4, 6.5],
  ['median', 4, 7],
  ['most_frequent', 1, 2],
  ['constant', -1, -1],
])('fills gaps by %s', async (strategy, first, second) => {
  const X = [
    [1, 2],
    [3, null],
    [null, 6],
    [5, 8],
    [7, 10],
  ]
  const told = await solved<{ X: number[][] }>('missing-values', { X, strategy, fill_value: -1 })
  expect([told.X[2]![0], told.X[1]![1]]).toEqual([first, second])
})

test('calls a low score the other class where the truth has one class alone', async () => {
  const told = await solved<Record<string, unknown>>('metrics', { y_true: [1, 1], y_score: [0.1, 0.2] })
  expect(told).toMatchObject({ accuracy: 0, recall: 0, classes: [0, 1], roc_auc: null })
  const none = await solved<Record<string, unknown>>('metrics', { y_true: [0, 0], y_score: [0.9, 0.2] })
  expect(none).toMatchObject({ accuracy: 0.5, precision: 0 })
})

test('fills gaps from neighbours, or drops their rows', async () => {
  const X = [
    [1, 10],
    [1.1, 12],
    [9, 90],
    [1, null],
  ]
  const near = await solved<{ X: number[][] }>('missing-values', { X, strategy: 'knn', neighbours: 2 })
  expect(near.X[3]).toEqual([1, 11])
  expect((await solved<{ rows: number[] }>('missing-values', { X, strategy: 'drop' })).rows).toEqual([0, 1, 2])
})

test('codes categories that can be read back', async () => {
  const X = [
    ['b', 2],
    ['a', 10],
    ['b', null],
  ]
  const told = await solved<{ encoded: number[][]; categories: unknown[][] }>('one-hot', { X })
  expect(told.categories).toEqual([
    ['a', 'b'],
    [2, 10, null],
  ])
  expect(told.encoded).toEqual([
    [0, 1, 1, 0, 0],
    [1, 0, 0, 1, 0],
    [0, 1, 0, 0, 1],
  ])
  expect((await solved<{ encoded: number[][] }>('one-hot', { X, drop_first: true })).encoded[1]).toEqual([0, 1, 0])
  expect(
    certifyCoded(
      [['a'], ['b']],
      [
        [1, 0],
        [1, 0],
      ],
      [['a', 'b']],
      [['a', 'b']],
    ).holds,
  ).toBe(false)
})

test('bins by width and by number', async () => {
  const X = [[0], [1], [2], [3], [100], [4], [5], [6]]
  type Told = { counts: number[][]; edges: number[][] }
  expect(await solved<Told>('binning', { X, bins: 2 })).toMatchObject({ edges: [[50]], counts: [[7, 1]] })
  expect((await solved<Told>('binning', { X, bins: 2, method: 'frequency' })).counts).toEqual([[4, 4]])
  expect((await solved<Told>('binning', { X: [[7], [7]], bins: 3 })).counts).toEqual([[0, 0, 2]])
})

test('refuses what cannot be counted, filled or coded', async () => {
  for (const [id, problem] of [
    ['metrics', { y_true: [0, 1], y_pred: [0] }],
    ['metrics', { y_true: [0, 1], y_pred: [] }],
    ['metrics', { y_true: [0, 1, 2], y_score: [1, 2, 3] }],
    ['missing-values', { X: [['a']] }],
    ['one-hot', { X: [[]] }],
    ['one-hot', { X: [[true]] }],
    ['binning', { bins: 1 }],
  ] as const)
    await expect(drive(id, problem)).rejects.toThrow(BadProblem)
})
