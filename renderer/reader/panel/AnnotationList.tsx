import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { revealAnnotation, selectAnnotations, selectedIn, useDesk } from '../../state/annotation-desk.ts'
import { deleteAnnotations } from '../../state/annotations.ts'
import { useVirtualList } from '../../ui/virtual-list.ts'
import type { ShownAnnotation } from '../annotations/tools/index.ts'
import { isTextBox } from '../keys.ts'
import { AnnotationRow } from './AnnotationRow.tsx'
import type { CommentView } from './AnnotationPanel.tsx'
import { SelectionTools } from './SelectionTools.tsx'

/** Height of a row that was never drawn, CSS pixels. */
const guessedPx = 74

interface ListProps {
  hash: string
  listed: readonly ShownAnnotation[]
  pending: Readonly<Record<string, unknown>>
  Comment: CommentView
}

/** The rows, of which only those in sight are drawn; one or several can be chosen, by pointer and by keys. */
export function AnnotationList({ hash, listed, pending, Comment }: ListProps) {
  const { t } = useTranslation('annotations')
  const list = useRef<HTMLUListElement>(null)
  const selected = useDesk(state => selectedIn(state, hash))
  const keys = listed.map(({ id }) => id)
  const rows = useVirtualList(list, keys, guessedPx)
  /** The row that the keys start from. */
  const [at, setAt] = useState(0)
  /** Where a stretch of chosen rows began. */
  const anchor = useRef(0)
  const current = Math.min(at, listed.length - 1)
  const { reveal } = rows
  const lead = selected.at(-1)
  const leadRow = lead === undefined ? -1 : keys.indexOf(lead)
  // What is chosen on the page is brought into sight here, once.
  const seen = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (lead !== seen.current && leadRow >= 0) {
      setAt(leadRow)
      reveal(leadRow)
    }
    seen.current = lead
  }, [lead, leadRow, reveal])

  const stretch = (to: number) => {
    const [from, end] = [Math.min(anchor.current, to), Math.max(anchor.current, to)]
    seen.current = keys[to]
    selectAnnotations(hash, [...keys.slice(from, end + 1).filter(id => id !== keys[to]), keys[to] ?? ''])
  }
  const flip = (row: number) => {
    const id = keys[row] ?? ''
    anchor.current = row
    seen.current = id
    selectAnnotations(hash, selected.includes(id) ? selected.filter(other => other !== id) : [...selected, id])
  }
  const choose = (row: number, event: MouseEvent) => {
    setAt(row)
    if (event.shiftKey) return stretch(row)
    if (event.ctrlKey || event.metaKey) return flip(row)
    anchor.current = row
    revealAnnotation(hash, keys[row] ?? '')
  }
  const walk = (to: number, event: KeyboardEvent) => {
    const row = Math.max(0, Math.min(listed.length - 1, to))
    setAt(row)
    reveal(row)
    if (event.shiftKey) stretch(row)
    else anchor.current = row
    // The row may only now be drawn.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-row="${row}"] .annotation-jump`)?.focus({ preventScroll: true }),
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTextBox(event.target) || event.nativeEvent.isComposing || event.altKey) return
    const mod = event.ctrlKey || event.metaKey
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: listed.length - 1 }
    const to = mod ? undefined : steps[event.code]
    if (to !== undefined) walk(to, event)
    else if (mod && event.code === 'KeyA') selectAnnotations(hash, keys)
    else if (mod && event.code === 'Space') flip(current)
    else if (!mod && (event.code === 'Delete' || event.code === 'Backspace'))
      void deleteAnnotations(hash, selected.length > 0 ? selected : keys.slice(current, current + 1))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const chosen = selected.length > 1 ? listed.filter(({ id }) => selected.includes(id)) : []
  return (
    <>
      {chosen.length > 1 && <SelectionTools hash={hash} chosen={chosen} />}
      <ul
        ref={list}
        className="annotation-list"
        data-scroller
        aria-label={t('list')}
        onKeyDown={onKeyDown}
        style={{ overflowAnchor: 'none' }}
      >
        <li role="presentation" style={{ height: rows.before }} />
        {listed.slice(rows.first, rows.end).map((annotation, index) => (
          <AnnotationRow
            key={annotation.id}
            annotation={annotation}
            row={rows.first + index}
            count={listed.length}
            isCurrent={rows.first + index === current}
            isPending={annotation.id in pending}
            isSelected={selected.includes(annotation.id)}
            measure={rows.measure(annotation.id)}
            onChoose={choose}
            Comment={Comment}
          />
        ))}
        <li role="presentation" style={{ height: rows.behind }} />
      </ul>
    </>
  )
}
