import i18next from 'i18next'
import { citeStyles } from '../../electron/contract/choices.ts'
import type { Command } from '../../electron/contract/events.ts'
import { startAnnotationExport } from '../state/annotation-exchange.ts'
import { keepDraft, startDraft, useDrafts } from '../state/drafts.ts'
import { openFormula } from '../state/formula.ts'
import { lookUp } from '../state/lookup.ts'
import { showPicture, useNoteDesk } from '../state/note-desk.ts'
import { openMacros } from '../state/macros.ts'
import { chosenAnnotations } from '../state/annotations.ts'
import { quoteInNote } from '../state/quoting.ts'
import { openPalette } from '../state/palette.ts'
import { openKeeping } from '../state/keeping.ts'
import { copyReferences, saveReferences } from '../topics/cite-acts.ts'
import { isHere, redo, undo, useLibrary } from '../state/library.ts'
import { closeBeside, paperInHand, unpinFigure, usePanes } from '../state/panes.ts'
import { actsOf } from '../state/reader-commands.ts'
import { changeSettings, spokenLanguage, useSettings } from '../state/settings.ts'
import {
  activeTab,
  activeTopic,
  closeTab,
  openFilter,
  openSearch,
  openTab,
  tabKey,
  turnTab,
  useTabs,
} from '../state/tabs.ts'
import { useSelection } from '../state/selection.ts'
import { startItem, startTagging, startTopic } from '../topics/desk.ts'
import { widgets, widgetTitle } from '../widgets/index.ts'
import { chooseAnnotations, chooseFiles, exportFile, writable } from './file-acts.ts'
import { toggle, unfold } from './layout.ts'
import { turnPane } from './panes.ts'
import { widgetActions } from './widget-in-hand.ts'

/** Something that can be done from anywhere: by its keys (physical, see lib/keys.ts), in the palette, or from the native menu. */
export interface Action {
  id: string
  label: string
  /** Its label in the app's other language: who reads two finds it by either. */
  otherLabel?: string
  shortcuts: readonly string[]
  /** Its keys work in a text box too. */
  inText?: boolean
  /** Its keys mean this only while it is so. */
  keysWhen?: () => boolean
  /** Said by the native menu with this word. */
  command?: Command
  /** False while there is nothing to do it to. */
  enabled?: () => boolean
  run: () => void
}

const topicShown = (): string | null => activeTopic(useTabs.getState())
const somethingChosen = (): boolean => useSelection.getState().chosen.size > 0
/** The item whose paper one works in. */
const itemRead = (): string | null => paperInHand()?.itemId ?? null
const paperShown = (): boolean => paperInHand() !== null

/** While a large library is still read, its text is not known yet. */
const mayWriteNote = (): boolean => isHere(topicShown() ?? '') && topicShown() !== null
const isWriting = (): boolean => useNoteDesk.getState().editor !== null
/** While one types in a note, a few keys mean what they mean to writers everywhere. */
const isInNote = (): boolean => useNoteDesk.getState().editor?.hasFocus() ?? false
const noteAction = (shortcuts: string[], command: string): Fixed => ({
  shortcuts,
  inText: true,
  enabled: isWriting,
  keysWhen: isInNote,
  run: () => useNoteDesk.getState().editor?.run(command),
})
const togglePicture = (): void => showPicture(document.querySelector('.note-picture') === null)

type Fixed = Omit<Action, 'id' | 'label' | 'otherLabel'>
const fixed = {
  open: { shortcuts: ['Mod+KeyK', 'Mod+KeyP'], inText: true, run: () => openPalette('open') },
  commands: { shortcuts: ['Mod+Shift+KeyP'], inText: true, run: () => openPalette('commands') },
  searchAll: { shortcuts: ['Mod+Shift+KeyF'], inText: true, run: searchAll },
  newTopic: { shortcuts: ['Alt+KeyN'], command: 'new-topic', run: () => (unfold('topics'), startTopic()) },
  newTopicInside: { shortcuts: ['Alt+Shift+KeyN'], run: () => (unfold('topics'), startTopic(true)) },
  addItem: { shortcuts: ['Mod+KeyI'], enabled: () => topicShown() !== null, run: startItem },
  editNote: { shortcuts: ['Mod+KeyE'], inText: true, enabled: mayWriteNote, run: editNote },
  notePicture: { shortcuts: ['Mod+Shift+KeyE'], inText: true, enabled: isWriting, run: togglePicture },
  noteBold: noteAction(['Mod+KeyB'], 'bold'),
  noteItalic: noteAction(['Mod+KeyI'], 'italic'),
  noteMark: noteAction(['Mod+Shift+KeyH'], 'mark'),
  noteCode: noteAction(['Mod+KeyD'], 'code'),
  noteFormula: noteAction(['Mod+Shift+KeyM'], 'formula'),
  noteLink: noteAction(['Mod+Shift+KeyK'], 'link'),
  noteFind: noteAction(['Mod+KeyF'], 'find'),
  import: { shortcuts: ['Mod+KeyO'], command: 'import', run: () => void chooseFiles() },
  export: { shortcuts: [], command: 'export', run: () => void exportFile({}, 'markdown') },
  lookup: { shortcuts: [], enabled: somethingChosen, run: lookUpChosen },
  exportAnnotations: { shortcuts: [], run: () => startAnnotationExport(itemRead()) },
  writeIntoPdf: { shortcuts: [], enabled: paperShown, run: () => startAnnotationExport(itemRead(), 'pdf-itself') },
  importAnnotations: { shortcuts: [], run: () => void chooseAnnotations(itemRead()) },
  undo: {
    shortcuts: ['Mod+KeyZ'],
    command: 'undo',
    enabled: () => !paperShown() && useLibrary.getState().history.undo !== null,
    run: () => void undo(),
  },
  redo: {
    shortcuts: ['Mod+Shift+KeyZ', 'Mod+KeyY'],
    command: 'redo',
    enabled: () => !paperShown() && useLibrary.getState().history.redo !== null,
    run: () => void redo(),
  },
  find: { shortcuts: ['Mod+KeyF'], inText: true, keysWhen: paperShown, command: 'find', run: find },
  filter: {
    shortcuts: ['Mod+KeyF', 'Mod+Shift+KeyL'],
    enabled: () => !paperShown(),
    run: filterItems,
  },
  duplicates: { shortcuts: [], run: () => openTab({ kind: 'duplicates' }, true) },
  moveChosen: { shortcuts: [], enabled: somethingChosen, run: () => openPalette('move') },
  copyChosen: { shortcuts: [], enabled: somethingChosen, run: () => openPalette('copy') },
  tagChosen: { shortcuts: [], enabled: somethingChosen, run: () => startTagging([...useSelection.getState().chosen]) },
  copyReference: {
    shortcuts: ['Mod+Shift+KeyC'],
    enabled: somethingChosen,
    run: () => void copyReferences(useSelection.getState().chosen),
  },
  saveReferences: {
    shortcuts: [],
    enabled: somethingChosen,
    run: () => void saveReferences(useSelection.getState().chosen),
  },
  keyFormula: { shortcuts: [], run: openFormula },
  macros: { shortcuts: [], run: openMacros },
  quoteInNote: {
    shortcuts: ['Alt+KeyQ'],
    enabled: () => chosenAnnotations().length > 0,
    run: () => void quoteInNote(chosenAnnotations()),
  },
  history: { shortcuts: [], run: () => openKeeping('history') },
  trash: { shortcuts: [], run: () => openKeeping('trash') },
  backups: { shortcuts: [], run: () => openKeeping('backups') },
  check: { shortcuts: [], run: () => openKeeping('check') },
  toggleTopics: { shortcuts: ['Mod+KeyB'], inText: true, command: 'toggle-topics', run: () => toggle('topics') },
  toggleDetails: { shortcuts: ['Mod+Alt+KeyB'], inText: true, command: 'toggle-details', run: () => toggle('details') },
  closeTab: {
    shortcuts: ['Mod+KeyW'],
    inText: true,
    enabled: () => activeTab(useTabs.getState()) !== null,
    run: closeInHand,
  },
  closeBeside: { shortcuts: [], enabled: () => usePanes.getState().paper !== null, run: closeBeside },
  unpinFigure: { shortcuts: [], enabled: () => usePanes.getState().figure !== null, run: unpinFigure },
  nextTab: { shortcuts: ['Ctrl+Tab'], inText: true, run: () => turnTab(1) },
  previousTab: { shortcuts: ['Ctrl+Shift+Tab'], inText: true, run: () => turnTab(-1) },
  nextPane: { shortcuts: ['F6'], inText: true, run: () => turnPane(1) },
  previousPane: { shortcuts: ['Shift+F6'], inText: true, run: () => turnPane(-1) },
  language: { shortcuts: [], command: 'language', run: () => void changeSettings({ language: otherLanguage() }) },
  theme: { shortcuts: [], command: 'theme', run: () => void changeSettings({ theme: nextTheme() }) },
} satisfies Record<string, Fixed>
export type ActionId = keyof typeof fixed

/** The first key of an action, which is the one that is shown. */
export const shortcutOf = (id: ActionId): string | undefined => (fixed[id] as Fixed).shortcuts[0]

/** What has keys of its own, those of the reader apart. Looked through at every press: nothing of it is made then. */
export const keyedActions: readonly Fixed[] = Object.values(fixed as Record<string, Fixed>).filter(
  ({ shortcuts }) => shortcuts.length > 0,
)

/** Every action that the palette lists, in the window's language. */
export function allActions(): Action[] {
  const t = i18next.getFixedT(null, 'app')
  const language = otherLanguage()
  const tOther = i18next.getFixedT(language, 'app')
  const named = Object.entries(fixed as Record<string, Fixed>).map(([id, action]) => ({
    ...action,
    id,
    label: t(`actions.${id}`),
    otherLabel: tOther(`actions.${id}`),
  }))
  const demos = Object.entries(widgets).map(([name, { title }]) => ({
    id: `demo ${name}`,
    label: t('actions.openDemo', { name: widgetTitle(name) }),
    otherLabel: tOther('actions.openDemo', { name: title[language] }),
    shortcuts: [],
    run: () => openTab({ kind: 'widget', name }),
  }))
  const sources = Object.values(useLibrary.getState().data.sources).map(({ id, name, format }) => ({
    id: `export ${id}`,
    label: t('actions.exportSource', { name }),
    shortcuts: [],
    run: () => void exportFile({ sourceId: id }, format ?? 'markdown'),
  }))
  const styles = citeStyles.map(style => ({
    id: `cite ${style}`,
    label: t('actions.copyReferenceAs', { style: t(`citeStyles.${style}`, { ns: 'topics' }) }),
    otherLabel: tOther('actions.copyReferenceAs', { style: tOther(`citeStyles.${style}`, { ns: 'topics' }) }),
    shortcuts: [],
    enabled: somethingChosen,
    run: () => void copyReferences(useSelection.getState().chosen, style),
  }))
  const topicId = topicShown() ?? undefined
  const exports = writable.flatMap(format => {
    const labels = (key: 'actions.exportAs' | 'actions.exportTopic') => ({
      label: t(key, { format: t(`formats.${format}`, { ns: 'import' }) }),
      otherLabel: tOther(key, { format: tOther(`formats.${format}`, { ns: 'import' }) }),
    })
    const whole = { id: `export as ${format}`, ...labels('actions.exportAs') }
    const part = { id: `export topic as ${format}`, ...labels('actions.exportTopic') }
    return [
      ...(format === 'markdown' ? [] : [{ ...whole, shortcuts: [], run: () => void exportFile({}, format) }]),
      ...(topicId === undefined ? [] : [{ ...part, shortcuts: [], run: () => void exportFile({ topicId }, format) }]),
    ]
  })
  return [...named, ...readerActions(), ...widgetActions(), ...styles, ...exports, ...sources, ...demos]
}

/** What the paper that one works in offers. The reader hears its keys itself: here they are only shown. */
const readerActions = (): Action[] =>
  actsOf(usePanes.getState().inHand).map(({ id, label, shortcut, run }) => ({
    id: `reader ${id}`,
    label,
    shortcuts: shortcut ? [shortcut] : [],
    run,
  }))

export const runAction = (id: ActionId): void => {
  const action: Fixed = fixed[id]
  if (action.enabled?.() ?? true) action.run()
}
export const actionOfCommand = (command: Command): ActionId | undefined =>
  (Object.keys(fixed) as ActionId[]).find(id => (fixed[id] as Fixed).command === command)

/** Asks services about everything that is chosen. */
function lookUpChosen(): void {
  const { entries } = useLibrary.getState().data
  const places = [...useSelection.getState().chosen].flatMap(id => entries[id] ?? [])
  void lookUp(places.flatMap(entry => (entry.kind === 'item' ? [entry.itemId] : [])))
}

function editNote(): void {
  const topicId = topicShown()
  if (topicId === null || !isHere(topicId)) return
  if (useDrafts.getState().drafts[topicId]) void keepDraft(topicId)
  else startDraft(topicId, spokenLanguage(useSettings.getState()))
}

/** The pane beside the tabs where one works there, else the tab. */
function closeInHand(): void {
  if (usePanes.getState().inHand === 'beside') return closeBeside()
  const tab = activeTab(useTabs.getState())
  if (tab) closeTab(tabKey(tab))
}

/** Writes on in the filter that is open, or opens one over everything. */
function filterItems(): void {
  const isOpen = activeTab(useTabs.getState())?.kind === 'filter'
  const field = document.querySelector<HTMLInputElement>('.work-body:not([hidden]) .search-text')
  if (!isOpen || !field) return openFilter('')
  field.focus()
  field.select()
}

/** Asks for the words that are marked, if any are. */
function searchAll(): void {
  const chosen = document.getSelection()?.toString().replace(/\s+/g, ' ').trim() ?? ''
  openSearch(chosen.length > 1 && chosen.length < 100 ? chosen : undefined)
  document.querySelector<HTMLInputElement>('.search-text')?.select()
}

/** Finding inside a paper is the reader's, once it is open; elsewhere one finds topics and items. */
function find(): void {
  const inPaper = actsOf(usePanes.getState().inHand).find(({ id }) => id === 'find')
  if (inPaper) inPaper.run()
  else if (!paperShown()) openPalette('open')
}

const otherLanguage = () => (spokenLanguage(useSettings.getState()) === 'en' ? 'zh-CN' : 'en')
const themes = ['system', 'light', 'dark'] as const
export const nextTheme = () =>
  themes[(themes.indexOf(useSettings.getState().settings.theme) + 1) % themes.length] ?? 'system'
