import path from 'node:path'
import { textLengthOf } from '../contract/text/page-text.ts'
import { type FailureCode, Refusal } from '../contract/result.ts'
import type { Host } from '../host/index.ts'
import { firstPageOf } from '../host/lookup/first-page.ts'
import { hashOf, pdfOrRefusal } from '../host/papers/papers.ts'
import { isPagesRead } from '../host/papers/page-read.ts'
import { textInThread, type ReadingPlaces } from '../host/papers/reading.ts'
import { pdfRefusal, readingPlaces } from '../host/papers/texts.ts'
import type { PaperReading } from '../host/papers/worker.ts'
import { sentence } from '../host/sentence.ts'
import { answer, fileAt, type LibraryCommand } from './command.ts'

/** Longest that reading a file may take, ms: what takes longer goes in without its text. */
const patienceMs = 15_000

/** The topic named by its title or id, else the one for papers that have no place yet, made when needed. */
async function topicFor(host: Host, named: string | undefined): Promise<string> {
  const title = named ?? 'Inbox'
  const found = Object.values(host.records.data.topics).find(topic => topic.id === title || topic.title === title)
  if (found) return found.id
  if (named !== undefined) throw new Refusal('no-such-name', { name: named })
  return answer(host, 'topic:add', { parentId: null, before: null, title })
}

/** A title out of a file's name: "deep_learning-2016.pdf" gives "deep learning-2016". */
const titleFromFile = (fileName: string): string =>
  path
    .basename(fileName, path.extname(fileName))
    .replace(/[_\s]+/g, ' ')
    .trim() || fileName

/** What became of one file. */
interface Added {
  itemId: string
  title: string
  paper: string
  pages?: number
  /** Characters, with one for the end of each line. */
  textLength?: number
  /** Of every kind, links and form fields too. */
  annotations?: number
}

export const add: LibraryCommand = {
  usage: 'add FILE.pdf… [--item ID] [--topic TITLE]',
  run: async (host, given, { resourcesPath, language }) => {
    const files = given.words.slice(1)
    if (files.length === 0) throw new Refusal('missing-value', { name: add.usage })
    const places = readingPlaces(resourcesPath)
    const isList = given.options.has('json') || files.length > 1
    const list = []
    for (const file of files) {
      const { added, refusal } = await addFile(host, file, given.options, places)
      if (refusal && (!isList || ofLibrary.has(refusal.code))) throw refusal
      const error = refusal && sentence(resourcesPath, language, 'errors', refusal.code, refusal.params)
      list.push({ file: isList ? file : path.basename(file), ...(error ? { error } : {}), ...added })
    }
    return { document: isList ? list : list[0] }
  },
}

/** What no other file could escape either. */
const ofLibrary: ReadonlySet<FailureCode> = new Set([
  'read-only',
  'library-in-use',
  'disk-full',
  'write-failed',
  'internal',
  'invalid-argument',
])

/** Reads a file and puts it into the library. One that is locked or too long to read at once goes in too, and is told of. */
async function addFile(
  host: Host,
  file: string,
  options: ReadonlyMap<string, string>,
  places: ReadingPlaces,
): Promise<{ added?: Added; refusal?: Refusal }> {
  try {
    const { fileName, bytes } = await fileAt(file)
    // Looked at first, so that a file that is no PDF leaves nothing behind.
    pdfOrRefusal(fileName, bytes)
    const result = await textInThread(bytes, places, { timeoutMs: patienceMs, mostMs: patienceMs })
    if (typeof result === 'object' && !isPagesRead(result))
      return { added: await intoLibrary(host, { fileName, bytes, read: result }, options) }
    const refusal = pdfRefusal(result, fileName, patienceMs)
    // One that is locked or long is a PDF all the same, which the window opens.
    if (result !== 'locked' && !isPagesRead(result)) return { refusal }
    const added = await intoLibrary(host, { fileName, bytes, read: null }, options)
    return { added: { ...added, ...(isPagesRead(result) && { pages: result.pages }) }, refusal }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error }
    throw error
  }
}

async function intoLibrary(
  host: Host,
  { fileName, bytes, read }: { fileName: string; bytes: Uint8Array<ArrayBuffer>; read: PaperReading | null },
  options: ReadonlyMap<string, string>,
): Promise<Added> {
  const hash = hashOf(bytes)
  const title = (read && firstPageOf(read.text).title) || titleFromFile(fileName)
  const itemId = options.get('item') ?? (await itemFor(host, hash, title, options.get('topic')))
  if (read) await host.texts.keep(hash, read)
  const paper = await answer(host, 'paper:attach', { itemId, fileName, bytes })
  const added = { itemId, title: host.records.get('items', itemId).title, paper: paper.id }
  if (!read) return added
  const { text } = read
  return { ...added, pages: text.pages.length, textLength: textLengthOf(text), annotations: text.annotations }
}

/** The item that has this paper already, else a new one under the topic. */
async function itemFor(host: Host, hash: string, title: string, topic: string | undefined): Promise<string> {
  const items = Object.values(host.records.data.items)
  const known = items.find(item => item.paper === hash)
  if (known) return known.id
  // Two papers may have one title; an item of that title that waits for its paper gets it.
  const apart = items.some(item => item.title === title && item.paper !== null)
  const entryId = await answer(host, 'item:add', {
    topicId: await topicFor(host, topic),
    title,
    url: null,
    apart,
  })
  const entry = host.records.get('entries', entryId)
  if (entry.kind !== 'item') throw new Refusal('not-found', { name: entryId })
  await answer(host, 'item:change', { id: entry.itemId, kind: 'paper' })
  return entry.itemId
}
