import type { Cell } from '../../schema.ts'
import { binsFrom, shareEdges, widthEdges } from './edges.ts'
import { statisticOf } from './missing-values.ts'
import { compare } from './one-hot.ts'

export type Row = readonly Cell[]
export interface Coding {
  /** What fills a gap among numbers; `drop` leaves its row out. */
  readonly fill: string
  /** A column of 0 and 1 beside every column of numbers with gaps. */
  readonly indicator: boolean
  /** Words as one column a level but the first (`one-hot`), a column for every level (`all`), or 0, 1, 2 … (`ordinal`). */
  readonly code: string
  /** The column of numbers that is cut into bins; none where `cut` is `none`. */
  readonly binned: number
  readonly cut: string
  readonly bins: number
}

/** What a column of the design is: its column of the table, and the number, gap, level, code or bin it stands for. */
export interface Part {
  readonly column: number
  readonly kind: 'number' | 'gap' | 'level' | 'code' | 'bin'
  readonly level?: Cell
  /** The ends of a bin, null where it is open. */
  readonly from?: number | null
  readonly to?: number | null
}
export interface Encoder {
  /** Rows of the table that are used. */
  readonly kept: readonly number[]
  readonly parts: readonly Part[]
  /** What fills a gap in each column of numbers; null in a column of words. */
  readonly fills: readonly (number | null)[]
  encode(row: Row): number[]
}
interface ColumnEncoder {
  readonly parts: readonly Part[]
  readonly fill: number | null
  encode(cell: Cell): number[]
}

const hot = (count: number, at: number, first: number) =>
  Array.from({ length: count - first }, (_, i) => Number(i + first === at))

function wordsEncoder(column: number, cells: readonly Cell[], { code }: Coding): ColumnEncoder {
  const levels = [...new Set(cells)].sort(compare)
  if (code === 'ordinal')
    return { parts: [{ column, kind: 'code' }], fill: null, encode: cell => [levels.indexOf(cell)] }
  const first = code === 'all' ? 0 : 1
  return {
    parts: levels.slice(first).map(level => ({ column, kind: 'level', level })),
    fill: null,
    encode: cell => hot(levels.length, levels.indexOf(cell), first),
  }
}

function numbersEncoder(column: number, cells: readonly Cell[], coding: Coding): ColumnEncoder {
  const seen = Float64Array.from(cells.filter(cell => cell !== null) as number[])
  const fill = statisticOf(coding.fill, seen, 0)
  const gap = coding.indicator && cells.includes(null)
  const beside = (cell: Cell) => (gap ? [Number(cell === null)] : [])
  const gaps: Part[] = gap ? [{ column, kind: 'gap' }] : []
  if (coding.cut === 'none' || column !== coding.binned)
    return {
      parts: [{ column, kind: 'number' }, ...gaps],
      fill,
      encode: cell => [Number(cell ?? fill), ...beside(cell)],
    }
  const edges = coding.cut === 'width' ? widthEdges(seen, coding.bins) : shareEdges(seen, coding.bins)
  const first = coding.code === 'all' ? 0 : 1
  const bins = Array.from({ length: edges.length + 1 }, (_, i): Part => ({
    column,
    kind: 'bin',
    from: edges[i - 1] ?? null,
    to: edges[i] ?? null,
  }))
  return {
    parts: [...bins.slice(first), ...gaps],
    fill,
    encode: cell => [
      ...hot(bins.length, binsFrom(Float64Array.of(Number(cell ?? fill)), edges)[0]!, first),
      ...beside(cell),
    ],
  }
}

/** How rows of numbers, words and gaps become numbers, learned from these rows. A gap among words is a level of its own. */
export function encoderFrom(rows: readonly Row[], coding: Coding): Encoder {
  const kept = [...rows.keys()].filter(i => coding.fill !== 'drop' || !rows[i]!.includes(null))
  const width = rows[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, j) => {
    const cells = kept.map(i => rows[i]![j]!)
    return cells.some(cell => typeof cell === 'string')
      ? wordsEncoder(j, cells, coding)
      : numbersEncoder(j, cells, coding)
  })
  return {
    kept,
    parts: columns.flatMap(({ parts }) => parts),
    fills: columns.map(({ fill }) => fill),
    encode: row => columns.flatMap(({ encode }, j) => encode(row[j]!)),
  }
}
