import { expect, test } from 'vitest'
import { readingOrder, type TextBox } from '../../../../electron/contract/text/reading-order.ts'

const box = (left: number, top: number, width: number, characters = 40): TextBox => ({
  left,
  top,
  right: left + width,
  bottom: top + 12,
  characters,
})
const rows = (count: number, make: (top: number) => TextBox[]) =>
  Array.from({ length: count }, (_, row) => make(100 + row * 16)).flat()

test('leaves columns that follow each other alone', () => {
  const columns = [...rows(20, top => [box(50, top, 220)]), ...rows(20, top => [box(300, top, 220)])]
  expect(readingOrder(columns)).toBeNull()
})

test('leaves lines that are only cut in two alone', () => {
  expect(readingOrder(rows(40, top => [box(50, top, 200), box(255, top, 260)]))).toBeNull()
})

test('unweaves two columns under a title', () => {
  const title = box(100, 40, 400)
  const order = readingOrder([title, ...rows(10, top => [box(50, top, 220), box(300, top, 220)])])
  expect(order).toEqual([0, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20])
})

test('leaves a table of short cells alone', () => {
  expect(readingOrder(rows(20, top => [box(50, top, 80, 9), box(300, top, 80, 9)]))).toBeNull()
})

test('keeps spaces behind the words before them', () => {
  const space = (top: number) => ({ ...box(270, top, 0), characters: 0 })
  const order = readingOrder(rows(8, top => [box(50, top, 220), space(top), box(300, top, 220)]))
  expect(order?.slice(0, 4)).toEqual([0, 1, 3, 4])
  expect(order?.slice(-2)).toEqual([20, 23])
})

test('gives every box once', () => {
  const boxes = rows(12, top => [box(50, top, 100), box(155, top, 110), box(300, top, 220)])
  expect(readingOrder(boxes)?.toSorted((a, b) => a - b)).toEqual(boxes.map((_, index) => index))
})

test('bears an empty page', () => {
  expect(readingOrder([])).toBeNull()
})
