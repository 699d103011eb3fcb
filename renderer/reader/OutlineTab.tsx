import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutlineEntry } from '../../electron/contract/library.ts'
import { keepOutline, stepOutline } from '../state/papers.ts'
import { Button, IconButton, isMac } from '../ui/Button.tsx'
import { commandFrom, isTextBox } from './keys.ts'
import { lineAt, shownOf, withLine } from './outline.ts'
import { OutlineLines } from './OutlineLines.tsx'
import type { PDFDocumentProxy } from './page/document.ts'
import type { PageViewer } from './page/viewer.ts'
import type { ViewerState } from './page/viewer-state.ts'
import { type PaperOutline, useOutline } from './use-outline.ts'
import type { PaperWords } from './use-text.ts'

interface OutlineTabProps {
  hash: string
  document: PDFDocumentProxy
  viewer: PageViewer | null
  state: ViewerState
  words: PaperWords
}

/** The outline of the paper: to find one's way by, and to change. What is changed is kept with the paper, not in the PDF. */
export function OutlineTab({ hash, document, viewer, state, words }: OutlineTabProps) {
  const { t } = useTranslation('reader')
  const outline = useOutline(hash, document, words)
  const { entries, source, isWaiting } = outline
  const [sought, setSought] = useState('')
  const [editing, setEditing] = useState<number | null>(null)
  const keep = (next: readonly OutlineEntry[]) => void keepOutline(hash, [...next])
  const add = () => {
    if (!viewer) return
    const [next, at] = withLine(entries, { title: t('outline.new'), ...viewer.here() })
    keep(next)
    setEditing(at)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandFrom(event.nativeEvent, { typing: isTextBox(event.target), mac: isMac })
    if (command !== 'undo' && command !== 'redo') return
    event.preventDefault()
    event.stopPropagation()
    void stepOutline(command)
  }
  const go = ({ page, topPt }: OutlineEntry) => viewer?.jump(() => viewer.goToHeight(page, topPt))
  return (
    <div className="outline" onKeyDown={onKeyDown}>
      <div className="outline-head">
        <input
          className="text-field"
          type="search"
          aria-label={t('outline.search')}
          placeholder={t('outline.search')}
          value={sought}
          onChange={event => setSought(event.target.value)}
        />
        <IconButton icon="plus" label={t('outline.add')} side="left" onClick={add} />
      </div>
      <Said outline={outline} sought={sought} />
      {!isWaiting && (
        <OutlineLines
          entries={entries}
          sought={sought}
          current={lineAt(entries, state.page)}
          labels={state.labels}
          editing={editing}
          onEdit={setEditing}
          onGo={go}
          onChange={keep}
        />
      )}
      {source === 'own' && (
        <Button look="quiet" className="outline-reset" onClick={() => void keepOutline(hash, null)}>
          {t('outline.reset')}
        </Button>
      )}
    </div>
  )
}

const noneFolded: ReadonlySet<number> = new Set()

function Said({ outline: { entries, source, isWaiting }, sought }: { outline: PaperOutline; sought: string }) {
  const { t } = useTranslation('reader')
  if (isWaiting) return <p className="sidebar-empty">{t('outline.waiting')}</p>
  if (entries.length === 0) return <p className="sidebar-empty">{t('outline.none')}</p>
  if (shownOf(entries, noneFolded, sought).length === 0)
    return <p className="sidebar-empty">{t('outline.not-found', { sought: sought.trim() })}</p>
  return source === 'built' && sought.trim() === '' ? <p className="sidebar-note">{t('outline.built')}</p> : null
}
