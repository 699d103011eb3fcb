import { expect, test } from 'vitest'
import { groupsOf, mostColours, scoreAt } from '../../../renderer/widgets/diffusion/flow.ts'

const points = [-2, 0, 2, 1, -1.5, 0.5]
const mixtureOf = (means: readonly (readonly number[])[], weights: readonly number[] = []) => ({
  means,
  weights,
  variance: 0.1,
})

test('groups points by the middle that they end at', () => {
  expect(groupsOf(points, 2, mixtureOf([[-2, 0], [2, 0]]))).toEqual([[0, 2], [1]]) // oxfmt-ignore
})

test('keeps points together where middles are many, or being written', () => {
  const many = Array.from({ length: mostColours + 1 }, (_, k) => [k, 0])
  for (const means of [[], many]) expect(groupsOf(points, 2, mixtureOf(means))).toEqual([[0, 1, 2]])
})

test('has its arrows while fewer weights than middles are written', () => {
  const scoreOf = (weights: readonly number[]) => scoreAt(mixtureOf([[-2, 0], [2, 0]], weights), 0.5, 0.3, 0.2) // oxfmt-ignore
  expect(scoreOf([1])).toEqual(scoreOf([1, 1]))
})
