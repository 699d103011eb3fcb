import { memo, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText } from '../../lib/number.ts'
import type { Table } from './model.ts'

/** More would only be scrolled past; the file has them all. */
const most = 200
const digits = 6

/** The numbers behind the picture. */
const DataTable = memo(function DataTable({ table }: { table: Table }) {
  const { t } = useTranslation('widgets')
  const more = table.rows.length - most
  return (
    <div className="data" tabIndex={0} role="region" aria-label={t('data')}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column, i) => (
              <th key={i} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, most).map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>{typeof cell === 'number' ? numberText(cell, digits) : (cell ?? '')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="open">{t('moreRows', { rows: more })}</p>}
    </div>
  )
})

/** The numbers behind the picture, asked for and drawn only once they are opened. */
export function FoldedTable({ table }: { table: () => Table }) {
  const { t } = useTranslation('widgets')
  const [open, setOpen] = useState(false)
  const late = useDeferredValue(table)
  return (
    <details className="numbers" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('data')}</summary>
      {open && <DataTable table={late()} />}
    </details>
  )
}

const cellText = (cell: number | string | null): string => {
  const text = cell === null ? '' : String(cell)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The whole table as CSV (RFC 4180), numbers in full. */
export const csvFrom = ({ columns, rows }: Table): string =>
  [columns, ...rows].map(row => row.map(cellText).join(',')).join('\r\n') + '\r\n'
