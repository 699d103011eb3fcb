import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutlineEntry } from '../../electron/contract/library.ts'
import { keepOutline, stepOutline } from '../state/papers.ts'
import { Button, IconButton, isMac } from '../ui/Button.tsx'
import { commandFrom, isTextBox } from './keys.ts'
import { lineAt, renamed, shownOf, withLine } from './outline.ts'
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
  const { source, isWaiting } = outline
  const [sought, setSought] = useState('')
  const [editing, setEditing] = useState<number | null>(null)
  /** With a line that is not named yet, or not kept. */
  const [draft, setDraft] = useState<readonly OutlineEntry[] | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const entries = draft ?? outline.entries
  const keep = async (next: readonly OutlineEntry[]) => {
    if (next.length === 0) search.current?.focus()
    await keepOutline(hash, [...next])
  }
  const add = () => {
    if (!viewer) return
    const [next, at] = withLine(outline.entries, { title: t('outline.new'), ...viewer.here() })
    setSought('')
    setDraft(next)
    setEditing(at)
  }
  const onName = (at: number, title: string | null) => {
    setEditing(null)
    if (title && (draft || title !== entries[at]?.title)) {
      const next = renamed(entries, at, title)
      setDraft(next)
      void keep(next).finally(() => setDraft(null))
      return
    }
    setDraft(null)
    if (outline.entries.length === 0) search.current?.focus()
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
          ref={search}
          className="text-field"
          type="search"
          aria-label={t('outline.search')}
          placeholder={t('outline.search')}
          value={sought}
          onChange={event => setSought(event.target.value)}
        />
        <IconButton icon="plus" label={t('outline.add')} side="left" onClick={add} />
      </div>
      {!draft && <Said outline={outline} sought={sought} />}
      {!isWaiting && (
        <OutlineLines
          entries={entries}
          sought={sought}
          current={lineAt(entries, state.page)}
          labels={state.labels}
          editing={editing}
          onEdit={setEditing}
          onGo={go}
          onChange={next => void keep(next)}
          onName={onName}
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
