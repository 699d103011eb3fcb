import { type ReactNode, type RefObject, Suspense, useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLibrary } from '../state/library.ts'
import { closeBeside, takePane, unpinFigure, usePanes } from '../state/panes.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { IconButton } from '../ui/Button.tsx'
import { shortcutOf } from './actions.ts'
import { FigureView, PaperView } from './loaded-parts.ts'
import { PaneDivider, shareStyle } from './PaneDivider.tsx'

/** What stands beside the tabs: a paper, a pinned figure, or the one over the other. */
export function Beside() {
  const { paper, figure, shares } = usePanes()
  return (
    <div className="work-beside" style={shareStyle('figure', shares.figure)}>
      {paper && <PaperBeside key={paper.hash} {...paper} />}
      {paper && figure && <PaneDivider divider="figure" stacked />}
      {figure && <FigurePane />}
    </div>
  )
}

function PaperBeside({ hash, itemId }: { hash: string; itemId: string }) {
  const title = useLibrary(({ data }) => data.items[itemId]?.title ?? '')
  return (
    <Pane name="paper" title={title} shortcut={shortcutOf('closeTab')} onClose={closeBeside}>
      <PaperView pane="beside" hash={hash} itemId={itemId} />
    </Pane>
  )
}

function FigurePane() {
  const { t } = useTranslation('reader')
  const figure = usePanes(state => state.figure)
  const title = useLibrary(({ data }) => (figure && data.items[figure.itemId]?.title) ?? '')
  if (!figure) return null
  const { of, number, page } = figure
  const name = of === 'place' ? t('page', { label: page }) : t(`preview.${of}`, { number }).trim()
  return (
    <Pane name="figure" title={`${name} · ${title}`} onClose={unpinFigure}>
      <FigureView key={`${figure.hash} ${page} ${figure.rectPt.join()}`} figure={figure} />
    </Pane>
  )
}

interface PaneProps {
  name: 'paper' | 'figure'
  title: string
  shortcut?: string | undefined
  children: ReactNode
  onClose(): void
}

function Pane({ name, title, shortcut, children, onClose }: PaneProps) {
  const { t } = useTranslation('app')
  const id = useId()
  const take = name === 'paper' ? () => takePane('beside') : undefined
  const pane = useRef<HTMLElement>(null)
  useFocusLeft(pane)
  return (
    <section
      ref={pane}
      className="work-pane"
      data-beside={name}
      data-pane
      tabIndex={-1}
      aria-label={t(`panes.${name}`)}
      aria-describedby={id}
      onFocusCapture={take}
      onPointerDownCapture={take}
    >
      <div className="pane-head">
        <h2 id={id} className="clipped" title={title}>
          {title}
        </h2>
        <IconButton icon="close" label={t(`panes.close-${name}`)} shortcut={shortcut} side="left" onClick={onClose} />
      </div>
      <div className="pane-body">
        <Boundary fallback={<p className="empty">{t('broken')}</p>}>
          <Suspense fallback={<div className="skeleton" aria-busy="true" />}>{children}</Suspense>
        </Boundary>
      </div>
    </section>
  )
}

/** A pane that goes with the focus in it gives it to what the tabs show. */
function useFocusLeft(pane: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = pane.current
    return () => {
      if (!element?.contains(document.activeElement)) return
      const work = document.getElementById('work')
      ;(work?.querySelector<HTMLElement>('.reader-pages') ?? work)?.focus({ preventScroll: true })
    }
  }, [pane])
}
