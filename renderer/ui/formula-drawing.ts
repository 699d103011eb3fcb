import type { Macros } from '../lib/macros.ts'
import { texWithPlainColumns } from '../lib/tex-columns.ts'
import { katex } from './katex-strict.ts'

// Longer sources take KaTeX seconds, and a table of thousands of cells minutes.
const maximumLength = 2_000
const maximumCells = 500
/** A macro that calls itself is ended after as many steps. */
const maximumExpansions = 1_000

/** KaTeX's own words without its name and its copy of the source; '' for what is no mistake in the formula. */
const reasonFrom = (error: unknown): string =>
  error instanceof katex.ParseError
    ? error.message.replace(/^KaTeX parse error: /, '').replace(/ at (position \d+|end of input): [\s\S]*$/, '')
    : ''

/** Where in the source KaTeX stopped, UTF-16 units; -1 where it does not say, or where it speaks of a macro's text. */
function placeIn(error: unknown, tex: string): number {
  if (!(error instanceof katex.ParseError)) return -1
  const { position, message } = error
  // It quotes what it read, with a line under the signs.
  const quoted = / at (?:position \d+|end of input): …?([\s\S]*?)…?$/.exec(message)?.[1]?.replaceAll('\u0332', '')
  return position >= 0 && position <= tex.length && quoted !== undefined && tex.includes(quoted) ? position : -1
}

function element(className: string, text: string): HTMLElement {
  const span = document.createElement('span')
  span.className = className
  span.textContent = text
  return span
}

/** Shows what was written, marks the place that was refused, and says why. */
function showRefused(tex: string, error: unknown, place: HTMLElement): void {
  const at = placeIn(error, tex)
  const reason = reasonFrom(error)
  // The end of the source has no sign to mark.
  const marked = at < 0 ? '' : tex.slice(at, at + 1) || '\u00a0'
  place.replaceChildren(
    element('formula-source', at < 0 ? tex : tex.slice(0, at)),
    ...(at < 0 ? [] : [element('formula-fault', marked), element('formula-source', tex.slice(at + 1))]),
    ...(reason ? [element('formula-reason', at < 0 ? reason : `${at + 1}: ${reason}`)] : []),
  )
  place.classList.add('formula-refused')
}

/** What was drawn with a set of macros, the longest unused first: the same sign stands many times over a note and its widgets. */
const drawnWith = new WeakMap<Macros, Map<string, Node>>()
const mostDrawn = 600

function drawnAnew(tex: string, display: boolean, macros: Macros): Node {
  const place = document.createElement('span')
  const options = { displayMode: display, trust: false, strict: 'ignore', maxExpand: maximumExpansions } as const
  // A formula may define macros of its own: they must not stay behind in the shared ones.
  katex.render(texWithPlainColumns(tex), place, { ...options, macros: { ...macros } })
  return place.removeChild(place.firstChild!)
}

/**
 * A copy of KaTeX's drawing of a formula, which takes a small part of the time of drawing it. What is kept stands nowhere
 * itself: it would hold all that it stood in.
 */
function drawing(tex: string, display: boolean, macros: Macros): Node {
  const drawn = drawnWith.get(macros) ?? new Map<string, Node>()
  drawnWith.set(macros, drawn)
  const key = `${display ? 'd' : 'i'}${tex}`
  const node = drawn.get(key) ?? drawnAnew(tex, display, macros)
  drawn.delete(key)
  drawn.set(key, node)
  if (drawn.size > mostDrawn) drawn.delete(drawn.keys().next().value!)
  return node.cloneNode(true)
}

/** Draws LaTeX into an element by KaTeX, for readers of the page and of its MathML. What cannot be drawn is shown as it is written, with the reason and its place. */
export function drawFormula(tex: string, place: HTMLElement, display: boolean, macros: Macros): void {
  try {
    const cells = tex.match(/&|\\\\/g)?.length ?? 0
    if (tex.length > maximumLength || cells > maximumCells) throw new RangeError('formula too large')
    place.replaceChildren(drawing(tex, display, macros))
    place.classList.remove('formula-refused')
  } catch (error) {
    // KaTeX's own way of showing a refused formula sets a style that the window's policy forbids.
    showRefused(tex, error, place)
  }
}
