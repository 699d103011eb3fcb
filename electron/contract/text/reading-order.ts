/** A piece of text on a page; y grows downwards. */
export interface TextBox {
  left: number
  top: number
  right: number
  bottom: number
  characters: number
}

/** Fewer lines than this side by side may be a table or an address block; those stay as the file has them. */
const leastLines = 6
/** Columns of prose have longer lines than a table's cells, characters. */
const leastCharacters = 18

type Side = 'left' | 'right' | 'across'
const sideOf = (box: TextBox, gutter: number): Side =>
  box.right <= gutter + 1 ? 'left' : box.left >= gutter - 1 ? 'right' : 'across'

/** The x in the middle of the page that the fewest boxes cross. */
function gutterOf(boxes: readonly TextBox[]): number {
  const left = Math.min(...boxes.map(box => box.left))
  const width = Math.max(...boxes.map(box => box.right)) - left
  let gutter = 0
  let fewest = Infinity
  for (let step = 0; step <= 30; step++) {
    // From the middle outwards, so that of equally clear places the middle one wins.
    const x = left + width * (0.5 + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 0.01)
    let crossing = 0
    for (const box of boxes) if (box.right > x + 1 && box.left < x - 1) crossing++
    if (crossing < fewest) [gutter, fewest] = [x, crossing]
  }
  return gutter
}

/** Tells whether the file goes from one column of prose to the other at every line. */
function isWoven(boxes: readonly TextBox[], gutter: number): boolean {
  const sides = boxes.map(box => sideOf(box, gutter)).filter(side => side !== 'across')
  const changes = sides.filter((side, index) => index > 0 && side !== sides[index - 1]).length
  if (changes < 2 * leastLines) return false
  const [left, right] = (['left', 'right'] as const).map(side => boxes.filter(box => sideOf(box, gutter) === side))
  if (!left || !right) return false
  const meanLine = (column: TextBox[]) => column.reduce((sum, box) => sum + box.characters, 0) / (changes / 2)
  const gap = Math.min(...right.map(box => box.left)) - Math.max(...left.map(box => box.right))
  const height = boxes.reduce((sum, box) => sum + box.bottom - box.top, 0) / boxes.length
  return gap > height / 2 && Math.min(meanLine(left), meanLine(right)) >= leastCharacters
}

/**
 * The order in which a page's text is read, as indexes into `boxes`, or null where the file's own order stands: nearly always.
 * It is changed only where two columns of prose are written line by line across both. Boxes without extent or text keep their
 * place behind the box before them. Lengths in CSS pixels.
 */
export function readingOrder(boxes: readonly TextBox[]): number[] | null {
  const solid = boxes.filter(box => box.right > box.left && box.characters > 0)
  if (solid.length < 2 * leastLines) return null
  const gutter = gutterOf(solid)
  if (!isWoven(solid, gutter)) return null

  const order: number[] = []
  const columns: Record<'left' | 'right', number[]> = { left: [], right: [] }
  const flush = () => order.push(...columns.left.splice(0), ...columns.right.splice(0))
  let side: Side = 'across'
  boxes.forEach((box, index) => {
    if (box.right > box.left && box.characters > 0) side = sideOf(box, gutter)
    if (side === 'across') flush()
    if (side === 'across') order.push(index)
    else columns[side].push(index)
  })
  flush()
  return order
}

type Edges = Omit<TextBox, 'characters'>

/** Tells whether a box begins a line behind another: it goes back to the left, or up to the next column; a lowered index does neither. */
export const beginsLine = (next: Edges, before: Edges): boolean =>
  next.left < (before.left + before.right) / 2 || next.bottom < before.top
