// What a window is given of the library: all of it, or first what its first screen shows.
import type { Library, LibraryBeginning, LibraryView, TableName } from '../../contract/library.ts'
import type { HandlersOf } from '../handlers.ts'
import { childTopics } from './index-of.ts'
import type { LibraryRecords } from './library.ts'

/** How many records are made into text between two turns of the event loop. */
const slice = 1000
/** Up to how many items and places a library is given whole at once: some tens of milliseconds' worth. */
const small = 4000

type Tables = [table: TableName, records: readonly { id: string }[]][]

/** The tables as they stand now: records are replaced and never written to. */
const tablesOf = (library: Partial<Library>): Tables =>
  Object.entries(library).map(([table, records]) => [table as TableName, Object.values(records)])

function* linesFrom(tables: Tables): Generator<Buffer> {
  for (const [table, records] of tables)
    for (let at = 0; at < records.length; at += slice) {
      const part = Object.fromEntries(records.slice(at, at + slice).map(record => [record.id, record]))
      yield Buffer.from(`${JSON.stringify([table, part])}\n`)
    }
}

const bytesFrom = (lines: Iterable<Buffer>): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat([...lines]))

/** The whole library as it is at the call; other calls are answered while its text is made. */
async function wholeView(library: LibraryRecords): Promise<LibraryView> {
  const { history } = library
  const lines: Buffer[] = []
  for (const line of linesFrom(tablesOf(library.data))) {
    lines.push(line)
    await new Promise(setImmediate)
  }
  return { lines: bytesFrom(lines), history }
}

/** How many items stand under each topic and all below it. */
function itemCounts({ topics, entries }: Library): Record<string, number> {
  const own = new Map<string, number>()
  for (const { kind, topicId } of Object.values(entries))
    if (kind === 'item') own.set(topicId, (own.get(topicId) ?? 0) + 1)
  const counts: Record<string, number> = {}
  for (const [topicId, count] of own) {
    let depth = 0
    for (let topic = topics[topicId]; topic && depth++ < 1000; topic = topics[topic.parentId ?? ''])
      counts[topic.id] = (counts[topic.id] ?? 0) + count
  }
  return counts
}

const picked = <T extends { id: string }>(table: Record<string, T>, ids: Iterable<string>): Record<string, T> =>
  Object.fromEntries([...ids].flatMap(id => (Object.hasOwn(table, id) ? [[id, table[id] as T]] : [])))

/** All topics, and what stands under those that are open; without one, under the first. */
function beginningOf(
  { data, history }: LibraryRecords,
  open: readonly string[],
  itemIds: readonly string[],
): LibraryBeginning {
  const { topics, tags, filters, sources, entries, items, papers, visits } = data
  if (Object.keys(entries).length + Object.keys(items).length <= small)
    return { lines: bytesFrom(linesFrom(tablesOf(data))), history, rest: null }
  const topicIds =
    open.length > 0
      ? [...open]
      : childTopics(data, null)
          .slice(0, 1)
          .map(({ id }) => id)
  const wanted = new Set(topicIds)
  const shown = Object.values(entries).filter(({ topicId }) => wanted.has(topicId))
  const shownItems = picked(
    items,
    new Set([...itemIds, ...shown.flatMap(entry => (entry.kind === 'item' ? [entry.itemId] : []))]),
  )
  const hashes = new Set(Object.values(shownItems).flatMap(({ paper }) => paper ?? []))
  const runs = Object.values(data.runs).filter(
    ({ topicId, itemId }) => wanted.has(topicId ?? '') || (itemId ?? '') in shownItems,
  )
  const part: Partial<Library> = {
    topics,
    tags,
    filters,
    sources,
    entries: Object.fromEntries(shown.map(entry => [entry.id, entry])),
    items: shownItems,
    papers: picked(papers, hashes),
    visits: picked(visits, Object.keys(shownItems)),
    runs: Object.fromEntries(runs.map(run => [run.id, run])),
  }
  return { lines: bytesFrom(linesFrom(tablesOf(part))), history, rest: { topicIds, counts: itemCounts(data) } }
}

export const windowHandlers = (
  library: LibraryRecords,
): Pick<HandlersOf<'library'>, 'library:beginning' | 'library:get'> => {
  // A reader beside the process that writes looks at the disk again.
  const looked = async (): Promise<LibraryRecords> => {
    if (!library.mayChange) await library.refresh()
    return library
  }
  return {
    'library:beginning': async ({ topicIds, itemIds }) => beginningOf(await looked(), topicIds, itemIds),
    'library:get': async () => wholeView(await looked()),
  }
}
