import { openSearchPanel } from '@codemirror/search'
import { EditorSelection, type EditorState, type TransactionSpec } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

/** Puts marks around every selection, or takes them away where they stand already. */
export function toggledMarks(state: EditorState, mark: string): TransactionSpec {
  return state.changeByRange(({ from, to }) => {
    const size = mark.length
    const around = state.sliceDoc(from - size, from) === mark && state.sliceDoc(to, to + size) === mark
    // One star inside of two is no mark of its own.
    const isPart = size === 1 && state.sliceDoc(from - 2, from) === mark + mark
    if (around && !isPart)
      return {
        changes: [
          { from: from - size, to: from },
          { from: to, to: to + size },
        ],
        range: EditorSelection.range(from - size, to - size),
      }
    return {
      changes: [
        { from, insert: mark },
        { from: to, insert: mark },
      ],
      range: EditorSelection.range(from + size, to + size),
    }
  })
}

/** Makes a link of the selection: to a note where it is empty or words, around an address where it is one. */
export function linked(state: EditorState): TransactionSpec {
  return state.changeByRange(({ from, to }) => {
    const words = state.sliceDoc(from, to)
    const isAddress = /^https?:\/\/\S+$/.test(words)
    const insert = isAddress ? `[](${words})` : `[[${words}]]`
    return {
      changes: { from, to, insert },
      range: EditorSelection.cursor(isAddress ? from + 1 : from + 2 + words.length),
    }
  })
}

/** Puts a block of Markdown where the cursor is, with blank lines around it, and the cursor behind it. */
export function withBlock(state: EditorState, block: string, at = state.selection.main.to): TransactionSpec {
  const line = state.doc.lineAt(at)
  const position = line.text.trim() === '' ? line.from : line.to
  const before = state.doc.sliceString(0, position)
  const head = before === '' || /\n[ \t]*\n$/.test(before) ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const tail = /^[ \t]*\n[ \t]*\n/.test(state.doc.sliceString(position)) ? '' : '\n'
  const insert = state.toText(`${head}${block.trim()}${tail}`)
  return {
    changes: { from: position, insert },
    selection: { anchor: position + insert.length },
    scrollIntoView: true,
    userEvent: 'input.paste',
  }
}

const dispatch = (make: (state: EditorState) => TransactionSpec) => (view: EditorView) => {
  view.dispatch(view.state.update(make(view.state), { scrollIntoView: true, userEvent: 'input' }))
  view.focus()
}

/** What the table of actions can have the editor do. */
export const editorCommands = {
  bold: dispatch(state => toggledMarks(state, '**')),
  italic: dispatch(state => toggledMarks(state, '*')),
  mark: dispatch(state => toggledMarks(state, '==')),
  code: dispatch(state => toggledMarks(state, '`')),
  formula: dispatch(state => toggledMarks(state, '$')),
  link: dispatch(linked),
  find: (view: EditorView) => {
    openSearchPanel(view)
  },
} satisfies Record<string, (view: EditorView) => void>
