import { syntaxTree } from '@codemirror/language'
import { RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'

/** What no dictionary knows. */
const unspelled = new Set([
  'InlineCode',
  'FencedCode',
  'CodeBlock',
  'InlineMath',
  'BlockMath',
  'URL',
  'NoteLink',
  'HTMLTag',
])
const mark = Decoration.mark({ attributes: { spellcheck: 'false' } })

function marksOf(view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges)
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: node => {
        if (!unspelled.has(node.name)) return true
        // A range may reach over several visible ones; the builder wants them in order and apart.
        const [start, end] = [Math.max(node.from, from), Math.min(node.to, to)]
        if (start < end) marks.add(start, end, mark)
        return false
      },
    })
  return marks.finish()
}

/** Keeps the spelling checker out of code, mathematics and addresses. */
export const spellOnlyProse = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = marksOf(view)
    }
    update({ docChanged, viewportChanged, startState, state, view }: ViewUpdate) {
      if (docChanged || viewportChanged || syntaxTree(startState) !== syntaxTree(state))
        this.decorations = marksOf(view)
    }
  },
  { decorations: plugin => plugin.decorations },
)
