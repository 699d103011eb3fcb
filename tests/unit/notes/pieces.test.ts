import { expect, test } from 'vitest'
import { piecesOf } from '../../../renderer/notes/pieces.ts'

test('draws a short note at once', () => {
  expect(piecesOf([])).toEqual([0])
  expect(piecesOf(['# Title', 'Some words.', '- a\n- b'])).toEqual([3])
})

test('draws a screen at first, then less a turn, a block at least, and each block once', () => {
  const words = 'w'.repeat(400)
  expect(piecesOf(Array.from({ length: 10 }, () => words))).toEqual([4, 6, 8, 10])
  expect(piecesOf([...Array.from({ length: 5 }, () => 'w'.repeat(5_000)), 'end'])).toEqual([1, 2, 3, 4, 5, 6])
})

test('counts a widget as the room it keeps and a formula as the boxes it is made of', () => {
  const widget = '```solver\nduality\n```'
  expect(piecesOf([widget, widget, widget, widget])).toEqual([2, 3, 4])
  const formulas = '$x^2$ '.repeat(100)
  expect(piecesOf([formulas, formulas, 'end'])).toEqual([1, 2, 3])
})
