import { expect, test } from 'vitest'
import { logicalOrder } from '../../../../electron/contract/text/bidi.ts'
import { searchableFrom } from '../../../../electron/contract/text/searchable.ts'
import { pageTextFrom } from '../../../../electron/contract/text/page-text.ts'

/** Pieces laid side by side from left to right, as the file has them, each ten points wide a letter. */
const read = (...words: string[]): string => {
  const lefts = words.map((_, index) => 10 * words.slice(0, index).join('').length)
  return (logicalOrder(words, lefts) ?? words.map((_, index) => index)).map(index => words[index]).join('')
}

test('reads a right-to-left line whose pieces lie as they are seen', () => {
  expect(read('.', 'ה', 'ד', 'ש', ' ', 'שלום')).toBe('שלום שדה.')
  expect(read('(2024)', ' ', 'במחקר זה')).toBe('במחקר זה (2024)')
  expect(read('هذه', ' ', 'في', ' ', 'ABC', ' ', '123')).toBe('ABC 123 في هذه')
  expect(read('in ', 'Hebrew ', 'ב', 'א', ' it is so')).toBe('in Hebrew אב it is so')
})

test('leaves alone what is read from left to right, or stands in order already', () => {
  expect(logicalOrder(['one', ' ', 'two'], [0, 30, 40])).toBeNull()
  expect(logicalOrder(['שלום', ' ', 'שדה'], [60, 50, 10])).toBeNull()
})

test('finds a word whose letters the file has one by one', () => {
  const item = (str: string, x: number, y: number, hasEOL = false) => ({
    str,
    transform: [12, 0, 0, 12, x, y],
    width: 6,
    fontName: 'f',
    hasEOL,
  })
  const items = [item('م', 50, 700), item('ل', 56, 700), item('ق', 62, 700, true), item('ABC', 72, 680)]
  const page = pageTextFrom(items, { view: [0, 0, 612, 792], rotate: 0 }, new Map())
  expect(searchableFrom([page]).text.trim()).toBe('قلم ABC')
})
