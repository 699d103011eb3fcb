// @vitest-environment happy-dom
import { completionStatus } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { EditorView, runScopeHandlers } from '@codemirror/view'
import { expect, test } from 'vitest'
import { Catalogue } from '../../../renderer/state/catalogue.ts'
import { useLibrary } from '../../../renderer/state/library.ts'
import { linkCompletion } from '../../../renderer/notes/editor/completion.ts'
import { headingOffers } from '../../../renderer/notes/editor/heading-offers.ts'
import { noteMarkdown } from '../../../renderer/notes/editor/syntax.ts'
import { libraryOf, topic } from '../state/library-of.ts'

/** An editor with a link begun in it, as typing leaves it before the list has come. */
function begun(doc: string): EditorView {
  const data = libraryOf([topic('top-1', null, 'a', '梯度下降 Gradient Descent')])
  data.entries['note'] = {
    ...{ id: 'note', topicId: 'top-1', order: 'a', kind: 'text' },
    markdown: '# The step\n\n## A [b] $x^2$\n',
  }
  useLibrary.setState(({ version }) => ({ data, catalogue: new Catalogue(data), version: version + 1 }))
  const view = new EditorView({ state: EditorState.create({ extensions: [noteMarkdown, linkCompletion] }) })
  view.dispatch({ changes: { from: 0, insert: doc }, selection: { anchor: doc.length }, userEvent: 'input.type' })
  return view
}
const enter = (view: EditorView): boolean =>
  runScopeHandlers(view, new KeyboardEvent('keydown', { key: 'Enter' }), 'editor')

test('takes the best offer by Enter before the list is there', () => {
  const view = begun('see [[gradient')
  expect(completionStatus(view.state)).toBe('pending')
  expect(enter(view)).toBe(true)
  expect(view.state.doc.toString()).toBe('see [[Gradient Descent]]')
  view.destroy()
})

test('leaves Enter alone where nothing is meant', () => {
  const view = begun('see [[nobody')
  expect(enter(view)).toBe(false)
  expect(view.state.doc.toString()).toBe('see [[nobody')
  view.destroy()
})

test('offers the headings of the note that is being written, and of another', () => {
  const own = begun('## Why it *works*\n\n## Why not\n\nsee [[#not')
  expect(enter(own)).toBe(true)
  expect(own.state.doc.line(5).text).toBe('see [[#Why not]]')
  own.destroy()
  expect(headingOffers('Gradient Descent#', '')!.map(({ link }) => link)).toEqual([
    '[[Gradient Descent#The step]]',
    '[[Gradient Descent#A b x^2]]',
  ])
  expect(headingOffers('Gradient Descent#step', '')!.map(({ title }) => title)).toEqual(['The step'])
  expect(headingOffers('C#', '')).toBeNull()
  expect(headingOffers('gradient', '# One')).toBeNull()
})
