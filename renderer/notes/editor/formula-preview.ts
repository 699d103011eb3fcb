import { syntaxTree } from '@codemirror/language'
import { type EditorState, type Extension, StateField } from '@codemirror/state'
import { showTooltip, type Tooltip } from '@codemirror/view'

/** The formula that the cursor stands in, without its dollars. */
export function formulaAt(state: EditorState): { from: number; to: number; tex: string; display: boolean } | null {
  const { main } = state.selection
  const line = state.doc.lineAt(main.head)
  for (const side of [-1, 1] as const) {
    const node = syntaxTree(state).resolveInner(main.head, side)
    if (node.name !== 'InlineMath' && node.name !== 'BlockMath') continue
    const written = state.sliceDoc(node.from, node.to)
    const tex = written
      .replace(/^\$+/, '')
      .replace(/\$+\s*$/, '')
      .trim()
    // A dollar that is not closed yet makes a formula of all the words to the next one.
    if (node.name === 'InlineMath' && node.to > line.to) continue
    if (tex && main.from >= node.from && main.to <= node.to)
      return { from: node.from, to: node.to, tex, display: node.name === 'BlockMath' || written.startsWith('$$') }
  }
  return null
}

type DrawFormula = (tex: string, place: HTMLElement, display: boolean) => void

function tooltipAt(state: EditorState, draw: DrawFormula): Tooltip | null {
  const formula = formulaAt(state)
  if (!formula) return null
  return {
    pos: formula.from,
    above: true,
    create: () => {
      const dom = document.createElement('div')
      dom.className = 'formula-preview'
      // What is seen here is written right beside it.
      dom.setAttribute('aria-hidden', 'true')
      const place = dom.appendChild(document.createElement('span'))
      draw(formula.tex, place, formula.display)
      return { dom }
    },
  }
}

/** Draws the formula at the cursor above the line that it is written in. */
export const formulaPreview = (draw: DrawFormula): Extension =>
  StateField.define<Tooltip | null>({
    create: state => tooltipAt(state, draw),
    update: (tooltip, { docChanged, selection, state }) => (docChanged || selection ? tooltipAt(state, draw) : tooltip),
    provide: field => showTooltip.from(field),
  })
