import { expect, test } from 'vitest'
import type { Highlight, Note } from '../../../electron/contract/annotation.ts'
import { linksIn } from '../../../electron/contract/note-links.ts'
import { taskAt, withState, withTask } from '../../../renderer/state/note-blocks.ts'
import { quoteOf } from '../../../renderer/state/quoting.ts'
import { item } from './library-of.ts'

const note = 'a\n\n```solver\ndescent?x=1\n```\n\n~~~ solver\ndescent?x=1\n~~~\n\n```solver\ndescent\n```\n'

test('writes a state into the one block that is meant', () => {
  const block = { name: 'descent', state: 'x=1', place: 0 }
  expect(withState(note, block, 1, 'x=2')).toEqual({
    markdown: note.replace('~~~ solver\ndescent?x=1', '~~~ solver\ndescent?x=2'),
    alike: 2,
  })
  expect(withState(note, { ...block, state: '' }, 0, 'f=$1').markdown).toContain('```solver\ndescent?f=$1\n```')
  expect(withState(note, { ...block, name: 'duality' }, 0, 'x=2')).toEqual({ markdown: note, alike: 0 })
})

test('ticks the one task that stands at a place, and clears it', () => {
  const list = '# a\n\n- [ ] one\n- [x] two\n  1. [ ] three\n\n> - [ ] four\n\n- [] none\n- [y](z)\n'
  const at = (words: string) => taskAt(list, list.lastIndexOf('\n', list.indexOf(words)) + 1)
  expect(['one', 'two', 'three', 'four'].map(at)).toEqual([0, 1, 2, 3])
  expect(withTask(list, 0, true)).toEqual({ markdown: list.replace('[ ] one', '[x] one'), alike: 4 })
  expect(withTask(list, 1, false).markdown).toBe(list.replace('[x] two', '[ ] two'))
  expect(withTask(list, 2, true).markdown).toBe(list.replace('[ ] three', '[x] three'))
  expect(withTask(list, 4, true).markdown).toBe(list)
})

const base = {
  id: 'mark-1',
  paper: 'a'.repeat(64),
  color: 'yellow',
  author: '',
  createdAt: '2026-01-01T00:00:00Z',
  modifiedAt: '2026-01-01T00:00:00Z',
}
const highlight: Highlight = {
  ...base,
  kind: 'highlight',
  quote: { exact: 'cost of\n5$ for [all] *x*', prefix: '', suffix: '' },
  parts: [{ page: 3, start: 0, end: 5, rectsPt: [[0, 0, 10, 10]] }],
  comment: 'mine:\n\n- one',
}

test('quotes marked words as words, with the comment and a link back', () => {
  const paper = { ...item('item-1'), title: 'A title' }
  const quote = quoteOf(highlight, paper)
  expect(quote).toBe(
    '> cost of 5\\$ for \\[all\\] \\*x\\*\n>\n> mine:\n>\n> - one\n>\n> — [[annotation:mark-1|A title, p. 3]]\n',
  )
  expect(linksIn(quote).map(({ target }) => target)).toEqual(['annotation:mark-1'])
})

test('quotes a note of a page by its comment, and one without words by its link alone', () => {
  const pinned: Note = { ...base, kind: 'note', page: 2, pointPt: [1, 2], comment: 'why?' }
  const paper = {
    ...item('item-1'),
    reference: { type: 'book', author: [{ family: 'Nash' }], issued: { 'date-parts': [[1950]] } },
  } as Parameters<typeof quoteOf>[1]
  expect(quoteOf(pinned, paper)).toBe('> why?\n>\n> — [[annotation:mark-1|Nash 1950, p. 2]]\n')
  expect(quoteOf({ ...pinned, comment: '' }, paper)).toBe('> — [[annotation:mark-1|Nash 1950, p. 2]]\n')
})
