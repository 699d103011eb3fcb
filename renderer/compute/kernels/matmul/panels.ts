import type { Numbers } from '../kernel.ts'

/** Part of a matrix to be laid down in panels: `lines` rows of A or columns of B, each with `depth` numbers to be summed over. */
export interface Part {
  readonly source: Numbers
  /** Distance of two lines, and of two numbers of one line, in the source. */
  readonly line: number
  readonly along: number
  readonly firstLine: number
  readonly lines: number
  readonly first: number
  readonly depth: number
}

/**
 * Writes panels of `width` lines: for each place along the depth the `width` numbers side by side, so that the product
 * reads its memory in one direction only. The last panel is filled up with zeros. Returns the number of panels.
 */
export function layPanels(part: Part, width: number, out: Numbers, at = 0): number {
  const { source, line, along, firstLine, lines, first, depth } = part
  const panels = Math.ceil(lines / width)
  for (let p = 0; p < panels; p++) {
    const have = Math.min(width, lines - p * width)
    let to = at + p * width * depth
    let from = (firstLine + p * width) * line + first * along
    const fours = have - (have % 4)
    for (let k = 0; k < depth; k++, to += width, from += along) {
      let next = from
      for (let i = 0; i < fours; i += 4, next += 4 * line) {
        out[to + i] = source[next]!
        out[to + i + 1] = source[next + line]!
        out[to + i + 2] = source[next + 2 * line]!
        out[to + i + 3] = source[next + 3 * line]!
      }
      for (let i = fours; i < have; i++, next += line) out[to + i] = source[next]!
      for (let i = have; i < width; i++) out[to + i] = 0
    }
  }
  return panels
}
