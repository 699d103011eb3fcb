/** Rows of one height of which only those near the window are drawn. All lengths in CSS pixels. */
export interface RowRange {
  first: number
  /** One past the last row. */
  end: number
}

/**
 * Which rows to draw. `top` is how far the list's beginning lies above the window's upper edge (negative: below it);
 * `spare` rows are added on each side so that a scroll shows no gap.
 */
export function rowsInView(count: number, rowHeight: number, top: number, windowHeight: number, spare = 8): RowRange {
  const clamp = (row: number) => Math.min(count, Math.max(0, row))
  return {
    first: clamp(Math.floor(top / rowHeight) - spare),
    end: clamp(Math.ceil((top + windowHeight) / rowHeight) + spare),
  }
}
