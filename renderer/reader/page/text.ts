import type { PagePart, RectPt, Turn } from '../../../electron/contract/annotation.ts'
import { mergedByLine, type PageSpace, rectPtFromPx, rectPxFromPt, type RectPx } from '../annotations/geometry.ts'
import type { PageSelection, Piece } from '../annotations/anchor.ts'
import type { Edge, TextPlace } from '../annotations/ends.ts'
import { logicalOrder } from '../../../electron/contract/text/bidi.ts'
import { beginsLine, readingOrder } from '../../../electron/contract/text/reading-order.ts'

/** A page whose text lies over it as pdf.js's spans, one a stretch of text, each line ended by a <br>. */
export interface TextPage {
  number: number
  textLayer: HTMLElement
  /** The page at the scale in which it is drawn now. */
  space: PageSpace & { width: number }
}

/** Where each span's text begins in the page's text, by text layer. */
const startsOf = new WeakMap<Element, Map<Element, number>>()

const spansOf = (textLayer: Element) => [...textLayer.querySelectorAll<HTMLElement>('span[role="presentation"]')]

/** Called once a text layer is filled: notes where each span stands in the file, then puts the spans in reading order. */
export function arrangeTextLayer(textLayer: HTMLElement): void {
  if (startsOf.has(textLayer)) return
  const orders = linesIn(textLayer).map(spans => ({ spans, order: orderOf(spans) }))
  // In a tagged PDF each letter may be marked by itself; what has no id says nothing, and is in the way.
  if (orders.some(({ order }) => order))
    for (const part of textLayer.querySelectorAll('.markedContent:not([id])')) part.replaceWith(...part.childNodes)
  const spans = orders.flatMap(({ spans, order }) => (order ? readLine(spans, order) : spans))
  const starts = new Map<Element, number>()
  let at = 0
  for (const span of spans) {
    starts.set(span, at)
    at += span.textContent.length
  }
  startsOf.set(textLayer, starts)
  // A tagged PDF says its order itself, and its elements refer to each other.
  if (!textLayer.querySelector('.markedContent')) reorder(textLayer, spans)
}

/** The spans of a text layer, line by line. */
function linesIn(textLayer: HTMLElement): HTMLElement[][] {
  const lines: HTMLElement[][] = [[]]
  for (const element of textLayer.querySelectorAll<HTMLElement>('span[role="presentation"], br'))
    if (element.tagName === 'BR') lines.push([])
    else lines.at(-1)?.push(element)
  return lines
}

/** The order in which the spans of a line are read, as `pageTextFrom` has it; null where it is the file's. */
function orderOf(spans: readonly HTMLElement[]): number[] | null {
  if (spans.some(({ style }) => style.getPropertyValue('--rotate'))) return null
  const words = spans.map(({ textContent }) => textContent)
  // Where pdf.js puts them, parts of the page: the page may be turned.
  return logicalOrder(
    words,
    spans.map(({ style }) => Number.parseFloat(style.left)),
  )
}

/** Lays the spans of a line out as they are read, so that a selection runs along them. */
function readLine(spans: readonly HTMLElement[], order: readonly number[]): HTMLElement[] {
  const read = order.flatMap(index => spans[index] ?? [])
  layOut(read, spans)
  return read
}

/** Puts the spans of a line into another order, where they stand side by side in the document. */
function layOut(read: readonly HTMLElement[], spans: readonly HTMLElement[]): void {
  const [parent, behind] = [spans[0]?.parentElement, spans.at(-1)?.nextSibling ?? null]
  if (!parent || spans.some(({ parentElement }) => parentElement !== parent)) return
  for (const span of read) parent.insertBefore(span, behind)
}

function reorder(textLayer: HTMLElement, spans: HTMLElement[]): void {
  const boxes = spans.map(span => {
    const { left, top, right, bottom } = span.getBoundingClientRect()
    return { left, top, right, bottom, characters: span.textContent.trim().length }
  })
  const order = readingOrder(boxes)
  if (!order) return
  textLayer.querySelectorAll('br').forEach(br => br.remove())
  const nodes = order.flatMap((index, place) => {
    const [box, next] = [boxes[index], boxes[order[place + 1] ?? -1]]
    const span = spans[index]
    if (!span) return []
    return box && next && beginsLine(next, box) ? [span, lineBreak()] : [span]
  })
  textLayer.prepend(...nodes)
}

function lineBreak(): HTMLElement {
  const br = document.createElement('br')
  br.setAttribute('role', 'presentation')
  return br
}

/** The stretch of a text node that lies in the range. */
function cut(node: Text, range: Range): [number, number] {
  if (!range.intersectsNode(node)) return [0, 0]
  const from = range.startContainer === node ? range.startOffset : 0
  return [from, range.endContainer === node ? range.endOffset : node.length]
}

function* textNodesOf(span: HTMLElement): Generator<Text> {
  const walker = document.createTreeWalker(span, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) yield walker.currentNode as Text
}

/** Where in its page's text the letter under a point of the window is; null where there is none. */
export function offsetUnder(clientX: number, clientY: number): { page: number; offset: number } | null {
  const caret = document.caretPositionFromPoint(clientX, clientY)
  const node = caret?.offsetNode
  const span = node?.parentElement?.closest('.textLayer span')
  if (!caret || !span || !(node instanceof Text)) return null
  // A caret stands also beside the last word of a line.
  const { left, right, top, bottom } = span.getBoundingClientRect()
  const isOver = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom
  return isOver ? offsetIn(node, caret.offset) : null
}

/** Where in its page's text a place of a text layer is; null for any other. */
export function offsetIn(node: Node, offset: number): { page: number; offset: number } | null {
  const span = node.parentElement?.closest('.textLayer span')
  const layer = span?.closest('.textLayer')
  const start = span && layer ? startsOf.get(layer)?.get(span) : undefined
  const page = Number(layer?.closest<HTMLElement>('.page')?.dataset['pageNumber'])
  return start !== undefined && page > 0 ? { page, offset: start + offset } : null
}

/** A stretch of a page's text as ranges of its spans, in the file's order; none where the text is not laid out. */
export function rangesIn(textLayer: HTMLElement, start: number, end: number): Range[] {
  const ranges: Range[] = []
  for (const [span, at] of startsOf.get(textLayer) ?? []) {
    const node = span.firstChild
    if (!(node instanceof Text) || at >= end || at + node.length <= start) continue
    const range = document.createRange()
    range.setStart(node, Math.max(0, start - at))
    range.setEnd(node, Math.min(node.length, end - at))
    ranges.push(range)
  }
  return ranges
}

/** What of a page lies in a range of the document; null where none does or the page's text is not laid out. */
export function pageSelectionFrom(range: Range, { number, textLayer, space }: TextPage): PageSelection | null {
  const starts = startsOf.get(textLayer)
  if (!starts || !range.intersectsNode(textLayer)) return null
  const frame = textLayer.getBoundingClientRect()
  const scale = space.width / frame.width
  const rectsPx: RectPx[] = []
  let turn: Turn | undefined
  // The break may stand in another part of a tagged PDF than the word before it.
  const ends = new Set(linesIn(textLayer).map(line => line.at(-1)))
  const pieces = spansOf(textLayer).map((span): Piece => {
    const piece = {
      text: span.textContent,
      start: starts.get(span) ?? 0,
      from: 0,
      to: 0,
      endsLine: ends.has(span),
    }
    let at = 0
    // Several nodes where find has marked hits.
    for (const node of textNodesOf(span)) {
      const [from, to] = cut(node, range)
      if (to > from) {
        if (piece.to === piece.from) piece.from = at + from
        piece.to = at + to
        turn ??= turnOf(span)
        rectsPx.push(...rectsIn(node, from, to).map(rect => common(rect, span.getBoundingClientRect())))
      }
      at += node.length
    }
    return piece
  })
  const rectsPt = mergedByLine(rectsPx)
    .map(({ left, top, right, bottom }) => ({
      left: (left - frame.left) * scale,
      top: (top - frame.top) * scale,
      right: (right - frame.left) * scale,
      bottom: (bottom - frame.top) * scale,
    }))
    .map(rect => rectPtFromPx(rect, space))
  return rectsPt.length > 0 ? { page: number, pieces, rectsPt, turn: turn ?? 0 } : null
}

/** Which way a span's words run in PDF user space; pdf.js writes the way on an unrotated page into its style, clockwise. */
function turnOf(span: HTMLElement): Turn {
  const clockwise = Number.parseFloat(span.style.getPropertyValue('--rotate')) || 0
  return ((((Math.round(-clockwise / 90) % 4) + 4) % 4) * 90) as Turn
}

/** The words that a part of an annotation covers, as a range of its page's text; null where the text is not laid out. */
export function rangeOfPart({ start, end, rectsPt }: PagePart, { textLayer, space }: TextPage): Range | null {
  const starts = startsOf.get(textLayer)
  if (!starts) return null
  const frame = textLayer.getBoundingClientRect()
  const scale = space.width / frame.width
  const marked = rectsPt.map(rect => rectPxFromPt(rect, space))
  // Between two columns that the file weaves, offsets alone would take the other column too.
  const isMarked = (span: HTMLElement) =>
    [...span.getClientRects()].some(rect =>
      marked.some(
        ({ left, top, right, bottom }) =>
          (rect.left - frame.left) * scale < right &&
          (rect.right - frame.left) * scale > left &&
          (rect.top - frame.top) * scale < bottom &&
          (rect.bottom - frame.top) * scale > top,
      ),
    )
  const spans = spansOf(textLayer).map((span, piece) => ({ span, piece, at: starts.get(span) ?? 0 }))
  const covered = spans.filter(({ span, at }) => at < end && at + span.textContent.length > start && isMarked(span))
  const [first, last] = [covered[0], covered.at(-1)]
  if (!first || !last) return null
  return rangeBetween(textLayer, {
    start: { piece: first.piece, offset: Math.max(0, start - first.at) },
    end: { piece: last.piece, offset: Math.min(last.span.textContent.length, end - last.at) },
  })
}

/** A stretch of a page's text, by its pieces in reading order. */
export function rangeBetween(textLayer: HTMLElement, { start, end }: Record<Edge, TextPlace>): Range | null {
  const spans = spansOf(textLayer)
  const range = document.createRange()
  const [from, to] = [nodeAt(spans[start.piece], start.offset), nodeAt(spans[end.piece], end.offset)]
  if (!from || !to) return null
  range.setStart(...from)
  range.setEnd(...to)
  return range
}

/** The text node of a span that holds an offset, and how far in it. */
function nodeAt(span: HTMLElement | undefined, offset: number): [Text, number] | null {
  let left = offset
  let last: Text | null = null
  for (const node of span ? textNodesOf(span) : []) {
    if (left <= node.length) return [node, left]
    left -= node.length
    last = node
  }
  return last && [last, last.length]
}

/** The words nearest to a rectangle of a page: one stretch of text as the file has it. Null where the page has none. */
export function nearestSelection(rectPt: RectPt, page: TextPage): PageSelection | null {
  const frame = page.textLayer.getBoundingClientRect()
  const scale = page.space.width / frame.width
  const place = rectPxFromPt(rectPt, page.space)
  let nearest: HTMLElement | null = null
  let least = Infinity
  for (const span of spansOf(page.textLayer)) {
    if (span.textContent.trim() === '') continue
    const { left, top, right, bottom } = span.getBoundingClientRect()
    const aside = gap((left - frame.left) * scale, (right - frame.left) * scale, place.left, place.right)
    const above = gap((top - frame.top) * scale, (bottom - frame.top) * scale, place.top, place.bottom)
    if (Math.hypot(aside, above) < least) [nearest, least] = [span, Math.hypot(aside, above)]
  }
  if (!nearest) return null
  const range = document.createRange()
  range.selectNodeContents(nearest)
  return pageSelectionFrom(range, page)
}

/** How far two stretches of a line are apart; 0 where they share a place. */
const gap = (from: number, to: number, otherFrom: number, otherTo: number): number =>
  Math.max(0, from - otherTo, otherFrom - to)

/** The rectangles of a stretch of text, without the space at its ends. */
function rectsIn(node: Text, from: number, to: number): DOMRect[] {
  const text = node.data.slice(from, to)
  if (text.trim() === '') return []
  const part = document.createRange()
  part.setStart(node, to - text.trimStart().length)
  part.setEnd(node, from + text.trimEnd().length)
  return [...part.getClientRects()]
}

/** What two rectangles share: a font that stands in may be taller than the line. */
const common = (a: RectPx, b: RectPx): RectPx => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
})
