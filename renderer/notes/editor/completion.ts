import {
  autocompletion,
  completionStatus,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import { type EditorState, type Extension, Prec } from '@codemirror/state'
import { type EditorView, keymap } from '@codemirror/view'
import { type LinkOffer, linkOffers } from '../../state/link-offers.ts'
import { headingOffers } from './heading-offers.ts'

const begun = /\[\[([^[\]|\n]*)$/

/** The link that is being written before a place: its words, where it begins, and where its offer is to end. */
function linkAt(state: EditorState, pos: number): { query: string; from: number; to: number } | null {
  const line = state.doc.lineAt(pos)
  const [written, query = ''] = begun.exec(line.text.slice(0, pos - line.from)) ?? []
  if (written === undefined) return null
  const { name } = syntaxTree(state).resolveInner(pos, -1)
  if (/Code|Math/.test(name)) return null
  const behind = line.text.slice(pos - line.from).startsWith(']]') ? 2 : 0
  return { query, from: pos - written.length, to: pos + behind }
}

const put = (view: EditorView, link: string, from: number, to: number): void =>
  view.dispatch({
    changes: { from, to, insert: link },
    selection: { anchor: from + link.length },
    userEvent: 'input.complete',
  })

/** Behind `#` the headings of a note, unless something is called so. */
const offersOf = (query: string, state: EditorState): readonly LinkOffer[] =>
  headingOffers(query, state.sliceDoc()) ?? linkOffers(query)

/** Offers what a link may lead to as soon as `[[` is written; the offer brings the closing brackets with it. */
function offersAt(context: CompletionContext): CompletionResult | null {
  const begins = linkAt(context.state, context.pos)
  if (!begins) return null
  const behind = begins.to - context.pos
  return {
    from: begins.from,
    // The words are weighed here, over the whole library, and not by the editor.
    filter: false,
    options: offersOf(begins.query, context.state).map(({ kind, title, aside, link }) => ({
      label: title,
      detail: aside,
      type: kind,
      apply: (view, _, from, to) => put(view, link, from, to + behind),
    })),
  }
}

/** Enter takes the best offer also where it comes before the list has caught up with the words. */
function takeSoon(view: EditorView): boolean {
  const begins = completionStatus(view.state) === 'pending' && linkAt(view.state, view.state.selection.main.head)
  const offer = begins && offersOf(begins.query, view.state)[0]
  if (!offer) return false
  put(view, offer.link, begins.from, begins.to)
  return true
}

export const linkCompletion: Extension = [
  autocompletion({
    override: [offersAt],
    icons: false,
    activateOnTypingDelay: 60,
    // Nobody writes `[[` and means a new line.
    interactionDelay: 0,
  }),
  Prec.highest(keymap.of([{ key: 'Enter', run: takeSoon }])),
]
