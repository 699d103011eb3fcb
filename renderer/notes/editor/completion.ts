import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { linkOffers } from '../../state/link-offers.ts'

const begun = /\[\[([^[\]|\n]*)$/

/** Offers what a link may lead to as soon as `[[` is written; the offer brings the closing brackets with it. */
function offersAt(context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos)
  const [written, query = ''] = begun.exec(line.text.slice(0, context.pos - line.from)) ?? []
  if (written === undefined) return null
  const { name } = syntaxTree(context.state).resolveInner(context.pos, -1)
  if (/Code|Math/.test(name)) return null
  const behind = line.text.slice(context.pos - line.from).startsWith(']]') ? 2 : 0
  return {
    from: context.pos - written.length,
    // The words are weighed here, over the whole library, and not by the editor.
    filter: false,
    options: linkOffers(query).map(({ kind, title, aside, link }) => ({
      label: title,
      detail: aside,
      type: kind,
      apply: (view, _, from, to) =>
        view.dispatch({
          changes: { from, to: to + behind, insert: link },
          selection: { anchor: from + link.length },
          userEvent: 'input.complete',
        }),
    })),
  }
}

export const linkCompletion: Extension = autocompletion({
  override: [offersAt],
  icons: false,
  activateOnTypingDelay: 60,
  // Nobody writes `[[` and means a new line.
  interactionDelay: 0,
})
