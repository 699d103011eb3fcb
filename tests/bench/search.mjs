// Searching 1,000 papers of 15 pages: the answer with its snippets as one types, and the first one after a start, beside
// MiniSearch over a tenth of the texts (which gives the papers alone) and the making of its index, which takes minutes for all.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bundled } from './bundled.mjs'
import { chance } from './big-library.mjs'
import { rival } from './rivals.mjs'
import { openedLibrary } from './library.mjs'

const papers = 1000
const pagesEach = 15
const wordsAPage = 600
const rivalPapers = 100
const rivalName = 'minisearch 7.2.0 over a tenth of the papers'
const queries = ['gr', 'grad', 'gradient', 'gradient d', 'gradient descent', '鞍点', '梯度 优化', 'nowhere']

/** Text as the reading thread keeps it: words by Zipf's law, a tenth of the papers in Chinese. */
function paperText(pick, vocabulary, isChinese) {
  const han = '梯度下降学习率鞍点优化模型注意力网络训练数据损失函数收敛'
  let text = ''
  const pageEnds = []
  for (let page = 0; page < pagesEach; page++) {
    for (let word = 0; word < wordsAPage; word++) {
      const rank = Math.floor((pick(1000) / 1000) ** 3 * vocabulary.length)
      text += isChinese && word % 2 ? han.slice(pick(20), pick(20) + 6) : `${vocabulary[rank]} `
    }
    if (page === 7) text += 'so gradient descent converges. '
    pageEnds.push(text.length)
  }
  return { version: 3, text, pageEnds }
}

function writePapers(folder) {
  const pick = chance(7)
  const letters = () => String.fromCharCode(97 + pick(26))
  const vocabulary = Array.from({ length: 8000 }, () => Array.from({ length: 3 + pick(8) }, letters).join(''))
  mkdirSync(path.join(folder, 'papers'), { recursive: true })
  const tables = {
    topics: {},
    items: {},
    entries: {},
    sources: {},
    papers: {},
    trash: {},
    tags: {},
    filters: {},
    visits: {},
  }
  tables.topics['topic-0'] = { id: 'topic-0', parentId: null, order: 'a0', title: 'Papers' }
  const addedAt = '2026-01-01T00:00:00.000Z'
  for (let index = 0; index < papers; index++) {
    const hash = createHash('sha256').update(String(index)).digest('hex')
    const words = JSON.stringify(paperText(pick, vocabulary, index % 10 === 0))
    writeFileSync(path.join(folder, 'papers', `${hash}.words.json`), words)
    const id = `item-${index}`
    tables.papers[hash] = { id: hash, fileName: `${index}.pdf`, bytes: 1, addedAt }
    tables.items[id] = {
      id,
      kind: 'paper',
      title: `Paper ${index}`,
      url: null,
      arxivId: null,
      doi: null,
      paper: hash,
      addedAt,
    }
    const order = `e${String(index).padStart(5, '0')}V`
    tables.entries[`entry-${index}`] = { id: `entry-${index}`, topicId: 'topic-0', order, kind: 'item', itemId: id }
  }
  writeFileSync(path.join(folder, 'library.json'), JSON.stringify({ folium: 4, sequence: 0, ...tables }))
}

const timed = async work => {
  const start = performance.now()
  const value = await work()
  return { ms: performance.now() - start, value }
}

async function ours(built, folder) {
  const host = await openedLibrary(built, folder)
  const context = { signal: new AbortController().signal, progress: () => undefined }
  const ask = async query => {
    const { ms, value } = await timed(() => host.dispatch('search:find', { query, hits: 4, language: null }, context))
    if (!value.ok || value.value.searched !== papers)
      throw new Error(`search failed: ${JSON.stringify(value).slice(0, 200)}`)
    return ms
  }
  const first = await ask('warm')
  const times = []
  for (const query of [...queries, ...queries]) times.push(await ask(query))
  await host.close()
  return { first, times: times.slice(queries.length) }
}

async function theirs({ default: MiniSearch }, folder) {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  const tokenize = text =>
    /\p{Script=Han}/u.test(text) ? Array.from(segmenter.segment(text), ({ segment }) => segment) : text.split(/\W+/)
  const index = new MiniSearch({
    fields: ['text'],
    tokenize,
    searchOptions: { prefix: true, combineWith: 'AND', tokenize },
  })
  const { ms: first } = await timed(() => {
    for (let at = 0; at < rivalPapers; at++) {
      const hash = createHash('sha256').update(String(at)).digest('hex')
      const { text } = JSON.parse(readFileSync(path.join(folder, 'papers', `${hash}.words.json`), 'utf8'))
      index.add({ id: at, text })
    }
  })
  const times = []
  for (const query of [...queries, ...queries]) times.push((await timed(() => index.search(query))).ms)
  return { first, times: times.slice(queries.length) }
}

const round = value => Math.round(value * 10) / 10
const median = values => values.toSorted((a, b) => a - b)[values.length >> 1]

export async function* cases() {
  const folder = mkdtempSync(path.join(tmpdir(), 'folium-bench-'))
  try {
    writePapers(folder)
    const mine = await ours(await bundled('electron/host/index.ts'), folder)
    const other = await theirs(await rival('minisearch'), folder)
    const line = { rivalName, unit: 'ms' }
    yield {
      case: '1,000 papers: a key, median of 8 queries',
      ours: round(median(mine.times)),
      rival: round(median(other.times)),
      ...line,
    }
    yield {
      case: '1,000 papers: a key, slowest of 8 queries',
      ours: round(Math.max(...mine.times)),
      rival: round(Math.max(...other.times)),
      ...line,
    }
    yield {
      case: '1,000 papers: first answer after a start, against making the index',
      ours: round(mine.first),
      rival: round(other.first),
      ...line,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
