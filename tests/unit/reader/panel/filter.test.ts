import { expect, test } from 'vitest'
import { everything, filtered, isFiltering, toggled, valuesOf } from '../../../../renderer/reader/panel/filter.ts'
import { note, passage } from '../annotations/marks.ts'

const all = [
  passage('a', 1, 0, 'Schrödinger’s equation', { tags: ['physics'] }),
  passage('b', 1, 30, '鞍点处的梯度', { color: 'red', comment: 'see the definition' }),
  note('c', 2, { author: 'Bob', comment: 'ＧＲＡＤＩＥＮＴ' }),
]
const ids = (filter = everything) => filtered(all, filter).map(({ id }) => id)

test('lets everything through at first', () => {
  expect(isFiltering(everything)).toBe(false)
  expect(ids()).toEqual(['a', 'b', 'c'])
})

test('finds words in quote, comment and tags, whatever case, accents and width', () => {
  expect(ids({ ...everything, words: 'schrodinger' })).toEqual(['a'])
  expect(ids({ ...everything, words: 'gradient' })).toEqual(['c'])
  expect(ids({ ...everything, words: '梯度 DEFINITION' })).toEqual(['b'])
  expect(ids({ ...everything, words: 'physics' })).toEqual(['a'])
  expect(ids({ ...everything, words: 'physics gradient' })).toEqual([])
})

test('takes one of each set, and all sets together', () => {
  expect(ids(toggled(everything, 'colors', 'red'))).toEqual(['b'])
  expect(ids(toggled(toggled(everything, 'colors', 'red'), 'colors', 'yellow'))).toEqual(['a', 'b', 'c'])
  expect(ids(toggled(toggled(everything, 'colors', 'yellow'), 'kinds', 'note'))).toEqual(['c'])
  expect(ids(toggled(everything, 'tags', 'physics'))).toEqual(['a'])
  expect(ids(toggled(everything, 'authors', 'Bob'))).toEqual(['c'])
  expect(isFiltering(toggled(toggled(everything, 'tags', 'x'), 'tags', 'x'))).toBe(false)
})

test('lists the values in use, most used first', () => {
  expect(valuesOf(all, 'colors')).toEqual(['yellow', 'red'])
  expect(valuesOf(all, 'kinds')).toEqual(['highlight', 'note'])
  expect(valuesOf(all, 'authors')).toEqual(['Ada', 'Bob'])
})
