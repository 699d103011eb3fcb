import { type ComponentType, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  loadAnnotations,
  type PaperAnnotations,
  shownRecords,
  stepAnnotations,
  useAnnotations,
} from '../../state/annotations.ts'
import { importAnnotations, startAnnotationExport } from '../../state/annotation-exchange.ts'
import { useLibrary } from '../../state/library.ts'
import { Button, isMac } from '../../ui/Button.tsx'
import { annotationEndings, pickFiles } from '../../ui/files.ts'
import { inPageOrder } from '../annotations/geometry.ts'
import { isOrphan } from '../annotations/placing.ts'
import { isShown } from '../annotations/tools/index.ts'
import { commandFrom, isTextBox } from '../keys.ts'
import { AnnotationList } from './AnnotationList.tsx'
import { Embedded } from './Embedded.tsx'
import { everything, type Filter, filtered } from './filter.ts'
import { Filters } from './Filters.tsx'
import { Orphans } from './Orphans.tsx'
import '../reader.css'
import './panel.css'
import './panel-links.css'
import './carried.css'

/** Draws a comment's Markdown. Handed in, since notes are another room. */
export type CommentView = ComponentType<{ markdown: string }>

/** Whether there are so many that to list them takes longer than one waits for a frame. */
const isLong = (annotations: PaperAnnotations | undefined): boolean =>
  Object.keys(annotations?.saved ?? {}).length > 100

/** A paper's annotations in the order of its pages, for the right column. */
export function AnnotationPanel({ hash, Comment }: { hash: string; Comment: CommentView }) {
  const { t } = useTranslation(['reader', 'annotations'])
  const held = useAnnotations(({ papers }) => papers[hash])
  // The pages come first.
  const annotations = useDeferredValue(held, isLong(held) ? null : held)
  const known = useMemo(
    () =>
      shownRecords(annotations ?? undefined)
        .filter(isShown)
        .sort(inPageOrder),
    [annotations],
  )
  const [orphans, all] = useMemo(
    () => [known.filter(isOrphan), known.filter(annotation => !isOrphan(annotation))],
    [known],
  )
  const [tab, setTab] = useState<'placed' | 'orphans'>('placed')
  const shown = orphans.length > 0 ? tab : 'placed'
  const [filter, setFilter] = useState<Filter>(everything)
  const listed = useMemo(() => filtered(all, filter), [all, filter])
  useEffect(() => void loadAnnotations(hash), [hash])
  if (!annotations?.saved) return <div className="annotation-panel" aria-busy={!annotations?.failure} />
  return (
    <div
      className="annotation-panel"
      role="group"
      aria-label={t('panel.list')}
      onKeyDown={event => {
        const command = commandFrom(event.nativeEvent, { typing: isTextBox(event.target), mac: isMac })
        if (command !== 'undo' && command !== 'redo') return
        event.preventDefault()
        event.stopPropagation()
        void stepAnnotations(hash, command)
      }}
    >
      {orphans.length > 0 && (
        <div className="annotation-tabs" role="group" aria-label={t('panel.list')}>
          <button type="button" aria-pressed={shown === 'placed'} onClick={() => setTab('placed')}>
            {t('annotations:orphans.placed', { count: all.length })}
          </button>
          <button type="button" aria-pressed={shown === 'orphans'} onClick={() => setTab('orphans')}>
            {t('annotations:orphans.tab', { count: orphans.length })}
          </button>
        </div>
      )}
      {shown === 'orphans' ? (
        <Orphans orphans={orphans} Comment={Comment} />
      ) : all.length === 0 ? (
        <div className="annotation-none">
          <p>{t('panel.none')}</p>
          <p>{t('panel.how')}</p>
        </div>
      ) : (
        <>
          <Filters all={all} shown={listed.length} filter={filter} onFilter={setFilter} />
          {listed.length === 0 && <p className="annotation-none">{t('annotations:filter.nothing')}</p>}
          <AnnotationList hash={hash} listed={listed} pending={annotations.pending} Comment={Comment} />
        </>
      )}
      <Carrying hash={hash} isEmpty={all.length === 0} Comment={Comment} />
    </div>
  )
}

/** Out to files and in again. */
function Carrying({ hash, isEmpty, Comment }: { hash: string; isEmpty: boolean; Comment: CommentView }) {
  const { t } = useTranslation('annotations')
  const [isListed, setListed] = useState(false)
  const itemId = useLibrary(({ data }) => Object.values(data.items).find(item => item.paper === hash)?.id ?? null)
  const takeIn = async () => {
    for (const file of await pickFiles(annotationEndings)) await importAnnotations(itemId, file)
  }
  return (
    <>
      {itemId && isListed && <Embedded itemId={itemId} hash={hash} Comment={Comment} />}
      <div className="annotation-carrying">
        {itemId && (
          <Button look="quiet" aria-expanded={isListed} onClick={() => setListed(!isListed)}>
            {t('embedded.open')}
          </Button>
        )}
        <Button look="quiet" onClick={() => void takeIn()}>
          {t('exchange.import')}
        </Button>
        {!isEmpty && (
          <Button look="quiet" onClick={() => startAnnotationExport(itemId)}>
            {t('exchange.export')}
          </Button>
        )}
      </div>
    </>
  )
}
