import { type FormEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { MarkLayers } from './annotations/MarkLayer.tsx'
import type { ShownAnnotation } from './annotations/tools/index.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import { layForPrint, type Printed } from './page/print.ts'
import type { ViewerState } from './page/viewer-state.ts'
import { pagesNamed } from './print-range.ts'
import './print.css'

interface PrintDialogProps {
  document: PDFDocumentProxy
  state: ViewerState
  shown: readonly ShownAnnotation[]
  onClose(): void
}

type Phase =
  | { kind: 'asking' }
  | { kind: 'drawing'; done: number; total: number }
  | { kind: 'ready'; printed: Printed; withMarks: boolean }
  /** Some pages could not be drawn: goes on only when told to. */
  | { kind: 'faulty'; printed: Printed; withMarks: boolean }
  | { kind: 'failed' }

const none: readonly never[] = []

/** Asks what to print, draws it page by page, and hands it to the system's own dialog. */
export function PrintDialog({ document, state, shown, onClose }: PrintDialogProps) {
  const { t } = useTranslation('reader')
  const [phase, setPhase] = useState<Phase>({ kind: 'asking' })
  const leaving = useRef<AbortController | null>(null)
  useEffect(() => () => leaving.current?.abort(), [])
  usePrinted(phase.kind === 'ready' ? phase.printed : null, onClose)
  useUnprinted(phase.kind === 'faulty' ? phase.printed : null, phase.kind)
  const start = async (pages: readonly number[], withMarks: boolean) => {
    const { signal } = (leaving.current = new AbortController())
    try {
      const printed = await layForPrint(document, {
        pages,
        rotation: state.layout.rotation,
        marks: withMarks,
        signal,
        onPage: done => setPhase({ kind: 'drawing', done, total: pages.length }),
        faultText: t('faults.page'),
      })
      if (printed) setPhase({ kind: printed.faulty.length > 0 ? 'faulty' : 'ready', printed, withMarks })
    } catch (error) {
      console.warn(error)
      if (!signal.aborted) setPhase({ kind: 'failed' })
    }
  }
  if (phase.kind === 'ready')
    return (
      <MarkLayers
        drawn={phase.printed.sheets}
        annotations={phase.withMarks ? shown : none}
        draft={null}
        pending={undefined}
        selected={none}
      />
    )
  return createPortal(
    <Dialog label={t('print.title')} onClose={onClose}>
      <div className="print-options" onKeyDown={keepKeys}>
        <h2>{t('print.title')}</h2>
        {phase.kind === 'asking' ? (
          <Options pages={state.pages} onStart={(...choice) => void start(...choice)} onClose={onClose} />
        ) : phase.kind === 'drawing' ? (
          <Progress {...phase} onClose={onClose} />
        ) : (
          <Faulty phase={phase} labels={state.labels} onGo={setPhase} onClose={onClose} />
        )}
      </div>
    </Dialog>,
    window.document.body,
  )
}

/** What is typed here is not for the reader behind. */
const keepKeys = (event: KeyboardEvent) => event.stopPropagation()

interface OptionsProps {
  pages: number
  onStart(pages: readonly number[], withMarks: boolean): void
  onClose(): void
}

function Options({ pages, onStart, onClose }: OptionsProps) {
  const { t } = useTranslation('reader')
  const [words, setWords] = useState('')
  const [withMarks, setWithMarks] = useState(true)
  const named = pagesNamed(words, pages)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (named) onStart(named, withMarks)
  }
  return (
    <form className="print-form" onSubmit={submit}>
      <label>
        {t('print.pages')}
        <input
          className="text-field"
          autoFocus
          value={words}
          placeholder={t('print.all', { pages })}
          aria-invalid={!named}
          aria-describedby="print-about"
          onChange={event => setWords(event.target.value)}
        />
      </label>
      <p id="print-about" role="status">
        {named ? t('print.count', { count: named.length }) : t('print.bad', { pages })}
      </p>
      <label>
        <input type="checkbox" checked={withMarks} onChange={event => setWithMarks(event.target.checked)} />
        {t('print.marks')}
      </label>
      <div className="print-acts">
        <Button onClick={onClose}>{t('print.cancel')}</Button>
        <Button type="submit" look="primary" disabled={!named}>
          {t('print.go')}
        </Button>
      </div>
    </form>
  )
}

function Progress({ done, total, onClose }: { done: number; total: number; onClose(): void }) {
  const { t } = useTranslation('reader')
  const text = t('print.drawing', { done: done + 1, total })
  return (
    <>
      <p role="status">{text}</p>
      <progress value={done} max={total} aria-label={text} />
      <div className="print-acts">
        <Button autoFocus onClick={onClose}>
          {t('print.cancel')}
        </Button>
      </div>
    </>
  )
}

interface FaultyProps {
  phase: Extract<Phase, { kind: 'faulty' | 'failed' }>
  labels: readonly string[] | null
  onGo(phase: Phase): void
  onClose(): void
}

/** Most pages that are named one by one. */
const mostNamed = 10

/** Says which pages could not be drawn, and asks whether to print the others. */
function Faulty({ phase, labels, onGo, onClose }: FaultyProps) {
  const { t, i18n } = useTranslation('reader')
  const faulty = phase.kind === 'faulty' ? phase.printed.faulty : []
  const named = faulty.slice(0, mostNamed).map(page => labels?.[page - 1] ?? String(page))
  const list = new Intl.ListFormat(i18n.language).format([...named, ...(faulty.length > mostNamed ? ['…'] : [])])
  return (
    <>
      <p role="alert">
        {phase.kind === 'failed' ? t('print.failed') : t('print.faulty', { count: faulty.length, pages: list })}
      </p>
      <div className="print-acts">
        <Button onClick={onClose}>{t('print.cancel')}</Button>
        <Button
          autoFocus
          look="primary"
          onClick={() => onGo(phase.kind === 'failed' ? { kind: 'asking' } : { ...phase, kind: 'ready' })}
        >
          {t(phase.kind === 'failed' ? 'again' : 'print.all-the-same')}
        </Button>
      </div>
    </>
  )
}

/** Takes pages away that were drawn and will not be printed. */
function useUnprinted(printed: Printed | null, kind: Phase['kind']): void {
  const now = useRef(kind)
  // Before the effect below is taken back.
  useLayoutEffect(() => {
    now.current = kind
  })
  useEffect(
    () => () => {
      if (now.current !== 'ready') printed?.remove()
    },
    [printed],
  )
}

/** Opens the system's dialog once the pages and their marks are there, and clears up after it. */
function usePrinted(printed: Printed | null, onEnd: () => void): void {
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    if (!printed) return
    const ended = () => end.current()
    window.addEventListener('afterprint', ended)
    // After the layout with the marks in it.
    const frame = requestAnimationFrame(() => window.print())
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('afterprint', ended)
      printed.remove()
    }
  }, [printed])
}
