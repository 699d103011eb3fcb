import type { Frame } from './Plane.tsx'

/** A place in pixels; undefined where a line breaks. */
type Place = readonly [x: number, y: number] | undefined
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

/**
 * A line as SVG path data, without what lies outside of the frame (Liang and Barsky's cut): a dashed line that runs away
 * for millions of pixels would be millions of dashes, none of them seen.
 */
export function linePath(places: readonly Place[], { left, top, width, height }: Box): string {
  let path = ''
  let isDown = false
  const [low, high] = [
    [left - outsidePx, top - outsidePx],
    [left + width + outsidePx, top + height + outsidePx],
  ] as const
  for (let i = 1; i < places.length; i++) {
    const [start, end] = [places[i - 1]?.map(bounded), places[i]?.map(bounded)]
    if (!start || !end) {
      isDown = false
      continue
    }
    const [[a = 0, b = 0], [c = 0, d = 0]] = [start, end]
    const [from, to] = narrowed(narrowed([0, 1], a, c, low[0], high[0]), b, d, low[1], high[1])
    if (!(from <= to)) {
      isDown = false
      continue
    }
    const at = (share: number) => `${written(a + (c - a) * share)} ${written(b + (d - b) * share)}`
    path += `${isDown && from === 0 ? '' : `M${at(from)}`}L${at(to)}`
    isDown = to === 1
  }
  return path
}
