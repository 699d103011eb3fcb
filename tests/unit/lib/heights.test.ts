import { expect, test } from 'vitest'
import { placedRows } from '../../../renderer/lib/heights.ts'

test('draws what is near the window and leaves room for the rest', () => {
  const placed = placedRows(1000, () => 50, 10_000, 400)
  expect(placed).toEqual({ first: 194, end: 214, before: 9700, behind: 39_300 })
})

test('adds up different heights', () => {
  const heightOf = (row: number) => (row % 2 ? 100 : 20)
  const { first, end, before, behind } = placedRows(100, heightOf, 3000, 100)
  const drawn = Array.from({ length: end - first }, (_, row) => heightOf(first + row)).reduce((a, b) => a + b, 0)
  expect(before + drawn + behind).toBe(6000)
  expect(before).toBeLessThanOrEqual(3000)
})

test('bears a short list and none', () => {
  expect(placedRows(2, () => 50, 0, 400)).toEqual({ first: 0, end: 2, before: 0, behind: 0 })
  expect(placedRows(0, () => 50, 0, 400)).toEqual({ first: 0, end: 0, before: 0, behind: 0 })
})

test('draws the end of a list that has become shorter than where it was scrolled to', () => {
  const placed = placedRows(3, () => 50, 5000, 400)
  expect(placed.first).toBeLessThanOrEqual(3)
  expect(placed.before + placed.behind + (placed.end - placed.first) * 50).toBe(150)
})
