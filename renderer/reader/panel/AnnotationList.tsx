import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnotations } from '../../state/annotations.ts'
import { useLibrary } from '../../state/library.ts'
import { annotationBacklinks, type Backlinks } from '../../state/link-names.ts'
import { useVirtualList } from '../../ui/virtual-list.ts'
import type { ShownAnnotation } from '../annotations/tools/index.ts'
import { AnnotationRow } from './AnnotationRow.tsx'
import type { CommentView } from './AnnotationPanel.tsx'
import { SelectionTools } from './SelectionTools.tsx'
import { useRowChoice } from './use-row-choice.ts'

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
  const keys = listed.map(({ id }) => id)
  const rows = useVirtualList(list, keys, guessedPx)
  const { selected, current, choose, onKeyDown } = useRowChoice(hash, keys, list, rows.reveal)
  const backlinks = useAnnotationBacklinks()
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
        <li aria-hidden style={{ height: rows.before }} />
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
            backlinks={backlinks.get(annotation.id)}
            Comment={Comment}
          />
        ))}
        <li aria-hidden style={{ height: rows.behind }} />
      </ul>
    </>
  )
}

/** What leads to the annotations, read anew when notes or comments change. */
function useAnnotationBacklinks(): ReadonlyMap<string, Backlinks> {
  const version = useLibrary(state => state.version)
  const papers = useAnnotations(state => state.papers)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the library changes in place, `version` says when
  return useMemo(() => annotationBacklinks(), [version, papers])
}
