import path from 'node:path'
import type { AppInfo, Notice } from '../contract/answers.ts'
import type { EventName, Events } from '../contract/events.ts'
import type { Language } from '../contract/identity.ts'
import { emptyLibrary } from '../contract/empty-library.ts'
import { library as librarySchema, type Library } from '../contract/library.ts'
import { openableLink } from '../contract/link.ts'
import { Refusal, type Result } from '../contract/result.ts'
import { AnnotationTransfer, annotationTransferHandlers } from './annotations/transfer.ts'
import { annotationHandlers, AnnotationStore, libraryTold } from './annotations/annotations.ts'
import { carryHandlers } from './annotations/carry.ts'
import { CommentLinks } from './annotations/comment-links.ts'
import { intoPaperHandlers } from './annotations/into-paper.ts'
import { pictureHandlers } from './annotations/pictures.ts'
import { deskHandlers } from './desk/desk.ts'
import { BackupStore } from './keeping/backups.ts'
import { keepDaily } from './keeping/daily.ts'
import { Keeping } from './keeping/keeping.ts'
import { NoteMirror } from './keeping/note-mirror.ts'
import { sentence } from './sentence.ts'
import { dispatch } from './dispatch.ts'
import { enter, noticesOf } from './entering.ts'
import type { CallContext, Emit, Handlers, HandlersOf } from './handlers.ts'
import { duplicateHandlers } from './library/duplicates.ts'
import { filterHandlers } from './library/filters.ts'
import { exchangeHandlers } from './library/exchange.ts'
import { Companions } from './library/companions.ts'
import { Imports } from './library/imports.ts'
import { itemHandlers } from './library/items.ts'
import { LibraryRecords } from './library/library.ts'
import { noteHandlers } from './library/notes.ts'
import { runHandlers } from './library/runs.ts'
import { bundledLibrary } from './library/seed.ts'
import { tagHandlers } from './library/tags.ts'
import { topicHandlers } from './library/topics.ts'
import { paperHandlers, PaperStore } from './papers/papers.ts'
import { readingPlaces, TextStore } from './papers/texts.ts'
import { paperFileHandlers, PaperWatch } from './papers/watch.ts'
import { Search, searchHandlers } from './search/search.ts'
import { settingsHandlers, SettingsStore } from './settings/settings.ts'
import { Document } from './store/document.ts'
import { systemCode, writeRefusal } from './store/files.ts'
import { Lookup, lookupHandlers, type LookupOptions } from './lookup/lookup.ts'
import type { Lock } from './store/lock.ts'
import { stepsOf } from './store/migrations/index.ts'

export interface HostOptions {
  /** The library's folder; made when it is missing. */
  libraryPath: string
  /** The app's `resources` folder. */
  resourcesPath: string
  version: string
  door: AppInfo['door'] | 'terminal'
  systemLanguage: Language
  /** Fill a new library with the bundled one. */
  seed: boolean
  /** For tests: where look-ups go, and how patient they are. */
  lookup?: Omit<LookupOptions, 'version'>
  /** Opens an http, https or mailto address outside the app. */
  openExternal(url: string): Promise<void>
}

/** The app behind its doors: answers calls, tells of events, holds the library's lock until it is closed. */
export interface Host {
  readonly records: LibraryRecords
  readonly papers: PaperStore
  readonly texts: TextStore
  readonly imports: Imports
  readonly notices: readonly Notice[]
  /** Answers a call; never throws. `name` and `args` may be anything. */
  dispatch(name: string, args: unknown, context: CallContext): Promise<Result<unknown>>
  /** Hears every event until the returned function is called. */
  subscribe(listener: Emit): () => void
  /** Waits for the disk, leaves a snapshot, gives the lock back. */
  close(): Promise<void>
}

class Listeners {
  /** What a window is told that opens later. */
  private readonly notices: Notice[] = []
  private readonly all = new Set<Emit>()

  readonly emit = <K extends EventName>(name: K, value: Events[K]): void => {
    if (name === 'notice:raised') this.notices.push(value as Notice)
    for (const listener of this.all) listener(name, value)
  }

  /** What there is to say from the start on; gives all of it, and what comes to it later. */
  tellFirst(...first: (readonly Notice[] | undefined)[]): Notice[] {
    this.notices.unshift(...first.flatMap(notices => notices ?? []))
    return this.notices
  }

  add(listener: Emit): () => void {
    this.all.add(listener)
    return () => this.all.delete(listener)
  }
}

/**
 * Opens a library. A folder that cannot be written, or that another process holds, opens for reading.
 * Throws Refusal when it cannot be opened at all ('newer-library', 'write-failed', 'file-unreadable').
 */
export async function openHost(options: HostOptions): Promise<Host> {
  const libraryPath = path.resolve(options.libraryPath)
  const { lock, refusal } = await enter(libraryPath, options.door)
  try {
    return await openLibrary({ ...options, libraryPath }, lock, refusal)
  } catch (error) {
    if (lock?.held) await lock.release()
    throw error instanceof Refusal || systemCode(error) === undefined ? error : writeRefusal(error, libraryPath)
  }
}

/** What a window asks of the app itself. */
const appHandlers = (
  options: HostOptions,
  refusal: Refusal | null,
  notices: Notice[],
): HandlersOf<'app'> & HandlersOf<'link'> => ({
  'app:info': () => ({
    version: options.version,
    door: options.door === 'terminal' ? 'browser' : options.door,
    libraryPath: options.libraryPath,
    systemLanguage: options.systemLanguage,
    readOnly: refusal ? (refusal.code as NonNullable<AppInfo['readOnly']>) : null,
    notices,
  }),
  'link:open': async ({ url }) => {
    const address = openableLink(url)
    if (!address) throw new Refusal('link-refused', { name: url.slice(0, 200) })
    await options.openExternal(address)
  },
})

/** What the topic for things that lost their place is called, in the user's language. */
function refugeTitle({ systemLanguage, resourcesPath }: HostOptions, settings: SettingsStore): string {
  const { language } = settings.current
  return sentence(resourcesPath, language === 'system' ? systemLanguage : language, 'keeping', 'refuge', {})
}

const openRecords = (directory: string, refusal: Refusal | null, backups: BackupStore): Promise<Document<Library>> =>
  Document.open<Library>({
    directory,
    name: 'library',
    schema: librarySchema,
    steps: stepsOf('library'),
    empty: emptyLibrary,
    refusal,
    beforeMigration: async () => void (await backups.copyFiles()),
  })

function noteMirror(libraryPath: string, records: LibraryRecords, listeners: Listeners): NoteMirror {
  const notes = new NoteMirror(libraryPath, records)
  listeners.add((name, value) => {
    if (name === 'library:changed') notes.changed((value as Events['library:changed']).changes)
  })
  return notes
}

const importsWith = (
  parts: ConstructorParameters<typeof Companions>[0],
  records: LibraryRecords,
  listeners: Listeners,
): Imports => new Imports(records, parts.papers, new Companions(parts), listeners)

type Closing = { stop(): Promise<unknown> } | { close(): Promise<unknown> }

/** Closes one service after another: those that write into others first. */
async function closeAll(services: (Closing | null | undefined)[]): Promise<void> {
  for (const service of services) await (service && 'stop' in service ? service.stop() : service?.close())
}

/** What a host is made of. */
interface Parts {
  libraryPath: string
  records: LibraryRecords
  papers: PaperStore
  watching: PaperWatch
  texts: TextStore
  annotations: AnnotationStore
  transfer: AnnotationTransfer
  imports: Imports
  settings: SettingsStore
  keeping: Keeping
  lookup: Lookup
  search: Search
}

const handlersOf = (
  options: HostOptions,
  refusal: Refusal | null,
  notices: Notice[],
  emit: Emit,
  of: Parts,
): Handlers => ({
  ...appHandlers(options, refusal, notices),
  ...settingsHandlers(of.settings, refusal, emit),
  ...exchangeHandlers(of.records, of.imports, of.settings),
  ...of.keeping.handlers(),
  ...topicHandlers(of.records),
  ...noteHandlers(of.records),
  ...runHandlers(of.records, options.version),
  ...itemHandlers(of.records),
  ...tagHandlers(of.records),
  ...filterHandlers(of.records),
  ...duplicateHandlers(of.records),
  ...deskHandlers(of.libraryPath, refusal),
  ...paperHandlers(of.records, of.papers, of.texts, refusal),
  ...paperFileHandlers(of.watching, refusal),
  ...annotationHandlers(of.annotations),
  ...carryHandlers({ library: of.records, papers: of.papers, texts: of.texts, annotations: of.annotations }),
  ...annotationTransferHandlers(of.transfer, refusal),
  ...intoPaperHandlers(of.transfer, refusal),
  ...pictureHandlers(of.libraryPath, refusal),
  ...lookupHandlers(of.lookup, refusal),
  ...searchHandlers(of.search),
})

async function openLibrary(options: HostOptions, lock: Lock | null, refusal: Refusal | null): Promise<Host> {
  const { libraryPath } = options
  const listeners = new Listeners()
  const backups = new BackupStore(libraryPath)
  const settings = await SettingsStore.open(libraryPath, !refusal)
  const document = await openRecords(libraryPath, refusal, backups)
  if (document.isNew && options.seed) await document.seed(await bundledLibrary(options.resourcesPath))
  const records = new LibraryRecords(document, listeners.emit)
  const papers = new PaperStore(libraryPath)
  const watching = new PaperWatch(papers, listeners.emit)
  const texts = new TextStore(papers, readingPlaces(options.resourcesPath), refusal !== null)
  const annotations = new AnnotationStore(libraryPath, refusal, listeners.emit, libraryTold(records))
  const commentLinks = new CommentLinks(records, annotations, listeners)
  const transfer = new AnnotationTransfer({ library: records, papers, texts, annotations, settings })
  const imports = importsWith({ libraryPath, papers, annotations, transfer }, records, listeners)
  const lookup = new Lookup(records, listeners.emit, { version: options.version, ...options.lookup })
  const keeping = new Keeping({
    libraryPath,
    backups,
    document,
    library: records,
    annotations,
    papers,
    refusal,
    changeSettings: async change => listeners.emit('settings:changed', await settings.change(change)),
    refugeTitle: () => refugeTitle(options, settings),
  })
  const notes = refusal ? null : noteMirror(libraryPath, records, listeners)
  const notices = listeners.tellFirst(noticesOf(document, settings, refusal, libraryPath), await notes?.start())
  const search = new Search({ library: records, texts, annotations }, listeners)
  const parts = {
    libraryPath,
    records,
    papers,
    watching,
    texts,
    annotations,
    transfer,
    imports,
    settings,
    keeping,
    lookup,
    search,
  }
  const handlers = handlersOf(options, refusal, notices, listeners.emit, parts)
  const daily = options.door === 'terminal' || refusal ? null : keepDaily(backups, document, annotations)
  return {
    records,
    papers,
    texts,
    imports,
    notices,
    dispatch: (name, args, context) => dispatch(handlers, name, args, context),
    subscribe: listener => listeners.add(listener),
    close: async () => {
      await closeAll([daily, notes, watching, lookup, search, commentLinks, texts, annotations, document])
      if (lock?.held) await lock.release()
    },
  }
}
