import { memo, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText } from '../../lib/number.ts'
import type { Table, TableCell } from './model.ts'
import { saidNow, useWords } from './words.ts'

/** More would only be scrolled past; the file has them all. */
const most = 200
const digits = 6

/** The numbers behind the picture. */
const DataTable = memo(function DataTable({ table }: { table: Table }) {
  const { t } = useTranslation('widgets')
  const say = useWords()
  const written = (cell: TableCell) =>
    typeof cell === 'number' ? numberText(cell, digits) : typeof cell === 'object' ? cell && say(cell) : cell
  const more = table.rows.length - most
  return (
    <div className="data" tabIndex={0} role="region" aria-label={t('data')}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column, i) => (
              <th key={i} scope="col">
                {written(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, most).map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>{written(cell)}</td>
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

const cellText = (cell: TableCell): string => {
  const text = cell === null ? '' : typeof cell === 'object' ? saidNow(cell) : String(cell)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The whole table as CSV (RFC 4180), numbers in full, words in the window's language. */
export const csvFrom = ({ columns, rows }: Table): string =>
  [columns, ...rows].map(row => row.map(cellText).join(',')).join('\r\n') + '\r\n'
