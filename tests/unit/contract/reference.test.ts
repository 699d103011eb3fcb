import { expect, test } from 'vitest'
import { authorsShort, yearOf } from '../../../electron/contract/reference-words.ts'
import { reference } from '../../../electron/contract/reference.ts'

const person = (family: string, given: string) => ({ family, given })

test('shortens authors for a row in either script', () => {
  expect(authorsShort({})).toBe('')
  expect(authorsShort({ author: [person('Vaswani', 'Ashish')] })).toBe('Vaswani')
  expect(authorsShort({ author: [person('Boyd', 'Stephen'), person('Vandenberghe', 'Lieven')] })).toBe(
    'Boyd & Vandenberghe',
  )
  expect(authorsShort({ author: [person('A', ''), person('B', ''), person('C', '')] })).toBe('A et al.')
  expect(authorsShort({ author: [{ ...person('Bahdanau', ''), 'non-dropping-particle': 'de' }] })).toBe('de Bahdanau')
  expect(authorsShort({ author: [person('周', '志华')] })).toBe('周志华')
  expect(authorsShort({ author: [person('周', '志华'), person('李', '航')] })).toBe('周志华、李航')
  expect(authorsShort({ author: [person('周', '志华'), person('李', '航'), person('A', 'B')] })).toBe('周志华 等')
  expect(authorsShort({ editor: [{ literal: 'OpenAI' }] })).toBe('OpenAI')
  expect(authorsShort({ author: [], editor: [person('Bishop', 'C.')] })).toBe('Bishop')
})

test('gives the year of a date, else null', () => {
  expect(yearOf({ issued: { 'date-parts': [[2017, 6, 12]] } })).toBe(2017)
  expect(yearOf({ issued: { literal: 'in press' } })).toBeNull()
  expect(yearOf({})).toBeNull()
})

test('refuses a month that is none and a type that CSL has not', () => {
  const issued = (month: number) => ({ type: 'book', issued: { 'date-parts': [[2017, month]] } })
  expect(reference.safeParse(issued(12)).success).toBe(true)
  expect(reference.safeParse(issued(13)).success).toBe(false)
  expect(reference.safeParse({ type: 'inproceedings' }).success).toBe(false)
})
