import type { Cell } from '../../compute/index.ts'

/** A table of features whose last column says what each row is. */
export interface Labelled {
  readonly names: readonly string[]
  readonly X: readonly (readonly number[])[]
  /** Index of each row's class in `classes`. */
  readonly y: readonly number[]
  readonly classes: readonly string[]
  /** Rows left out: a gap, or a word among the features. */
  readonly dropped: number
}

export interface Columns {
  readonly names: readonly string[]
  /** Below the header, gaps and words as they stand. */
  readonly rows: readonly (readonly Cell[])[]
}

type Numbers = readonly (readonly number[])[]
const isNumber = (cell: Cell | undefined): cell is number => typeof cell === 'number'

/** Reads a pasted table as it is: a first row of nothing but words is its header. */
export function columnsFrom(table: readonly (readonly Cell[])[]): Columns {
  const head = table[0]?.every(cell => typeof cell === 'string') ? table[0] : undefined
  const rows = head ? table.slice(1) : table
  return { names: Array.from({ length: rows[0]?.length ?? 0 }, (_, j) => String(head?.[j] ?? `x${j + 1}`)), rows }
}

/** Columns of at least one number and no word. */
export const numberColumns = ({ names, rows }: Columns): number[] =>
  [...names.keys()].filter(
    j => rows.some(row => isNumber(row[j])) && rows.every(row => isNumber(row[j]) || row[j] === null),
  )

/** A table with its class in the last column; rows with a gap, or a word among the features, are left out. */
export function labelledFrom(table: readonly (readonly Cell[])[]): Labelled {
  const { names, rows } = columnsFrom(table)
  const whole = rows.filter(row => row.slice(0, -1).every(isNumber) && row.at(-1) !== null)
  const classes = [...new Set(whole.map(row => String(row.at(-1))))].sort()
  return {
    names: names.slice(0, -1),
    X: whole.map(row => row.slice(0, -1)) as Numbers,
    y: whole.map(row => classes.indexOf(String(row.at(-1)))),
    classes,
    dropped: rows.length - whole.length,
  }
}

export const tableField = (en: string, zh: string, rows: readonly (readonly Cell[])[]) =>
  ({ kind: 'table', label: { en, 'zh-CN': zh }, default: rows, maxCells: 20_000 }) as const
