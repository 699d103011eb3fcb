import { mergedByLine, type PageSpace, rectPtFromPx, type RectPx } from '../annotations/geometry.ts'
import type { PageSelection, Piece } from '../annotations/anchor.ts'
import { readingOrder } from '../annotations/reading-order.ts'

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
  const spans = spansOf(textLayer)
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
    // Going back to the left means a new line; a lowered index does not.
    return box && next && next.left < (box.left + box.right) / 2 ? [span, lineBreak()] : [span]
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

/** What of a page lies in a range of the document; null where none does or the page's text is not laid out. */
export function pageSelectionFrom(range: Range, { number, textLayer, space }: TextPage): PageSelection | null {
  const starts = startsOf.get(textLayer)
  if (!starts || !range.intersectsNode(textLayer)) return null
  const frame = textLayer.getBoundingClientRect()
  const scale = space.width / frame.width
  const rectsPx: RectPx[] = []
  const pieces = spansOf(textLayer).map((span): Piece => {
    const piece = {
      text: span.textContent,
      start: starts.get(span) ?? 0,
      from: 0,
      to: 0,
      endsLine: span.nextElementSibling?.tagName === 'BR',
    }
    let at = 0
    // Several nodes where find has marked hits.
    for (const node of textNodesOf(span)) {
      const [from, to] = cut(node, range)
      if (to > from) {
        if (piece.to === piece.from) piece.from = at + from
        piece.to = at + to
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
  return rectsPt.length > 0 ? { page: number, pieces, rectsPt } : null
}

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
