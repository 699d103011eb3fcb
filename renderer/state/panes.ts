import { create } from 'zustand'
import type { RectPt } from '../../electron/contract/annotation.ts'
import type { Paper } from '../../electron/contract/library.ts'
import { mentionKinds } from '../lib/mention-kinds.ts'
import { useLibrary } from './library.ts'
import { leavePaper } from './papers.ts'
import { heldPassword, holdPassword } from './passwords.ts'
import { activeTab, openTab, showFile, useTabs } from './tabs.ts'

/** Where a paper is read: in the place of the tabs, or beside it. */
export type PaneName = 'main' | 'beside'

export interface OpenPaper {
  hash: string
  itemId: string
}
type Place = NonNullable<Paper['place']>

/** What a stretch of a page is, as its name says it: `preview.*` of the locales. */
export const figureKinds = [...mentionKinds, 'place', 'area', 'reference'] as const
export type FigureKind = (typeof figureKinds)[number]

/** A stretch of a page that stays in sight while one reads on. */
export interface PinnedFigure extends OpenPaper {
  of: FigureKind
  /** "3" of "Figure 3"; empty where it has none. */
  number: string
  /** 1-based. */
  page: number
  rectPt: RectPt
}

/** A stretch of a paper. */
interface Wanted {
  hash: string
  page: number
  rectPt: RectPt
}

interface Panes {
  /** The paper beside the tabs, with where it is read: its place is its own. */
  paper: (OpenPaper & { place?: Place }) | null
  figure: PinnedFigure | null
  /** How much of the width the tabs have, and of the height beside them the paper: parts of 1. */
  shares: Readonly<Record<DividerName, number>>
  /** A place that a reader is to show; a new object asks again. */
  wanted: Wanted | null
  /** Where one works: keys from elsewhere and the annotation panel mean the paper there. */
  inHand: PaneName
}
export type DividerName = 'beside' | 'figure'

export const shareBounds = { least: 0.25, usual: { beside: 0.5, figure: 0.6 }, most: 0.75 } as const

export const usePanes = create<Panes>(() => ({
  paper: null,
  figure: null,
  wanted: null,
  shares: shareBounds.usual,
  inHand: 'main',
}))

export const takePane = (inHand: PaneName): void => {
  if (usePanes.getState().inHand !== inHand) usePanes.setState({ inHand })
}

/** Moves a divider; `null` puts it where it stands at the start. */
export function moveDivider(divider: DividerName, share: number | null): void {
  const { least, usual, most } = shareBounds
  const next = share === null ? usual[divider] : Math.min(most, Math.max(least, share))
  usePanes.setState(({ shares }) => ({ shares: { ...shares, [divider]: next } }))
}

/** Shows a paper beside the tabs, from the place where it is read now. */
export function openBeside({ hash, itemId }: OpenPaper, place?: Place): void {
  usePanes.setState({ paper: { hash, itemId, ...(place ? { place } : {}) }, inHand: 'beside' })
}

export const pinFigure = (figure: PinnedFigure): void => usePanes.setState({ figure })
export const unpinFigure = (): void => usePanes.setState({ figure: null })
export const closeBeside = (): void => usePanes.setState({ paper: null, inHand: 'main' })

/** Goes to a stretch of a paper that is open. */
export const goToPlace = (wanted: Wanted): void => usePanes.setState({ wanted })

/** Opens the paper of the pinned figure where it stands. */
export function goToFigure({ hash, itemId, page, rectPt }: PinnedFigure): void {
  if (!paneOf(hash)) openTab({ kind: 'paper', hash, itemId })
  goToPlace({ hash, page, rectPt })
}
export const clearWanted = (): void => usePanes.setState({ wanted: null })

const tabPaper = (): OpenPaper | null => {
  const tab = activeTab(useTabs.getState())
  return tab?.kind === 'paper' ? tab : null
}

/** The paper where one works, if a paper is there. */
export function paperInHand(): OpenPaper | null {
  const { paper, inHand } = usePanes.getState()
  return inHand === 'beside' && paper ? paper : tabPaper()
}

/** The same, for a view. */
export function usePaperInHand(): OpenPaper | null {
  const beside = usePanes(({ paper, inHand }) => (inHand === 'beside' ? paper : null))
  const tab = useTabs(activeTab)
  return beside ?? (tab?.kind === 'paper' ? tab : null)
}

/** Which pane is to show a place of a paper: the one in hand where it has the paper, else the one that has it. */
export function paneOf(hash: string): PaneName | null {
  if (paperInHand()?.hash === hash) return usePanes.getState().inHand
  if (tabPaper()?.hash === hash) return 'main'
  return usePanes.getState().paper?.hash === hash ? 'beside' : null
}

const hasTab = (hash: string): boolean => useTabs.getState().tabs.some(tab => tab.kind === 'paper' && tab.hash === hash)

/** The paper is open somewhere. */
export const isOpen = (hash: string): boolean => {
  const { paper, figure } = usePanes.getState()
  return hasTab(hash) || paper?.hash === hash || figure?.hash === hash
}

/** Where papers were left that the host has not written down yet: one comes back to a tab sooner than that. */
const leaving = new Map<string, Place>()

/** Where a paper was left in a pane; beside the tabs at first where it is in them. */
export function placeLeft(pane: PaneName, hash: string): Place | undefined {
  const { paper } = usePanes.getState()
  const own = pane === 'beside' && paper?.hash === hash ? paper.place : undefined
  return own ?? leaving.get(hash) ?? useLibrary.getState().data.papers[hash]?.place
}

/** Keeps where a paper is read: with the window for the pane beside the tabs, with the paper where it is open nowhere else. */
export function keepPlace(pane: PaneName, hash: string, place: Place, pages: number): void {
  if (pane === 'beside') usePanes.setState(({ paper }) => (paper?.hash === hash ? { paper: { ...paper, place } } : {}))
  if (pane === 'beside' && hasTab(hash)) return
  leaving.set(hash, place)
  void leavePaper(hash, place, pages).then(() => leaving.get(hash) === place && leaving.delete(hash))
}

/** Goes on reading in another file of a paper, with the same pages, wherever the one was open. */
function readOnIn(before: string, now: string): void {
  const place = placeLeft('main', before)
  if (place) leaving.set(now, place)
  usePanes.setState(({ paper, figure }) => ({
    paper: paper?.hash === before ? { ...paper, hash: now } : paper,
    figure: figure?.hash === before ? { ...figure, hash: now } : figure,
  }))
  showFile(before, now)
}

/** Closes the panes of what is no longer in the library. */
export function watchPanes(): () => void {
  const tend = () => {
    const { items } = useLibrary.getState().data
    const { paper, figure } = usePanes.getState()
    if (paper && !items[paper.itemId]) closeBeside()
    if (figure && !items[figure.itemId]) unpinFigure()
  }
  tend()
  const stops = [
    useLibrary.subscribe(tend),
    // What is opened is opened in the tabs.
    useTabs.subscribe(({ active }, before) => active !== before.active && takePane('main')),
  ]
  return () => stops.forEach(stop => stop())
}

/** Every paper that is open: in the tabs, beside them, pinned. */
function openPapers(): OpenPaper[] {
  const { paper, figure } = usePanes.getState()
  const tabs = useTabs.getState().tabs.flatMap(tab => (tab.kind === 'paper' ? tab : []))
  return [...tabs, ...[paper, figure].flatMap(each => each ?? [])]
}

/** What writes annotations into the PDF itself is called in the history: the file before and behind it have the same pages. */
const writtenKey = 'paper-write-into'

/** Goes on in the item's own file where annotations are written into it, that is taken back, or done again: from anywhere. */
export function watchWritten(): () => void {
  const seen = new Map<string, string>()
  const look = () => {
    const { data, history } = useLibrary.getState()
    const isWritten = history.undo?.key === writtenKey || history.redo?.key === writtenKey
    for (const { hash, itemId } of openPapers()) {
      const [was, now] = [seen.get(itemId), data.items[itemId]?.paper]
      if (!now) continue
      seen.set(itemId, now)
      if (!isWritten || was !== hash || was === now) continue
      const password = heldPassword(was)
      if (password !== undefined) holdPassword(now, password)
      readOnIn(was, now)
    }
  }
  look()
  const stops = [useLibrary.subscribe(look), useTabs.subscribe(look), usePanes.subscribe(look)]
  return () => stops.forEach(stop => stop())
}

/** What the tabs and the panes beside them need of the library to be drawn. */
export function recordsShown(): { topicIds: string[]; itemIds: string[] } {
  const { tabs } = useTabs.getState()
  const { paper, figure } = usePanes.getState()
  const beside = [paper, figure].flatMap(pane => pane?.itemId ?? [])
  return {
    topicIds: tabs.flatMap(tab => (tab.kind === 'topic' ? tab.topicId : [])),
    itemIds: [...tabs.flatMap(tab => (tab.kind === 'paper' ? tab.itemId : [])), ...beside],
  }
}
