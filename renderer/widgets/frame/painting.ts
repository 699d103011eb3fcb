import type { Span } from '../../plot/Plane.tsx'
import { rounded } from './sample.ts'

type Rows = readonly (readonly number[])[]

/** A drag leaves points only this far apart, in parts of the picture's width. */
const apart = 0.03

/**
 * Rows with one more whose first two numbers are a place of the picture; the same rows where that is all but upon the last
 * one, or where `most` rows are full.
 */
export function withPoint(
  rows: Rows,
  [a = 0, b = 0, ...rest]: readonly number[],
  x: Span,
  y: Span,
  most: number,
): Rows {
  const last = rows.at(-1)
  const near = last && Math.hypot((last[0]! - a) / (x.to - x.from), (last[1]! - b) / (y.to - y.from)) < apart
  return near || rows.length >= most ? rows : [...rows, [rounded(a), rounded(b), ...rest]]
}
