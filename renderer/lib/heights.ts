/** Where rows of different heights stand, and which of them are near a window. All lengths in one unit. */
export interface Placed {
  /** Index of the first row to draw, and the one behind the last. */
  first: number
  end: number
  /** Room to leave before and behind them. */
  before: number
  behind: number
}

/** How much is drawn beside the window on each side, in windows. */
const margin = 0.75

/** `heightOf` gives a row's height, known or guessed; `top` is how far the list has been scrolled. */
export function placedRows(
  count: number,
  heightOf: (row: number) => number,
  top: number,
  windowHeight: number,
): Placed {
  const [from, to] = [top - margin * windowHeight, top + (1 + margin) * windowHeight]
  const placed: Placed = { first: count, end: count, before: 0, behind: 0 }
  let at = 0
  for (let row = 0; row < count; row++) {
    const height = heightOf(row)
    if (at + height <= from) placed.before += height
    else if (at >= to) placed.behind += height
    else if (placed.first === count) placed.first = row
    if (at >= to && placed.end === count) placed.end = row
    at += height
  }
  if (placed.first === count) placed.first = placed.end = Math.min(placed.end, count)
  return placed
}
