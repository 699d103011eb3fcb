import { describe, expect, test } from 'vitest'
import { Catalogue } from '../../../renderer/state/catalogue.ts'
import { noteText, readNote } from '../../../renderer/state/note-text.ts'
import { libraryOf, place, text, topic } from './library-of.ts'

const made = () =>
  new Catalogue(
    libraryOf(
      [topic('math', null, 'a0'), topic('code', null, 'a1'), topic('dual', 'math', 'a0'), topic('kkt', 'dual', 'a0')],
      [
        place('e1', 'math', 'a0'),
        place('e2', 'kkt', 'a1'),
        place('e3', 'kkt', 'a0', 'item-e1'),
        text('n1', 'kkt', 'a2', 'words'),
      ],
    ),
  )

describe('Catalogue', () => {
  test('counts the items of a topic with all below it', () => {
    const catalogue = made()
    expect(['math', 'dual', 'kkt', 'code'].map(id => catalogue.itemCount(id))).toEqual([3, 2, 2, 0])
  })

  test('counts anew when a topic or an entry moves', () => {
    const catalogue = made()
    catalogue.apply([
      { table: 'topics', id: 'kkt', record: topic('kkt', 'code', 'a0') },
      { table: 'entries', id: 'e2', record: null },
    ])
    expect(['math', 'dual', 'kkt', 'code'].map(id => catalogue.itemCount(id))).toEqual([1, 0, 1, 1])
    expect(catalogue.childTopics('dual')).toEqual([])
    expect(catalogue.data.entries).not.toHaveProperty('e2')
  })

  test('shows the counts that it was given while a part is not here', () => {
    const catalogue = new Catalogue(libraryOf([topic('math', null, 'a0')], [place('e1', 'math', 'a0')]), { math: 40 })
    catalogue.apply([{ table: 'entries', id: 'e1', record: null }])
    expect(catalogue.itemCount('math')).toBe(40)
    expect(catalogue.itemsOf('math')).toEqual([])
  })

  test('knows the same whether an index was made before a change or after', () => {
    const change = { table: 'entries', id: 'e9', record: place('e9', 'kkt', 'a3') } as const
    const [early, late] = [made(), made()]
    for (const _ of early.ready());
    for (const catalogue of [early, late]) catalogue.apply([change])
    expect(late.entriesOf('kkt')).toEqual(early.entriesOf('kkt'))
    expect(late.placesOf('item-e9')).toEqual(early.placesOf('item-e9'))
  })

  test('knows every place of an item and the way to a topic', () => {
    const catalogue = made()
    expect(catalogue.placesOf('item-e1').map(({ id }) => id)).toEqual(['e1', 'e3'].sort())
    expect(catalogue.pathOf('kkt').map(({ id }) => id)).toEqual(['math', 'dual', 'kkt'])
    expect(catalogue.entriesOf('kkt').map(({ id }) => id)).toEqual(['e3', 'e2', 'n1'])
  })

  test('follows moves among twenty thousand entries', () => {
    const entries = Array.from({ length: 20_000 }, (_, index) =>
      place(`e${index}`, `t${index % 500}`, `a${String(index).padStart(6, '0')}`),
    )
    const topics = Array.from({ length: 500 }, (_, index) => topic(`t${index}`, null, `a${index}`))
    const library = libraryOf(topics, entries)
    const catalogue = new Catalogue(library)
    for (let round = 0; round < 20; round++) {
      catalogue.apply([{ table: 'entries', id: 'e7', record: place('e7', `t${round}`, 'a0') }])
      expect(catalogue.itemCount(`t${round}`)).toBeGreaterThan(39)
    }
  })
})

describe('a note out of its stretches', () => {
  const entries = [
    text('a', 't', 'a0', 'One. '),
    place('i', 't', 'a1'),
    text('b', 't', 'a2', 'Two.'),
    text('c', 't', 'a3', 'English.', 'en'),
    text('d', 't', 'a4', '中文。', 'zh-CN'),
  ]

  test('is read in one language with what is for all', () => {
    expect(readNote(entries, 'en')).toBe('One. Two.\n\nEnglish.')
    expect(readNote(entries, 'zh-CN')).toBe('One. Two.\n\n中文。')
  })

  test('is written one language at a time', () => {
    expect(noteText(entries, null)).toBe('One. Two.')
    expect(noteText(entries, 'zh-CN')).toBe('中文。')
  })
})
