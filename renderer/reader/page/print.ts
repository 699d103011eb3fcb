import type { PDFDocumentProxy } from './document.ts'
import { drawSheet, type Sheet } from './sheet.ts'

interface PrintOptions {
  pages: readonly number[]
  /** Degrees clockwise, beside the pages' own. */
  rotation: number
  /** With what the file itself has of marks. */
  marks: boolean
  signal: AbortSignal
  /** Called before each page. */
  onPage(index: number): void
  /** What stands in the place of a page that cannot be drawn. */
  faultText: string
}

/** Pages that wait to be printed. */
export interface Printed {
  sheets: readonly Sheet[]
  /** Pages that could not be drawn: a sheet that says so stands in the place of each. */
  faulty: readonly number[]
  /** Takes them out of the document again. */
  remove(): void
}

/** Fine enough for print, and a page of A4 is still only 2 million pixels. */
const dotsPerPoint = 150 / 72
/** A poster is printed more coarsely: more pixels than this would not be drawn at all. */
const mostPixels = 40_000_000

const widthPx = ({ width, height }: { width: number; height: number }): number =>
  width * Math.min(dotsPerPoint, Math.sqrt(mostPixels / (width * height)))

/** Draws pages for paper, one after the other, and lays them into the document where only a printer sees them; null when called off. */
export async function layForPrint(document: PDFDocumentProxy, options: PrintOptions): Promise<Printed | null> {
  const { pages, rotation, marks, signal, onPage, faultText } = options
  const place = window.document.createElement('div')
  place.className = 'print-pages'
  const sizes = new CSSStyleSheet()
  const sheets: Sheet[] = []
  const remove = () => {
    place.remove()
    for (const image of place.querySelectorAll('img')) URL.revokeObjectURL(image.src)
    window.document.adoptedStyleSheets = window.document.adoptedStyleSheets.filter(sheet => sheet !== sizes)
  }
  const faulty: number[] = []
  for (const [index, page] of pages.entries()) {
    onPage(index)
    const drawn = await drawSheet(document, { page, rotation, widthPx, print: { marks } }, signal)
    const sheet = drawn && (await toImage(drawn)) ? drawn : null
    if (!sheet) faulty.push(page)
    if (signal.aborted) {
      remove()
      return null
    }
    if (sheet) {
      setSize(sheet, sizes)
      sheets.push(sheet)
    }
    place.append(sheet?.element ?? faultySheet(faultText))
  }
  window.document.adoptedStyleSheets.push(sizes)
  window.document.body.append(place)
  return { sheets, faulty, remove }
}

/** A compressed picture in the place of the canvas: a long paper's canvases would fill the memory. False where there is none. */
async function toImage({ element }: Sheet): Promise<boolean> {
  const canvas = element.querySelector('canvas')
  const blob = await new Promise<Blob | null>(resolve => (canvas ? canvas.toBlob(resolve) : resolve(null)))
  if (!canvas || !blob) return false
  const image = new Image()
  image.src = URL.createObjectURL(blob)
  image.alt = ''
  const isSound = await image.decode().then(
    () => true,
    () => false,
  )
  canvas.replaceWith(image)
  canvas.width = canvas.height = 0
  return isSound
}

/** Each page is printed in its own size. */
function setSize({ element, space: { width, height } }: Sheet, sizes: CSSStyleSheet): void {
  const name = `paper-${Math.round(width)}-${Math.round(height)}`
  const known = [...sizes.cssRules].some(rule => rule.cssText.includes(`${name} `))
  if (!known) sizes.insertRule(`@page ${name} { size: ${width}pt ${height}pt; margin: 0 }`)
  element.style.setProperty('page', name)
  element.style.width = `${width}pt`
  // A hair less, or rounding would spill an empty page.
  element.style.height = `${height - 0.5}pt`
}

function faultySheet(text: string): HTMLElement {
  const element = window.document.createElement('div')
  element.className = 'page-sheet'
  element.textContent = text
  return element
}
