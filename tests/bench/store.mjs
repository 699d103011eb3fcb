// One edit and one start of a library, against lowdb's own adapter and against JSON.parse of the same data.
// `growth` has no rival: its `rival` is the same edit at 1,000 items, so that its ratio says how far an edit grows with the
// library (1 is not at all, 0.2 is five times slower).
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { bundled } from './bundled.mjs'
import { rival } from './rivals.mjs'
import { openedLibrary } from './library.mjs'

const sizes = [1_000, 10_000, 100_000]
const context = { signal: new AbortController().signal, progress: () => undefined }
const median = values => values.sort((a, b) => a - b)[values.length >> 1]

/** A library of `count` items, each under one of count / 20 topics. */
function tablesOf(count) {
  const tables = { topics: {}, items: {}, entries: {}, sources: {}, papers: {} }
  for (let index = 0; index < count; index++) {
    const number = String(index).padStart(6, '0')
    const topicId = `topic-${String(Math.floor(index / 20)).padStart(5, '0')}`
    tables.topics[topicId] ??= { id: topicId, parentId: null, order: `a${topicId.slice(6)}`, title: `主题 ${topicId}` }
    const id = `item-${number}`
    tables.items[id] = {
      id,
      kind: 'paper',
      title: `On the convergence of gradient descent, part ${index}`,
      url: `https://arxiv.org/abs/2203.${number}`,
      arxivId: `2203.${number}`,
      doi: null,
      paper: null,
      addedAt: '2026-11-01T09:00:00.000Z',
    }
    tables.entries[`entry-${number}`] = {
      id: `entry-${number}`,
      topicId,
      order: `a${index % 10}`,
      kind: 'item',
      itemId: id,
    }
  }
  return tables
}

async function call(host, name, args) {
  const result = await host.dispatch(name, args, context)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const journalBytes = folder =>
  readdirSync(path.join(folder, 'journal'))
    .filter(name => name.endsWith('.jsonl'))
    .reduce((sum, name) => sum + statSync(path.join(folder, 'journal', name)).size, 0)

/** Milliseconds of one acknowledged edit, by the doors that a window uses: an item moved, added, renamed in turn. */
async function editOurs(host, index) {
  const number = String((index * 37) % 1000).padStart(6, '0')
  const started = performance.now()
  if (index % 3 === 0)
    await call(host, 'entry:move', { ids: [`entry-${number}`], topicId: 'topic-00001', before: null })
  else if (index % 3 === 1) await call(host, 'item:change', { id: `item-${number}`, title: `Renamed ${index}` })
  else
    await call(host, 'item:add', { topicId: 'topic-00002', title: `New ${index}`, url: `https://example.org/${index}` })
  return performance.now() - started
}

async function editStock(low, index) {
  const started = performance.now()
  low.data.items[`item-${String((index * 37) % 1000).padStart(6, '0')}`].title = `Renamed ${index}`
  await low.write()
  return performance.now() - started
}

export async function* cases() {
  const host = await bundled('electron/host/index.ts')
  const { JSONFile } = await rival('lowdb/node')
  const { Low } = await rival('lowdb')
  const root = mkdtempSync(path.join(tmpdir(), 'folium-bench-store-'))
  try {
    const edits = {}
    for (const size of sizes) {
      const folder = path.join(root, String(size))
      const stockFile = path.join(root, `${size}.json`)
      const tables = tablesOf(size)
      writeFileSync(stockFile, JSON.stringify(tables))
      await placeLibrary(host, folder, tables)
      const stock = new Low(new JSONFile(stockFile), {})
      await stock.read()
      const open = await openedLibrary(host, folder)
      const runs = size > 50_000 ? 9 : 21
      const [ours, theirs] = [[], []]
      const before = journalBytes(folder)
      for (let run = 0; run < runs; run++) {
        for (let each = 0; each < 3; each++) ours.push(await editOurs(open, run * 3 + each))
        theirs.push(await editStock(stock, run))
      }
      const bytes = Math.ceil((journalBytes(folder) - before) / ours.length)
      edits[size] = median(ours)
      yield {
        case: `edit at ${size} items`,
        ours: edits[size],
        rival: median(theirs),
        rivalName: 'lowdb JSONFile',
        unit: 'ms',
      }
      yield {
        case: `bytes of an edit at ${size} items`,
        ours: bytes,
        rival: statSync(stockFile).size,
        rivalName: 'lowdb JSONFile',
        unit: 'B',
      }
      await open.close()
    }
    const [small, , large] = sizes
    yield {
      case: `growth of an edit from ${small} to ${large} items`,
      ours: edits[large],
      rival: edits[small],
      rivalName: `at ${small} items`,
      unit: 'ms',
    }
    yield* opening(host, root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** A library of the first version, opened once: the host brings it to the newest and leaves the files as it always does. */
async function placeLibrary(host, folder, tables) {
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'library.json'), JSON.stringify({ folium: 1, sequence: 0, ...tables }))
  await (await openedLibrary(host, folder)).close()
}

/** Collects what earlier runs left, so that no run pays for another's. */
function settle() {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  collect()
  collect()
}

/**
 * From the start of opening until the records can be read, against JSON.parse of the same file's text, which is in memory
 * already: reading, decoding and checking it is ours. What either side made is let go before the next run.
 */
async function* opening(host, root) {
  for (const size of sizes) {
    const folder = path.join(root, String(size))
    const text = readFileSync(path.join(folder, 'library.json'), 'utf8')
    const [ours, theirs] = [[], []]
    for (let run = 0; run < 9; run++) {
      settle()
      let started = performance.now()
      JSON.parse(text)
      theirs.push(performance.now() - started)
      settle()
      started = performance.now()
      const open = await openedLibrary(host, folder)
      ours.push(performance.now() - started)
      await open.close()
    }
    yield {
      case: `opening ${size} items`,
      ours: median(ours),
      rival: median(theirs),
      rivalName: 'JSON.parse',
      unit: 'ms',
    }
  }
}
