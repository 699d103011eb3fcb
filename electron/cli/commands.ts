import path from 'node:path'
import type { CallAnswer, CallArgs, CallName } from '../contract/calls.ts'
import { Refusal } from '../contract/result.ts'
import type { Host } from '../host/index.ts'
import { hashOf, pdfOrRefusal } from '../host/papers/papers.ts'
import { readRegular, systemCode } from '../host/store/files.ts'
import type { Arguments } from './arguments.ts'
import { treeFrom } from './tree.ts'

/** What a command gives: a document for standard output, or raw bytes of a file. */
export type Output = { document: unknown } | { bytes: Uint8Array }

export interface LibraryCommand {
  usage: string
  run(host: Host, given: Arguments): Promise<Output>
}

async function answer<K extends CallName>(host: Host, name: K, args: CallArgs<K>): Promise<CallAnswer<K>> {
  const result = await host.dispatch(name, args, { signal: new AbortController().signal, progress: () => undefined })
  if (!result.ok) throw new Refusal(result.error.code, result.error.params)
  return result.value as CallAnswer<K>
}

/** The bytes of the file named on the command line. */
export async function fileGiven(
  given: Arguments,
  position: number,
  usage: string,
): Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }> {
  const file = given.words[position]
  if (!file) throw new Refusal('missing-value', { name: usage })
  try {
    const bytes = await readRegular(file)
    if (!bytes) throw new Refusal('file-missing', { name: file })
    return { fileName: path.basename(file), bytes: new Uint8Array(bytes) }
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal('file-unreadable', { name: file, reason: systemCode(error) ?? '' })
  }
}

const importList: LibraryCommand = {
  usage: 'import FILE.md',
  run: async (host, given) => ({
    document: await answer(host, 'library:import', await fileGiven(given, 1, importList.usage)),
  }),
}

const tree: LibraryCommand = {
  usage: 'tree',
  run: async host => ({ document: { topics: treeFrom(host.records.data) } }),
}

/** The topic named by its title or id, else the one for papers that have no place yet, made when needed. */
async function topicFor(host: Host, named: string | undefined): Promise<string> {
  const title = named ?? 'Inbox'
  const found = Object.values(host.records.data.topics).find(topic => topic.id === title || topic.title === title)
  if (found) return found.id
  if (named !== undefined) throw new Refusal('not-found', { name: named })
  return answer(host, 'topic:add', { parentId: null, before: null, title })
}

/** A title out of a file's name: "deep_learning-2016.pdf" gives "deep learning-2016". */
const titleFromFile = (fileName: string): string =>
  path.basename(fileName, path.extname(fileName)).replaceAll('_', ' ').trim() || fileName

const add: LibraryCommand = {
  usage: 'add FILE.pdf [--item ID] [--topic TITLE]',
  run: async (host, given) => {
    const { fileName, bytes } = await fileGiven(given, 1, add.usage)
    // Looked at first, so that a file that is no PDF leaves nothing behind.
    pdfOrRefusal(fileName, bytes)
    const itemId = given.options.get('item') ?? (await itemFor(host, fileName, bytes, given.options.get('topic')))
    const paper = await answer(host, 'paper:attach', { itemId, fileName, bytes })
    return { document: { file: fileName, itemId, title: host.records.get('items', itemId).title, paper: paper.id } }
  },
}

/** The item that has this paper already, else a new one under the topic. */
async function itemFor(host: Host, fileName: string, bytes: Uint8Array, topic: string | undefined): Promise<string> {
  const hash = hashOf(bytes)
  const known = Object.values(host.records.data.items).find(item => item.paper === hash)
  if (known) return known.id
  const entryId = await answer(host, 'item:add', {
    topicId: await topicFor(host, topic),
    title: titleFromFile(fileName),
    url: null,
  })
  const entry = host.records.get('entries', entryId)
  if (entry.kind !== 'item') throw new Refusal('not-found', { name: entryId })
  await answer(host, 'item:change', { id: entry.itemId, kind: 'paper' })
  return entry.itemId
}

const exportLibrary: LibraryCommand = {
  usage: 'export --format markdown [--source NAME]',
  run: async (host, given) => {
    const name = given.options.get('source')
    const source = Object.values(host.records.data.sources).find(({ name: known, id }) => known === name || id === name)
    if (name !== undefined && !source) throw new Refusal('not-found', { name })
    const format = given.options.get('format') ?? 'markdown'
    const file = await answer(host, 'library:export', {
      format: format as 'markdown',
      ...(source ? { sourceId: source.id } : {}),
    })
    return { bytes: file.bytes }
  },
}

/** Every command that works on a library: one entry each. */
export const libraryCommands: Record<string, LibraryCommand> = { import: importList, tree, add, export: exportLibrary }
