import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
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

/** A number that stands so long is not typed on, ms. */
const typingMs = 60
/** Longer than the view waits before it hears of the page that is gone to, ms. */
const goneMs = 200

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
  // What is typed on a page is gone with it: until the view hears of the page that is gone to, it stands.
  const [typed, setTyped] = useState<{ text: string; on: number } | null>(null)
  const isGone = useRef(false)
  const label = state.labels?.[state.page - 1] ?? String(state.page)
  const shown = typed?.on === state.page ? typed.text : null
  const text = (shown ?? label).trim()
  const at = state.labels?.indexOf(text) ?? -1
  const page = at >= 0 ? at + 1 : Number(text)
  // What is typed is drawn while one reaches for Enter.
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => viewer?.ahead.now(page), typingMs)
    return () => clearTimeout(timer)
  }, [viewer, shown, page])
  const go = (event: FormEvent) => {
    event.preventDefault()
    isGone.current = page !== state.page && page >= 1 && page <= state.pages
    if (text !== label) viewer?.jump(() => viewer.goToPage(page))
    if (isGone.current) {
      // Who goes back at once is on the page where it was typed, and the view hears of no other.
      setTimeout(() => setTyped(now => (now === typed ? null : now)), goneMs)
    } else setTyped(null)
    viewer?.focus()
    isGone.current = false
  }
  return (
    <form className="reader-page-box" onSubmit={go}>
      <input
        ref={box}
        className="text-field"
        aria-label={t('page-box')}
        value={shown ?? label}
        onChange={event => setTyped({ text: event.target.value, on: state.page })}
        onFocus={event => event.target.select()}
        onBlur={() => isGone.current || setTyped(null)}
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
