import type { GroundField } from '../../plot/Ground.tsx'

/** A weight from a unit of one layer to one of the next; `share` of the largest that is drawn. */
export interface Wire {
  readonly layer: number
  readonly from: number
  readonly to: number
  readonly weight: number
  readonly share: number
}

/** The weights between the first `most` units of each layer, of a flat list as networks give it. */
export function wiresOf(widths: readonly number[], weights: ArrayLike<number>, most: number): Wire[] {
  const wires: Omit<Wire, 'share'>[] = []
  let start = 0
  for (let layer = 0; layer + 1 < widths.length; layer++) {
    const [fanIn, fanOut] = [widths[layer]!, widths[layer + 1]!]
    for (let from = 0; from < Math.min(most, fanIn); from++)
      for (let to = 0; to < Math.min(most, fanOut); to++)
        wires.push({ layer, from, to, weight: weights[start + from * fanOut + to]! })
    start += (fanIn + 1) * fanOut
  }
  const largest = Math.max(1e-12, ...wires.map(({ weight }) => Math.abs(weight)))
  return wires.map(wire => ({ ...wire, share: Math.abs(wire.weight) / largest }))
}

/** Places of the plane that a look covers, `side` by `side`, row by row from the lowest up. */
export function placesOf({ from, to }: GroundField, side: number): number[][] {
  const at = (c: number, step: number) => from[c]! + ((to[c]! - from[c]!) * step) / (side - 1)
  return Array.from({ length: side * side }, (_, i) => [at(0, i % side), at(1, Math.floor(i / side))])
}

/** Rows as the network takes them: with the mean of the data taken off, over its spread. */
export function standardised(rows: readonly (readonly number[])[], data: readonly (readonly number[])[]): number[][] {
  const scales = [0, 1].map(c => {
    const mean = data.reduce((sum, row) => sum + row[c]! / data.length, 0)
    const variance = data.reduce((sum, row) => sum + (row[c]! - mean) ** 2 / data.length, 0)
    return { mean, spread: Math.sqrt(variance) || 1 }
  })
  return rows.map(row => scales.map(({ mean, spread }, c) => (row[c]! - mean) / spread))
}

const strengths = [0.2, 0.45, 0.8] as const

/** What a unit says on a grid as few shapes: by its sign, and how strong beside the largest. */
export function groupsOf(
  said: ArrayLike<number>,
  side: number,
  sizePx: number,
): { series: 1 | 2; strength: number; path: string }[] {
  let largest = 1e-12
  for (let i = 0; i < said.length; i++) largest = Math.max(largest, Math.abs(said[i]!))
  // 0 for what says next to nothing; then by strength, those below 0 after the others.
  const groupOf = (value: number) => {
    const share = Math.abs(value) / largest
    if (!(share > 0.05)) return 0
    const step = Math.min(strengths.length - 1, Math.floor(share * strengths.length))
    return 1 + step + (value < 0 ? strengths.length : 0)
  }
  const px = sizePx / side
  const paths = Array.from({ length: 1 + 2 * strengths.length }, () => '')
  for (let row = 0; row < side; row++)
    for (let from = 0, to = 0; from < side; from = to) {
      const group = groupOf(said[row * side + from]!)
      // Cells of a group that stand side by side are one shape: there are thousands, and they are drawn while it learns.
      for (to = from + 1; to < side && groupOf(said[row * side + to]!) === group;) to++
      const width = (to - from) * px
      if (group) paths[group] += `M${from * px} ${sizePx - (row + 1) * px}h${width}v${px}h${-width}z`
    }
  return paths.slice(1).flatMap((path, i) => {
    const series = i < strengths.length ? 1 : 2
    return path ? [{ series, strength: strengths[i % strengths.length]!, path }] : []
  })
}
