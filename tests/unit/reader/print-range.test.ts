import { expect, test } from 'vitest'
import { pagesNamed } from '../../../renderer/reader/print-range.ts'

test.each([
  ['', [1, 2, 3, 4, 5]],
  ['2', [2]],
  [' 4-5, 1 ', [1, 4, 5]],
  ['4-', [4, 5]],
  ['-2', [1, 2]],
  ['1，3、5', [1, 3, 5]],
  ['2–3, 3', [2, 3]],
])('reads "%s" as pages %j', (words, pages) => {
  expect(pagesNamed(words, 5)).toEqual(pages)
})

test.each(['0', '6', '3-2', '1-9', 'x', '-', '1,', '1 2', '1-2-3'])('refuses "%s"', words => {
  expect(pagesNamed(words, 5)).toBeNull()
})
