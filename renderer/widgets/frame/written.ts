import type { Field } from '../../compute/index.ts'
import { cellsFrom } from './cells.ts'

/** How values of several numbers or lines are written in a box, and read from one. */

const plain = (cell: string) => cell.replace(/^[−–]/, '-')
/** What stands between numbers on a line. */
const between = /[\s,;，；、]+/
const numberOf = (cell: string): number => (cell === '' ? Number.NaN : Number(plain(cell)))
const rowsOf = (text: string, cell: (text: string) => unknown) => cellsFrom(text).map(row => row.map(cell))
const cellOf = (cell: string): number | string | null =>
  cell === '' || cell === '?' || cell === 'NA' ? null : Number.isFinite(numberOf(cell)) ? numberOf(cell) : cell
const boundOf = (cell: string): number | null => (/^[-−+]?(inf|∞)/i.test(cell) || cell === '' ? null : numberOf(cell))
const written = (rows: readonly (readonly unknown[])[], comma: string, cell: (value: unknown) => string = String) =>
  rows.map(row => row.map(cell).join(comma)).join('\n')
const quoted = (value: unknown) => {
  const text = `${(value ?? '') as string | number}`
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Reads what stands in the box of a field; what cannot be read is left for the schema to refuse. */
export function readWritten(field: Field, text: string): unknown {
  switch (field.kind) {
    case 'vector':
      return text.split(between).filter(Boolean).map(numberOf)
    case 'matrix':
      return rowsOf(text, numberOf)
    case 'rationals':
      return rowsOf(text, cell => (/^[-−]?\d{1,12}$/.test(cell) ? numberOf(cell) : plain(cell)))
    case 'matrices':
      return text
        .split(/\n\s*\n/)
        .filter(block => block.trim())
        .map(block => rowsOf(block, numberOf))
    case 'table':
      return rowsOf(text, cellOf)
    case 'bounds':
      return rowsOf(text, boundOf)
    case 'expressions':
      return text
        .split('\n')
        .map(line => line.trim())
        .filter(Boolean)
    default:
      return text
  }
}

const isNumber = (field: Field, cell: string): boolean =>
  field.kind === 'rationals' ? /^[-−]?(\d+\/\d+|\d*\.?\d+)$/.test(cell) : Number.isFinite(numberOf(cell))

/** The first thing that is no number in a box of numbers, and where it stands. */
export function misread(field: Field, text: string): { text: string; line: number } | undefined {
  if (field.kind !== 'vector' && field.kind !== 'matrix' && field.kind !== 'rationals') return undefined
  const lines = text.split('\n').flatMap((line, i) => (line.trim() ? [{ line, number: i + 1 }] : []))
  const pieces = lines.map(({ line }) => line.split(between).filter(Boolean))
  // First what is no number anywhere; then what the values are read from: a cell may hold a blank, or nothing.
  for (const rows of field.kind === 'vector' ? [pieces] : [pieces, cellsFrom(text)])
    for (const [i, row] of rows.entries()) {
      const odd = row.find(cell => !isNumber(field, cell))
      if (odd !== undefined) return { text: odd, line: lines[i]?.number ?? i + 1 }
    }
  return undefined
}

/** A field's value as it stands in its box. */
export function writeField(field: Field, value: unknown): string {
  switch (field.kind) {
    case 'vector':
      return (value as number[]).join(', ')
    case 'matrix':
    case 'rationals':
      return written(value as number[][], '  ')
    case 'matrices':
      return (value as number[][][]).map(block => written(block, '  ')).join('\n\n')
    case 'table':
      return written(value as unknown[][], ', ', quoted)
    case 'bounds':
      return written(value as unknown[][], ', ', bound => (typeof bound === 'number' ? String(bound) : 'inf'))
    case 'expressions':
      return (value as string[]).join('\n')
    default:
      return String(value)
  }
}
