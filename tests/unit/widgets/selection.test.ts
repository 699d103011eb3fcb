import { expect, test } from 'vitest'
import { labelledFrom } from '../../../renderer/widgets/frame/labelled.ts'
import { clicked, ratingOf, model as recommender } from '../../../renderer/widgets/recommender/model.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'
import { predicted } from '../../../renderer/widgets/bloom/model.ts'
import { speedOf, model as loading } from '../../../renderer/widgets/data-loading/model.ts'

test('reads a table with a header, gaps and classes that are words', () => {
  const table = [
    ['size', 'kind', 'class'],
    [1, 2, 'b'],
    [3, null, 'a'],
    [5, 6, 'a'],
    [7, 'x', 'a'],
  ]
  expect(labelledFrom(table)).toEqual({
    names: ['size', 'kind'],
    X: [
      [1, 2],
      [5, 6],
    ],
    y: [1, 0],
    classes: ['a', 'b'],
    dropped: 2,
  })
  expect(labelledFrom([[1, 2, 0]]).names).toEqual(['x1', 'x2'])
  expect(labelledFrom([])).toMatchObject({ names: [], X: [], dropped: 0 })
})

test('rates by clicks from none over 1 to 5 and back to none', () => {
  const values = defaultsOf(recommender)
  expect(ratingOf(values, 0, 2)).toBeUndefined()
  expect(ratingOf({ ...values, ratings: clicked(values, 0, 2) }, 0, 2)).toBe(1)
  expect(ratingOf({ ...values, ratings: clicked(values, 0, 1) }, 0, 1)).toBe(5)
  expect(ratingOf({ ...values, ratings: clicked(values, 0, 0) }, 0, 0)).toBeUndefined()
  const last = { ...values, ratings: [[0, 0, 5]] }
  expect(clicked(last, 0, 0)).toEqual([[0, 0, 5]])
})

test('predicts false positives and speeds by their closed forms', () => {
  expect(predicted(1_000, 100, 7)).toBeCloseTo((1 - 0.999 ** 700) ** 7, 12)
  const set = { ...defaultsOf(loading), batch: 32, load: 4, collate: 5, transfer: 3, compute: 40 }
  expect(speedOf(set, 0)).toBeCloseTo(32_000 / 176, 9)
  expect(speedOf(set, 2)).toBeCloseTo(32_000 / 66.5, 9)
  expect(speedOf(set, 8)).toBeCloseTo(32_000 / 43, 9)
})
