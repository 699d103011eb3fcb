/** How a small product reads its matrices, step by step, all threads in step with each other. */
export interface MemoryMoment {
  /** How often each number of A and of B has been read from global memory so far. */
  readonly a: readonly (readonly number[])[]
  readonly b: readonly (readonly number[])[]
  /** Numbers that the workgroup in the upper left corner reads now, from global memory or from its tiles. */
  readonly now: { readonly a: readonly Place[]; readonly b: readonly Place[] }
  /** First column of A, and row of B, of the tiles that lie in shared memory; `undefined` without tiles. */
  readonly tile?: number
  readonly phase: 'begin' | 'read' | 'load' | 'multiply' | 'end'
  readonly reads: number
}
type Place = readonly [row: number, column: number]

interface Size {
  readonly side: number
  readonly tile: number
  readonly tiled: boolean
}

const span = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
const pairs = (rows: readonly number[], columns: readonly number[]): Place[] =>
  rows.flatMap(row => columns.map(column => [row, column] as const))

/** Steps after the beginning: one for each number of the depth, with tiles one more for each tile; then the end. */
export const lastMoment = ({ side, tile, tiled }: Size): number => side + (tiled ? Math.ceil(side / tile) : 0) + 1

export function momentAt(size: Size, k: number): MemoryMoment {
  const { side, tile, tiled } = size
  const group = span(0, Math.min(tile, side))
  // Step 0 is before anything, the last one after everything.
  const at = Math.min(Math.max(0, k - 1), lastMoment(size) - 2)
  const { loaded, from, inside } = tiled ? tilePlace(size, at) : { loaded: at + 1, from: at, inside: 0 }
  const over = k >= lastMoment(size)
  const done = k <= 0 ? 0 : over ? side : loaded
  const times = tiled ? Math.ceil(side / tile) : side
  const idle = k <= 0 || over
  const counted = (isRead: (row: number, column: number) => boolean) =>
    span(0, side).map(row => span(0, side).map(column => (isRead(row, column) ? times : 0)))
  const depth = !tiled ? [from] : inside === 0 ? span(from, Math.min(side, from + tile)) : [from + inside - 1]
  return {
    a: counted((_, column) => column < done),
    b: counted(row => row < done),
    now: { a: idle ? [] : pairs(group, depth), b: idle ? [] : pairs(depth, group) },
    ...(tiled && !idle && { tile: from }),
    phase: k <= 0 ? 'begin' : over ? 'end' : !tiled ? 'read' : inside === 0 ? 'load' : 'multiply',
    reads: 2 * times * side * done,
  }
}

/** Which tile step `at` works with, how far into it (0 loads it), and how much of the depth has been loaded with it. */
function tilePlace({ side, tile }: Size, at: number): { from: number; inside: number; loaded: number } {
  let [from, left] = [0, at]
  for (;;) {
    const depth = Math.min(tile, side - from)
    if (left <= depth || from + depth >= side) return { from, inside: Math.min(left, depth), loaded: from + depth }
    left -= depth + 1
    from += tile
  }
}
