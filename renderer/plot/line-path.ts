import type { Frame } from './Plane.tsx'

type Box = Pick<Frame, 'left' | 'top' | 'width' | 'height'>

/** Lines are cut off this far outside of the frame, so that no end and no joint of one shows. */
const outsidePx = 24
/** Farther away all is the same direction. */
const farthestPx = 1e9

const bounded = (pixel: number) => Math.min(farthestPx, Math.max(-farthestPx, pixel))
const written = (pixel: number) => `${Math.round(pixel * 10) / 10}`

/** The part of a segment within [low, high] of one axis, as shares of its length, narrowed from `[from, to]`. */
function narrowed(
  [from, to]: readonly [number, number],
  start: number,
  end: number,
  low: number,
  high: number,
): readonly [number, number] {
  if (start === end) return start >= low && start <= high ? [from, to] : [1, 0]
  const [a, b] = [(low - start) / (end - start), (high - start) / (end - start)]
  return [Math.max(from, Math.min(a, b)), Math.min(to, Math.max(a, b))]
}

type Growing = (count: number, head?: { readonly x: number; readonly y: number }) => string

/**
 * A line as SVG path data up to so many of its places, without what lies outside of the frame (Liang and Barsky's cut): a
 * dashed line that runs away for millions of pixels would be millions of dashes, none of them seen. `places` are x and y in
 * turn, pixels, no numbers where the line breaks. While a run plays its lines grow at every frame: what is written of one is
 * only written on. From its last place it may go on to a `head`.
 */
export function growingLine(places: Float64Array, { left, top, width, height }: Box): Growing {
  const [lowX, highX] = [left - outsidePx, left + width + outsidePx]
  const [lowY, highY] = [top - outsidePx, top + height + outsidePx]
  const isInside = (x: number, y: number) => x >= lowX && x <= highX && y >= lowY && y <= highY
  let path = ''
  let isDown = false
  let done = 1
  const stroke = (a: number, b: number, c: number, d: number, from: number, to: number) => {
    if (!isDown || from > 0) path += `M${written(a + (c - a) * from)} ${written(b + (d - b) * from)}`
    path += `L${written(a + (c - a) * to)} ${written(b + (d - b) * to)}`
    isDown = to === 1
  }
  const writeOn = (at: number, x: number, y: number) => {
    const [a, b] = [bounded(places[at - 2]!), bounded(places[at - 1]!)]
    const [c, d] = [bounded(x), bounded(y)]
    if (isInside(a, b) && isInside(c, d)) return stroke(a, b, c, d, 0, 1)
    // Where there is no number nothing is within.
    const [from, to] = narrowed(narrowed([0, 1], a, c, lowX, highX), b, d, lowY, highY)
    if (from <= to) stroke(a, b, c, d, from, to)
    else isDown = false
  }
  return (count, head) => {
    const end = Math.min(count, places.length / 2)
    if (end < done) {
      path = ''
      isDown = false
      done = 1
    }
    for (; done < end; done++) writeOn(2 * done, places[2 * done]!, places[2 * done + 1]!)
    if (!head || end < 1) return path
    const [grown, wasDown] = [path, isDown]
    writeOn(2 * end, head.x, head.y)
    const whole = path
    path = grown
    isDown = wasDown
    return whole
  }
}
