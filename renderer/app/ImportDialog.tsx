import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FormatName, formatNames } from '../../electron/contract/choices.ts'
import type { ImportPreview } from '../../electron/contract/import.ts'
import { type PreviewFilter, previewRows, type ShownRow } from '../lib/preview-rows.ts'
import { cancelImport, confirmImport, type Importing, read, useImports } from '../state/imports.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { rowHeight, useVirtualRows } from '../ui/virtual-rows.ts'
import './import.css'

const filters: readonly PreviewFilter[] = ['all', 'new', 'merged', 'unchanged', 'refused']

/** What an import will do, before it does it. */
export function ImportDialog() {
  const current = useImports(state => state.current)
  const { t } = useTranslation('import')
  if (!current) return null
  const { stage, name, preview } = current
  return (
    <Dialog label={t('title', { name })} onClose={cancelImport}>
      <div className="import">
        <h2 className="clipped">{t('title', { name })}</h2>
        {stage === 'shown' && preview ? <Shown preview={preview} /> : <Working importing={current} />}
      </div>
    </Dialog>
  )
}

function Working({ importing: { stage, share, name } }: { importing: Importing }) {
  const { t } = useTranslation('import')
  return (
    <>
      <div className="import-working" role="status">
        <p>{t(stage === 'importing' ? 'importing' : 'reading', { name })}</p>
        <progress aria-label={t('reading', { name })} {...(share === null ? {} : { value: share })} />
        <span className="import-share">
          {share === null ? '' : t('progress', { percent: Math.round(share * 100) })}
        </span>
      </div>
      <div className="import-foot">
        <Button disabled={stage === 'importing'} onClick={cancelImport}>
          {t('cancel')}
        </Button>
      </div>
    </>
  )
}

function Shown({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation('import')
  const [filter, setFilter] = useState<PreviewFilter>('all')
  const [words, setWords] = useState('')
  const rows = useMemo(() => previewRows(preview, filter, words), [preview, filter, words])
  const { counts } = preview
  const changes = counts.changes > 0
  const countOf = (one: PreviewFilter): number => (one === 'all' ? preview.rows.length + counts.refused : counts[one])
  return (
    <>
      <div className="import-head">
        <div className="import-filters" role="group" aria-label={t('filter')}>
          {filters.map(one => (
            <button
              key={one}
              type="button"
              className="import-filter"
              aria-pressed={filter === one}
              disabled={one !== 'all' && countOf(one) === 0}
              onClick={() => setFilter(one)}
            >
              {t(`what.${one}`)} <span className="import-count">{countOf(one)}</span>
            </button>
          ))}
        </div>
        <label className="import-format">
          <span className="visually-hidden">{t('format')}</span>
          <select value={preview.format} onChange={event => void read(event.target.value as FormatName)}>
            {formatNames
              .filter(name => name !== 'biblatex' || preview.format === 'biblatex')
              .map(name => (
                <option key={name} value={name}>
                  {t(`formats.${name}`)}
                </option>
              ))}
          </select>
        </label>
      </div>
      <input
        className="text-field import-words"
        type="search"
        aria-label={t('filter')}
        placeholder={t('filter')}
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      {preview.said.map(({ key, params }) => (
        <p key={key + JSON.stringify(params)} className="import-said">
          {t(`said.${key}`, params)}
        </p>
      ))}
      <Rows rows={rows} name={preview.name} height={countOf('all') * rowHeight} />
      <div className="import-foot">
        {!changes && <p className="import-said">{t('unchangedAll')}</p>}
        <Button onClick={cancelImport}>{t(changes ? 'cancel' : 'close')}</Button>
        {changes && (
          <Button look="primary" autoFocus onClick={() => void confirmImport()}>
            {t('import')}
          </Button>
        )}
      </div>
    </>
  )
}

/** `height` is that of all rows, so that a filter does not make the dialog jump. */
function Rows({ rows, name, height }: { rows: readonly ShownRow[]; name: string; height: number }) {
  const { t } = useTranslation('import')
  const { list, rows: drawn } = useVirtualRows(rows.length, -1)
  return (
    <div className="import-scroller" data-scroller tabIndex={0} role="region" aria-label={t('list')} style={{ height }}>
      {rows.length === 0 && <p className="empty">{t('nothing')}</p>}
      <div
        ref={list}
        className="import-rows"
        role="list"
        aria-label={t('list')}
        style={{ height: rows.length * rowHeight }}
      >
        {drawn.map(index => {
          const row = rows[index]
          return row && <Row key={index} row={row} at={index} count={rows.length} name={name} />
        })}
      </div>
    </div>
  )
}

function Row({ row, at, count, name }: { row: ShownRow; at: number; count: number; name: string }) {
  const { t } = useTranslation('import')
  const place = { role: 'listitem', 'aria-posinset': at + 1, 'aria-setsize': count, style: { top: at * rowHeight } }
  if ('reason' in row) {
    const sentence = t(`refused.${row.reason}`, { file: row.file ?? name, line: row.line, name: row.name })
    return (
      <div className="import-row" data-what="refused" title={sentence} {...place}>
        <span className="import-what">{t('what.refused')}</span>
        <span className="clipped import-title">{sentence}</span>
      </div>
    )
  }
  const { what, title, authors, year, topic } = row
  return (
    <div className="import-row" data-what={what} {...place}>
      <span className="import-what">{t(`what.${what}`)}</span>
      <span className="clipped import-title" title={title}>
        {title}
      </span>
      <span className="clipped import-authors">{authors}</span>
      <span className="import-year">{year ?? ''}</span>
      <span className="clipped import-topic">{topic}</span>
    </div>
  )
}
