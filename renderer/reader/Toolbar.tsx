import { type FormEvent, type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/Button.tsx'
import { AnnotationTools } from './AnnotationTools.tsx'
import { type ReaderCommand, shortcuts } from './keys.ts'
import type { ZoomName } from './page/place.ts'
import type { PageViewer } from './page/viewer.ts'
import type { ViewerState } from './page/viewer-state.ts'
import type { ViewChoice } from './use-viewer.ts'
import { PlaceTools, ViewMenu } from './ViewTools.tsx'

interface ToolbarProps {
  viewer: PageViewer | null
  state: ViewerState
  pageBox: RefObject<HTMLInputElement | null>
  onFind(): void
  onCommand(command: ReaderCommand): void
  view: ViewChoice
}

export function Toolbar({ viewer, state, view, pageBox, onFind, onCommand }: ToolbarProps) {
  const { t } = useTranslation('reader')
  return (
    <div className="reader-toolbar" role="toolbar" aria-label={t('toolbar')}>
      <PlaceTools viewer={viewer} state={state} view={view} onCommand={onCommand} />
      <AnnotationTools onTake={() => viewer?.focus()} />
      <span className="reader-gap" />
      <IconButton
        icon="up"
        label={t('previous-page')}
        shortcut={shortcuts['previous-page'][0]}
        disabled={state.page <= 1}
        onClick={() => viewer?.turnPage(-1)}
      />
      <PageBox viewer={viewer} state={state} box={pageBox} />
      <IconButton
        icon="down"
        label={t('next-page')}
        shortcut={shortcuts['next-page'][0]}
        disabled={state.page >= state.pages}
        onClick={() => viewer?.turnPage(1)}
      />
      <span className="reader-gap" />
      <IconButton
        icon="minus"
        data-step
        label={t('zoom-out')}
        shortcut={shortcuts['zoom-out'][0]}
        onClick={() => viewer?.zoomStep(-1)}
      />
      <ZoomBox viewer={viewer} state={state} />
      <IconButton
        icon="plus"
        data-step
        label={t('zoom-in')}
        shortcut={shortcuts['zoom-in'][0]}
        onClick={() => viewer?.zoomStep(1)}
      />
      <span className="reader-gap" />
      <ViewMenu viewer={viewer} state={state} view={view} onCommand={onCommand} />
      <IconButton icon="search" label={t('find')} shortcut={shortcuts.find[0]} side="left" onClick={onFind} />
    </div>
  )
}

function PageBox({
  viewer,
  state,
  box,
}: {
  viewer: PageViewer | null
  state: ViewerState
  box: RefObject<HTMLInputElement | null>
}) {
  const { t } = useTranslation('reader')
  const [typed, setTyped] = useState<string | null>(null)
  const label = state.labels?.[state.page - 1] ?? String(state.page)
  const go = (event: FormEvent) => {
    event.preventDefault()
    const text = (typed ?? label).trim()
    const at = state.labels?.indexOf(text) ?? -1
    if (text !== label) viewer?.jump(() => viewer.goToPage(at >= 0 ? at + 1 : Number(text)))
    setTyped(null)
    viewer?.focus()
  }
  return (
    <form className="reader-page-box" onSubmit={go}>
      <input
        ref={box}
        className="text-field"
        aria-label={t('page-box')}
        value={typed ?? label}
        onChange={event => setTyped(event.target.value)}
        onFocus={event => event.target.select()}
        onBlur={() => setTyped(null)}
      />
      <span className="reader-count">
        {state.labels
          ? t('page-of-labelled', { page: state.page, pages: state.pages })
          : t('page-of', { pages: state.pages })}
      </span>
    </form>
  )
}

const levels = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4]
const names: readonly ZoomName[] = ['auto', 'page-width', 'page-fit']

function ZoomBox({ viewer, state: { zoom, zoomName } }: { viewer: PageViewer | null; state: ViewerState }) {
  const { t } = useTranslation('reader')
  const percent = (level: number) => t('percent', { level: Math.round(level * 100) })
  return (
    <div className="reader-zoom">
      <span aria-hidden>{percent(zoom)}</span>
      <select
        aria-label={t('zoom')}
        value={zoomName ?? zoom}
        onChange={event => {
          const name = names.find(known => known === event.target.value)
          viewer?.zoomTo(name ?? Number(event.target.value))
          viewer?.focus()
        }}
      >
        {names.map(name => (
          <option key={name} value={name}>
            {t(`zooms.${name}`)}
          </option>
        ))}
        {!zoomName && !levels.includes(zoom) && <option value={zoom}>{percent(zoom)}</option>}
        {levels.map(level => (
          <option key={level} value={level}>
            {percent(level)}
          </option>
        ))}
      </select>
    </div>
  )
}
