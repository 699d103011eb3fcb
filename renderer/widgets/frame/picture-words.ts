/** The words of a picture that stand in HTML, line by line as the page has broken them. */

/** A rectangle of the window, CSS px. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface WordsLine {
  readonly text: string
  /** Its room and the line that its letters stand on, CSS px of the window. */
  readonly box: Box
  readonly baseline: number
  readonly look: CSSStyleDeclaration
}

/** Words that only a screen reader has stand in a box of a pixel. */
const leastPx = 2

/** What sets something, and is no part of the picture. A button may hold a plot, which is. */
export const controls = 'button:not(:has(.plot)), label, input, select, textarea, .number, [data-controls]'

export const unionOf = (boxes: readonly Box[]): Box => ({
  left: Math.min(...boxes.map(({ left }) => left)),
  top: Math.min(...boxes.map(({ top }) => top)),
  right: Math.max(...boxes.map(({ right }) => right)),
  bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
})

/** Every line of words inside an element that is neither part of a drawing nor of a control. */
export function wordsIn(element: Element): WordsLine[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const lines: WordsLine[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!parent || parent.closest(`svg, .katex-mathml, ${controls}`) || !isSeen(parent)) continue
    lines.push(...linesOf(node as Text, getComputedStyle(parent)))
  }
  return lines
}

const isSeen = (element: Element): boolean => {
  const { width, height } = element.getBoundingClientRect()
  return (
    width >= leastPx &&
    height >= leastPx &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  )
}

function linesOf(node: Text, look: CSSStyleDeclaration): WordsLine[] {
  const lines: { text: string; box: Box }[] = []
  const range = document.createRange()
  // A piece is a word with the space before it, or one letter of a script that breaks anywhere.
  for (const { 0: piece, index } of node.data.matchAll(
    /\s*(?:[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+)/g,
  )) {
    const start = index + piece.length - piece.trimStart().length
    range.setStart(node, start)
    range.setEnd(node, index + piece.length)
    const box = range.getBoundingClientRect()
    if (!box.width) continue
    const last = lines.at(-1)
    if (!last || Math.abs(last.box.top - box.top) >= box.height / 2) lines.push({ text: piece.trimStart(), box })
    else {
      last.text += piece.replace(/\s+/g, ' ')
      last.box = unionOf([last.box, box])
    }
  }
  const ascent = ascentOf(look)
  return lines.map(({ text, box }) => ({ text, box, baseline: box.top + ascent, look }))
}

/** From the top of a line's letters down to what they stand on, px. */
function ascentOf({ font, fontSize }: CSSStyleDeclaration): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) return 0.8 * Number.parseFloat(fontSize)
  context.font = font
  return context.measureText('x').fontBoundingBoxAscent
}
