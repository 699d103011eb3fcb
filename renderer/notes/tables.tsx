import type { Table } from 'mdast'
import { Children, isValidElement, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Drawings, Drawn } from './drawing.ts'
import { Wide } from './Wide.tsx'

type RowElement = ReactElement<{ inner: ReactElement[] }>

/** The first row of a GFM table is its head. Cells are set as their column says. */
function NoteTable({ node, inner }: Drawn<Table>) {
  const { t } = useTranslation('notes')
  const [head, ...body] = Children.toArray(inner)
    .filter((row): row is RowElement => isValidElement(row))
    .map(row => row.props.inner)
  const cells = (row: ReactElement[], Cell: 'th' | 'td') =>
    row.map((cell, index) => (
      <Cell key={index} style={{ textAlign: node.align?.[index] ?? 'start' }}>
        {cell}
      </Cell>
    ))
  return (
    <Wide label={t('table')}>
      <table>
        <thead>
          <tr>{cells(head ?? [], 'th')}</tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

export const tables: Drawings = { table: NoteTable, tableRow: ({ inner }) => inner, tableCell: ({ inner }) => inner }
