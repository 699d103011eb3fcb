import { Suspense, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLibrary } from '../state/library.ts'
import { usePaperInHand } from '../state/panes.ts'
import { byItem } from '../state/runs.ts'
import { useSelection } from '../state/selection.ts'
import { activeTab, useTabs } from '../state/tabs.ts'
import { ItemDetails } from '../topics/ItemDetails.tsx'
import { Boundary } from '../ui/Boundary.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Backlinks } from './Backlinks.tsx'
import { showSheet } from './layout.ts'
import { AnnotationPanel, KeptRuns, Note } from './loaded-parts.ts'
import { TopicDetails } from './TopicDetails.tsx'
import { useSheet } from './TopicsColumn.tsx'

/** What belongs to the work: a paper's annotations, else what is known of the item that is chosen, or of the topic. */
export function DetailsColumn() {
  const { t } = useTranslation('app')
  const tab = useTabs(activeTab)
  const entryId = useSelection(selection => selection.entryId)
  const itemId = useLibrary(({ data }) => {
    const entry = entryId === null ? undefined : data.entries[entryId]
    return entry?.kind === 'item' ? entry.itemId : null
  })
  const column = useSheet('details')
  const paper = usePaperInHand()
  const heading = t(paper ? 'annotations' : 'details')
  return (
    <section ref={column} className="details-column" data-pane data-scroller tabIndex={-1} aria-label={heading}>
      <div className="column-head">
        <h2>{heading}</h2>
        <IconButton icon="close" label={t('closeSheet')} side="left" onClick={() => showSheet(null)} />
      </div>
      <Boundary key={paper?.hash ?? 'topic'} fallback={<p className="empty">{t('broken')}</p>}>
        <Suspense>
          {/* A comment is drawn as a note is; the reader does not know notes, so it is handed in here. */}
          {paper && <AnnotationPanel hash={paper.hash} Comment={Note} />}
          {paper && <RunsOfItem itemId={paper.itemId} />}
          {!paper && (tab?.kind === 'topic' || tab?.kind === 'filter') && (
            <div className="details-body">
              {itemId ? (
                <>
                  <ItemDetails itemId={itemId} />
                  <RunsOfItem itemId={itemId} />
                  <Backlinks id={itemId} level="h3" />
                </>
              ) : tab.kind === 'topic' ? (
                <TopicDetails topicId={tab.topicId} />
              ) : (
                <p className="hint">{t('chooseItem')}</p>
              )}
            </div>
          )}
        </Suspense>
      </Boundary>
    </section>
  )
}

/** The runs of demos that were kept with an item. */
function RunsOfItem({ itemId }: { itemId: string }) {
  const keeper = useMemo(() => byItem(itemId), [itemId])
  return (
    <Suspense>
      <KeptRuns keeper={keeper} />
    </Suspense>
  )
}
