import { describe, expect, test } from 'vitest'
import { Catalogue } from '../../../renderer/state/catalogue.ts'
import { entryStep, landing, neighbourOf, placeAfter, stepOf } from '../../../renderer/topics/moves.ts'
import { rowByTyping, rowsOf } from '../../../renderer/topics/tree-rows.ts'
import { libraryOf, place, text, topic } from '../state/library-of.ts'

// a
//   a1, a2
// b
// c
const catalogue = new Catalogue(
  libraryOf(
    [
      topic('a', null, 'a0'),
      topic('b', null, 'a1'),
      topic('c', null, 'a2'),
      topic('a1', 'a', 'a0'),
      topic('a2', 'a', 'a1'),
    ],
    [
      place('e1', 'a', 'a0'),
      text('n1', 'a', 'a1', 'words'),
      place('e2', 'a', 'a2'),
      text('n2', 'a', 'a3', 'end'),
      place('e3', 'a', 'a4'),
    ],
  ),
)

describe('stepOf', () => {
  test.each([
    ['b', 'up', { parentId: null, before: 'a' }],
    ['a', 'up', null],
    ['a', 'down', { parentId: null, before: 'c' }],
    ['b', 'down', { parentId: null, before: null }],
    ['c', 'down', null],
    ['b', 'in', { parentId: 'a', before: null }],
    ['a', 'in', null],
    ['a2', 'out', { parentId: null, before: 'b' }],
    ['c', 'out', null],
  ] as const)('takes %s %s', (id, step, place) => expect(stepOf(catalogue, id, step)).toEqual(place))
})

describe('landing', () => {
  test('lands before, behind and in a row', () => {
    expect(landing(catalogue, 'c', 'b', 'before', false)).toEqual({ parentId: null, before: 'b' })
    expect(landing(catalogue, 'c', 'a', 'after', false)).toEqual({ parentId: null, before: 'b' })
    expect(landing(catalogue, 'c', 'b', 'into', false)).toEqual({ parentId: 'b', before: null })
  })

  test('lands before the first child behind an open row', () => {
    expect(landing(catalogue, 'c', 'a', 'after', true)).toEqual({ parentId: 'a', before: 'a1' })
  })

  test('never lands in itself or below', () => {
    expect(landing(catalogue, 'a', 'a', 'into', true)).toBeNull()
    expect(landing(catalogue, 'a', 'a2', 'before', false)).toBeNull()
  })

  test('never names the moved topic as its own neighbour', () => {
    expect(landing(catalogue, 'b', 'a', 'after', false)).toEqual({ parentId: null, before: 'c' })
  })
})

test('hands over to the next, the one before, or the parent', () => {
  expect(neighbourOf(catalogue, 'a')).toBe('b')
  expect(neighbourOf(catalogue, 'c')).toBe('b')
  const lonely = new Catalogue(libraryOf([topic('p', null, 'a0'), topic('q', 'p', 'a0')]))
  expect(neighbourOf(lonely, 'q')).toBe('p')
  expect(neighbourOf(lonely, 'p')).toBeNull()
})

test('moves an item over the stretches of the note', () => {
  expect(entryStep(catalogue, 'a', ['e2'], 'up')).toBe('e1')
  expect(entryStep(catalogue, 'a', ['e1'], 'up')).toBeUndefined()
  expect(entryStep(catalogue, 'a', ['e1'], 'down')).toBe('n2')
  expect(entryStep(catalogue, 'a', ['e2'], 'down')).toBeNull()
  expect(entryStep(catalogue, 'a', ['e3'], 'down')).toBeUndefined()
})

describe('rowsOf', () => {
  const titles = (open: string[], draft: Parameters<typeof rowsOf>[2] = null) =>
    rowsOf(catalogue, new Set(open), draft).map(row => `${row.level}${row.topic?.id ?? '+'}`)

  test('lists what is unfolded', () => {
    expect(titles([])).toEqual(['1a', '1b', '1c'])
    expect(titles(['a'])).toEqual(['1a', '2a1', '2a2', '1b', '1c'])
  })

  test('shows the line of a new topic where it will stand', () => {
    expect(titles([], placeAfter(catalogue, 'a'))).toEqual(['1a', '1+', '1b', '1c'])
    expect(titles(['a'], { parentId: 'a', before: null })).toEqual(['1a', '2a1', '2a2', '2+', '1b', '1c'])
    expect(titles(['b'], { parentId: 'b', before: null })).toEqual(['1a', '1b', '2+', '1c'])
  })

  test('finds a row by the letters typed, round the end', () => {
    const rows = rowsOf(catalogue, new Set(['a']), null)
    expect(rowByTyping(rows, 0, 'a')).toBe(1)
    expect(rowByTyping(rows, 2, 'A')).toBe(0)
    expect(rowByTyping(rows, 1, 'a2')).toBe(2)
    expect(rowByTyping(rows, 0, 'x')).toBe(-1)
  })
})
