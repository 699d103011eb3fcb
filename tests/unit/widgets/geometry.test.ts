import { expect, test } from 'vitest'
import { bestAnswers, isParetoOptimal } from '../../../renderer/widgets/frame/payoffs.ts'
import { placeOf, sharesAt } from '../../../renderer/widgets/game-dynamics/model.ts'
import { rise, sectionOf } from '../../../renderer/widgets/convexity/model.ts'
import { widestHole } from '../../../renderer/widgets/pareto/model.ts'
import { fields, polygonOf } from '../../../renderer/widgets/programmes/programme.ts'
import { answerTo } from '../../../renderer/widgets/stackelberg/model.ts'
import { exampleFrom } from '../../../renderer/compute/index.ts'

test('finds the corners of a feasible set, and none where it is empty', () => {
  const values = exampleFrom(fields)
  const corners = polygonOf(values).map(([x, y]) => `${Math.round(x)},${Math.round(y)}`)
  expect(new Set(corners)).toEqual(new Set(['0,0', '4,0', '4,3', '2,6', '0,6']))
  const empty = {
    ...values,
    A: [
      [1, 1],
      [-1, -1],
    ],
    b: [2, -4],
  }
  expect(polygonOf(empty)).toEqual([])
})

test('sees by how much a function rises above its chord', () => {
  expect(rise(sectionOf('x^2 - y^2', [0, -1], [0, 1]))).toBeCloseTo(1, 12)
  expect(rise(sectionOf('x^2', [-1], [1]))).toBeLessThan(0)
})

test('lets the follower break ties for the leader', () => {
  const A = [
    [2, 4],
    [1, 3],
  ]
  const B = [
    [1, 0],
    [0, 1],
  ]
  expect(answerTo(A, B, [0.5, 0.5])).toEqual({ action: 1, leader: 3.5, follower: 0.5 })
  expect(answerTo(A, B, [0.51, 0.49]).action).toBe(0)
})

test('marks best answers and outcomes that none improves for both', () => {
  const A = [
    [3, 0],
    [5, 1],
  ]
  const B = [
    [3, 5],
    [0, 1],
  ]
  expect(bestAnswers(A, B).row).toEqual([
    [false, false],
    [true, true],
  ])
  expect([0, 1].map(i => [0, 1].map(j => isParetoOptimal(A, B, i, j)))).toEqual([
    [true, true],
    [true, false],
  ])
})

test('measures the hole that a method leaves in a front', () => {
  const at = (...places: number[]) => places.map(x => ({ x: [x, 0], f: [x, 1 - x] }))
  expect(widestHole(at(0, 0.25, 0.5, 0.75, 1))).toBeCloseTo(0.25)
  expect(widestHole(at(0, 0.05, 0.95, 1))).toBeCloseTo(0.9)
})

test('takes a place of the triangle for the shares that stand there, and one outside for the nearest by its sides', () => {
  for (const shares of [
    [0.2, 0.5, 0.3],
    [1, 0, 0],
    [0, 0.25, 0.75],
  ])
    expect(sharesAt(...placeOf(shares))).toEqual(shares)
  for (const [x, y] of [
    [-3, -1],
    [0.5, 5],
    [9, 0.2],
  ] as const) {
    const shares = sharesAt(x, y)
    expect(shares.every(share => share >= 0)).toBe(true)
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  }
})
