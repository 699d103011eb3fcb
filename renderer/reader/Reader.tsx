import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react'
import { useTranslation } from 'react-i18next'
import { selectAnnotation, selectedIn, useDesk } from '../state/annotation-desk.ts'
import { shownRecords, useAnnotations } from '../state/annotations.ts'
import { openLink } from '../state/library.ts'
import type { OpenPaper, PaneName } from '../state/panes.ts'
import { isMac } from '../ui/Button.tsx'
import { annotationAt, originalsOf } from './annotations/geometry.ts'
import { MarkLayers } from './annotations/MarkLayer.tsx'
import { isOrphan } from './annotations/placing.ts'
import { isShown, type ShownAnnotation } from './annotations/tools/index.ts'
import { Failure } from './Failure.tsx'
import { FileNotice } from './FileNotice.tsx'
import { FindBar } from './FindBar.tsx'
import { ForeignCard, MarkCard, SelectionBar } from './Floats.tsx'
import { commandFrom, isTextBox, type ReaderCommand } from './keys.ts'
import { markingOf } from './marking.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import type { PageViewer } from './page/viewer.ts'
import type { ViewerState } from './page/viewer-state.ts'
import { PlacingBar } from './PlacingBar.tsx'
import { Over } from './Over.tsx'
import { Previews } from './Previews.tsx'
import { Sidebar } from './Sidebar.tsx'
import { Toolbar } from './Toolbar.tsx'
import { useActs } from './use-acts.ts'
import { useCommands } from './use-commands.ts'
import { type Foreign, useForeign } from './use-foreign.ts'
import { useForm } from './use-form.ts'
import { useHand } from './use-hand.ts'
import { useSelection } from './use-selection.ts'
import { useOver } from './use-over.ts'
import { useReveal } from './use-reveal.ts'
import { type Finding, useFind } from './use-find.ts'
import { type PaperWords, useText } from './use-text.ts'
import { useViewer, type ViewChoice } from './use-viewer.ts'
import './page/page.css'
import './foreign-card.css'

interface ReaderProps extends OpenPaper {
  pane: PaneName
  document: PDFDocumentProxy
}

/** The pages of an open document with everything that stands over and around them. */
export function Reader({ pane, hash, itemId, document: pdf }: ReaderProps) {
  const { t } = useTranslation('reader')
  const container = useRef<HTMLDivElement>(null)
  const pages = useRef<HTMLDivElement>(null)
  const pageBox = useRef<HTMLInputElement>(null)
  const { viewer, state, view } = useViewer(pane, hash, pdf, container, pages)
  const words = useText(hash, pdf, viewer, state.isPainted)
  const marking = useMemo(() => viewer && markingOf(hash, viewer, words.text), [hash, viewer, words.text])
  const selection = useSelection(container)
  const { shown, drawn, pending, selected } = useShown(hash)
  const [card, setCard] = useState<string | null>(null)
  const { over, open } = useOver()
  const find = useFind(pane, hash, viewer, words, state.page)
  useReveal(pane, hash, viewer)
  useForm(hash, viewer)
  useEffect(() => viewer?.originals.leaveOut(originalsOf(shown)), [viewer, shown])
  useFocusOnOpen(container)

  const openCard = (id: string | null) => {
    selectAnnotation(hash, id)
    setCard(id)
  }
  const hand = useHand({ hash, viewer, container, marking, selection, find, onComment: openCard })
  const foreign = useForeign({ hash, itemId }, pdf, viewer)
  const back = (): boolean => {
    if (hand.putDown()) return true
    if (selection) document.getSelection()?.removeAllRanges()
    else if (card || selected.length > 0) openCard(null)
    else if (foreign.close()) return true
    else if (find.open) find.end()
    else return false
    viewer?.focus()
    return true
  }
  const paper = useMemo(() => ({ hash, itemId }), [hash, itemId])
  const commands = useCommands({ pane, paper, viewer, state, view, find, pageBox, back, open })
  const onCommand = (command: ReaderCommand) => void commands[command]()
  useActs(pane, commands, hand)
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = isTextBox(event.target)
    const command = commandFrom(event.nativeEvent, { typing, mac: isMac })
    const isDone = hand.onKey(event.nativeEvent, typing) || foreign.onKey(event)
    if (!isDone && (!command || commands[command]() === false)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPageClick = clickOn({ viewer, shown, openCard, foreign })
  const onCopy = (event: ClipboardEvent) =>
    copy(event, selection && marking && (() => marking.wordsIn(selection.range)))
  const carded = shown.find(({ id }) => id === card && id === selected.at(-1))
  return (
    <section className="reader" aria-label={t('reader')} data-paper={view.paper} onKeyDown={onKeyDown}>
      <Head {...{ viewer, state, view, find, words, pageBox, onCommand }} />
      <div className="reader-body">
        <Sidebar {...{ hash, document: pdf, viewer, state, view, find, words }} />
        <div className="reader-frame">
          <Failure hash={hash} />
          <FileNotice hash={hash} itemId={itemId} document={pdf} isPainted={state.isPainted} />
          <PlacingBar orphan={hand.orphan} />
          <div
            ref={container}
            className="reader-pages"
            role="region"
            aria-label={t('pages')}
            data-gesture={hand.tool?.gesture.kind}
            onCopyCapture={onCopy}
          >
            <div ref={pages} className="pdfViewer" role="none" onClick={onPageClick} />
            {selection && marking && !hand.tool && (
              <SelectionBar
                {...selection}
                onMark={(kind, color) => marking.mark(selection.range, kind, color)}
                onComment={() => openCard(marking.mark(selection.range, 'highlight')?.id ?? null)}
                onCopy={() => document.execCommand('copy')}
              />
            )}
            <ForeignCard {...{ foreign, viewer }} onClose={back} />
            {carded && viewer && <MarkCard key={carded.id} annotation={carded} viewer={viewer} onClose={back} />}
          </div>
          <div className="reader-ring" aria-hidden />
          {viewer && !hand.tool && <Previews {...{ paper, document: pdf, container, viewer, state, words }} />}
          {hand.pen && <span className="reader-pen" style={{ left: hand.pen.xPx, top: hand.pen.yPx }} aria-hidden />}
          <output className="visually-hidden">{hand.said}</output>
        </div>
      </div>
      <Over {...{ over, document: pdf, viewer, state, shown, pending }} onClose={() => open(null)} />
      {viewer && <Marks viewer={viewer} annotations={drawn} draft={hand.draft} {...{ pending, selected }} />}
    </section>
  )
}

interface ClickedOn {
  viewer: PageViewer | null
  shown: readonly ShownAnnotation[]
  openCard(id: string | null): void
  foreign: Foreign
}

/** Opens the annotation that is clicked, one's own or the PDF's; beside them all are put away. */
const clickOn =
  ({ viewer, shown, openCard, foreign }: ClickedOn) =>
  (event: MouseEvent): void => {
    if (followedLink(event) || !document.getSelection()?.isCollapsed) return
    const spot = viewer?.spots.at(event.clientX, event.clientY) ?? null
    const mine = spot && annotationAt(shown, spot.page, spot.pointPt)
    openCard(mine?.id ?? null)
    foreign.openAt(mine ? null : spot)
  }

const isPlaced = (annotation: ShownAnnotation): boolean => !isOrphan(annotation)

/** The annotations of a paper that can be shown, which of them are on their way to the disk, and which are chosen. */
function useShown(hash: string) {
  const annotations = useAnnotations(({ papers }) => papers[hash])
  const selected = useDesk(state => selectedIn(state, hash))
  const shown = useMemo(() => shownRecords(annotations).filter(isShown).filter(isPlaced), [annotations])
  const guess = useDesk(state => (state.guess?.paper === hash && isShown(state.guess) ? state.guess : null))
  const drawn = useMemo(() => (guess ? [...shown, guess] : shown), [shown, guess])
  // A guess is pale, as what is not kept.
  const pending = useMemo(
    () => (guess ? { ...annotations?.pending, [guess.id]: guess } : annotations?.pending),
    [annotations, guess],
  )
  return { shown, drawn, pending, selected }
}

function Marks({ viewer, ...marks }: Omit<Parameters<typeof MarkLayers>[0], 'drawn'> & { viewer: PageViewer }) {
  const drawn = useSyncExternalStore(viewer.drawn.hear, viewer.drawn.now)
  return <MarkLayers {...marks} drawn={drawn} />
}

interface HeadProps {
  viewer: PageViewer | null
  state: ViewerState
  view: ViewChoice
  find: Finding
  words: PaperWords
  pageBox: RefObject<HTMLInputElement | null>
  onCommand(command: ReaderCommand): void
}

/** The bars over the pages. */
function Head({ find, words, ...tools }: HeadProps) {
  const { viewer, view } = tools
  return (
    <>
      <Toolbar {...tools} onFind={find.start} />
      {find.open && (
        <FindBar
          find={find}
          words={words}
          onList={() => view.choose({ sidebar: 'find' })}
          onClose={() => {
            find.end()
            viewer?.focus()
          }}
        />
      )}
    </>
  )
}

/** Puts words as they are read into the clipboard, in the place of the letters of the text layer. */
function copy(event: ClipboardEvent, words: (() => string) | null): void {
  if (!words || isTextBox(event.target)) return
  event.preventDefault()
  event.stopPropagation()
  event.clipboardData.setData('text/plain', words())
}

/** Links inside the PDF have pdf.js's own handler; those that lead out must not navigate the window. */
function followedLink(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
  if (!link) return false
  if (/^(https?|mailto):/.test(link.getAttribute('href') ?? '')) {
    event.preventDefault()
    openLink(link.href)
  }
  return true
}

/** A paper that opens takes the keys, unless someone is typing or walking along the tabs of the window. */
function useFocusOnOpen(container: { current: HTMLElement | null }): void {
  useEffect(() => {
    const { activeElement } = document
    const isOnTabs = activeElement?.getAttribute('role') === 'tab' && !activeElement.closest('.reader')
    if (!isTextBox(activeElement) && !isOnTabs) container.current?.focus({ preventScroll: true })
  }, [container])
}
