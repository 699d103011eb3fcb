/** A scanned page is one picture; it is text all the same. */
const mostOfPage = 0.8
/** Smaller ones are rules and glyphs. */
const leastPx = 12

/**
 * Lays the photographs and pictures of a drawn page over it once more, so that a colour filter on the page leaves them as
 * they are. `coordinates` are pdf.js's: three corners a picture, as shares of the canvas.
 */
export function figuresOver(canvas: HTMLCanvasElement, coordinates: ArrayLike<number>): HTMLElement | null {
  const layer = document.createElement('div')
  layer.className = 'figure-layer'
  for (let at = 0; at + 5 < coordinates.length; at += 6) {
    const xs = [coordinates[at], coordinates[at + 2], coordinates[at + 4]].map(Number)
    const ys = [coordinates[at + 1], coordinates[at + 3], coordinates[at + 5]].map(Number)
    // The fourth corner completes the parallelogram.
    const [x0 = 0, x1 = 0, x2 = 0] = xs
    const [y0 = 0, y1 = 0, y2 = 0] = ys
    const figure = cutOut(canvas, [...xs, x1 + x2 - x0], [...ys, y1 + y2 - y0])
    if (figure) layer.append(figure)
  }
  return layer.childElementCount > 0 ? layer : null
}

const within = (value: number): number => Math.max(0, Math.min(1, value))

function cutOut(canvas: HTMLCanvasElement, xs: number[], ys: number[]): HTMLCanvasElement | null {
  const [left, right] = [within(Math.min(...xs)), within(Math.max(...xs))]
  const [top, bottom] = [within(Math.min(...ys)), within(Math.max(...ys))]
  const [width, height] = [Math.round((right - left) * canvas.width), Math.round((bottom - top) * canvas.height)]
  if (width < leastPx || height < leastPx || (right - left) * (bottom - top) > mostOfPage) return null
  const figure = document.createElement('canvas')
  figure.width = width
  figure.height = height
  const place = { left, top, width: right - left, height: bottom - top }
  for (const [side, share] of Object.entries(place)) figure.style.setProperty(side, `${share * 100}%`)
  figure
    .getContext('2d')
    ?.drawImage(canvas, left * canvas.width, top * canvas.height, width, height, 0, 0, width, height)
  return figure
}
