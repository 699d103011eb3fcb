import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type BareMark, type BareShape, bareShapeOf, type Ground } from './bare-shapes.ts'
import type { PageView } from './page-view.ts'

/** From PDF user space to the pixels of a page, as pdf.js's viewports have it. */
type Transform = readonly number[]

/** The shapes of a page's marks that pdf.js leaves out; not of those in whose place ours stand. */
export function bareShapesOf(document: PDFDocumentProxy, marks: readonly BareMark[], ground: Ground): BareShape[] {
  const { ids } = document.annotationStorage.modifiedIds as { ids: ReadonlySet<string> }
  return marks.filter(({ id }) => !ids.has(id)).flatMap(mark => bareShapeOf(mark, ground) ?? [])
}

const svgName = 'http://www.w3.org/2000/svg'

/** Lays the shapes over the picture of a page that is drawn, under our own marks; they scale and turn with it. */
export function layBare({ div, viewport }: PageView, shapes: readonly BareShape[]): void {
  const wrapper = div.querySelector('.canvasWrapper')
  wrapper?.querySelector('.bare-marks')?.remove()
  if (!wrapper || shapes.length === 0) return
  const { transform, width, height } = viewport.clone({ scale: 1 })
  const svg = document.createElementNS(svgName, 'svg')
  svg.classList.add('bare-marks')
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
  svg.setAttribute('preserveAspectRatio', 'none')
  svg.ariaHidden = 'true'
  const group = document.createElementNS(svgName, 'g')
  group.setAttribute('transform', `matrix(${transform.join(' ')})`)
  for (const { path, stroke, fill, widthPt } of shapes) {
    const element = document.createElementNS(svgName, 'path')
    const told = { d: path, stroke, fill, 'stroke-width': String(widthPt) }
    for (const [name, value] of Object.entries(told)) element.setAttribute(name, value)
    group.append(element)
  }
  svg.append(group)
  const layer = wrapper.querySelector('.mark-layer')
  wrapper.insertBefore(svg, layer)
}

/** Draws the shapes into a picture of a page. */
export function drawBare(canvas: HTMLCanvasElement, transform: Transform, shapes: readonly BareShape[]): void {
  const context = canvas.getContext('2d')
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform
  if (!context || shapes.length === 0) return
  context.setTransform(a, b, c, d, e, f)
  context.globalCompositeOperation = 'multiply'
  for (const { path, stroke, fill, widthPt } of shapes) {
    const drawn = new Path2D(path)
    Object.assign(context, { strokeStyle: stroke, fillStyle: fill, lineWidth: widthPt })
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, no array
    if (fill !== 'none') context.fill(drawn)
    if (stroke !== 'none') context.stroke(drawn)
  }
}
