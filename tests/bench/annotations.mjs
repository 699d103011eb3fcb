// 500 highlights with comments written into a paper of 300 pages: ours is the whole call (the file from the disk, appearances
// and popups appended, the copy read again by us and by pdf.js); the rival loads the bytes, adds bare dictionaries and saves
// the file whole. And what each annotation costs in bytes.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bundled } from './bundled.mjs'
import { rival } from './rivals.mjs'
import { openedLibrary } from './library.mjs'

const runs = Number(process.env.BENCH_RUNS ?? 5)
const count = 500
const pages = 300
const rivalName = '@cantoo/pdf-lib 2.11.1'

const placeOf = index => ({ page: 1 + (index % pages), rectPt: [72, 100 + index, 400, 112 + index] })
const commentOf = index => `Comment number ${index}, of a usual length for a remark`

const markOf = (paper, index) => {
  const { page, rectPt } = placeOf(index)
  const at = '2026-11-25T18:30:00.000Z'
  return {
    id: `mark-${index}`,
    paper,
    kind: 'highlight',
    color: 'yellow',
    comment: commentOf(index),
    author: 'Ada',
    createdAt: at,
    modifiedAt: at,
    quote: { exact: 'words', prefix: '', suffix: '' },
    parts: [{ page, start: 0, end: 5, rectsPt: [rectPt] }],
  }
}

async function theirs({ PDFDocument, PDFHexString, PDFName }, bytes) {
  const document = await PDFDocument.load(bytes)
  for (let index = 0; index < count; index++) {
    const { page, rectPt } = placeOf(index)
    const [left, bottom, right, top] = rectPt
    const dictionary = document.context.obj({
      Type: 'Annot',
      Subtype: 'Highlight',
      Rect: rectPt,
      QuadPoints: [left, top, right, top, left, bottom, right, bottom],
      C: [1, 0.83, 0],
    })
    dictionary.set(PDFName.of('Contents'), PDFHexString.fromText(commentOf(index)))
    document.getPage(page - 1).node.addAnnot(document.context.register(dictionary))
  }
  return document.save()
}

const median = values => values.toSorted((a, b) => a - b)[values.length >> 1]
const round = value => Math.round(value * 10) / 10

/** A library with the paper and its annotations, and what writes them into a copy. */
async function libraryWith(built, folder, bytes) {
  const host = await openedLibrary(built, folder)
  const context = { signal: new AbortController().signal, progress: () => undefined }
  const call = async (name, args) => {
    const result = await host.dispatch(name, args, context)
    if (!result.ok) throw new Error(`${name}: ${result.error.code}`)
    return result.value
  }
  const topicId = await call('topic:add', { parentId: null, before: null, title: 'Papers' })
  const entry = host.records.get('entries', await call('item:add', { topicId, title: 'Paper', url: null }))
  const { id: paper } = await call('paper:attach', { itemId: entry.itemId, fileName: 'paper.pdf', bytes })
  const puts = Array.from({ length: count }, (_, index) => ({ id: `mark-${index}`, annotation: markOf(paper, index) }))
  await call('annotation:edit', { paper, edit: 'add', puts })
  // Read now, not while the clock runs.
  await call('paper:learn', { hash: paper })
  return { close: () => host.close(), write: () => call('annotation:write', { itemId: entry.itemId }) }
}

export async function* cases() {
  const { pdfFrom, paperOf } = await bundled('tests/fixtures/pdf.ts')
  const folder = mkdtempSync(path.join(tmpdir(), 'folium-bench-'))
  const bytes = pdfFrom(paperOf(pages))
  const { close, write } = await libraryWith(await bundled('electron/host/index.ts'), folder, bytes)
  try {
    const loaded = await rival('@cantoo/pdf-lib')
    const library = loaded.default ?? loaded
    const times = { ours: [], rival: [] }
    const grown = { ours: 0, rival: 0 }
    for (let run = 0; run < runs; run++) {
      let start = performance.now()
      const written = await write()
      times.ours.push(performance.now() - start)
      if (written.added !== count) throw new Error('some annotations are lost')
      start = performance.now()
      const saved = await theirs(library, bytes)
      times.rival.push(performance.now() - start)
      grown.ours = written.bytes.length - bytes.length
      grown.rival = saved.length - bytes.length
    }
    const said = `${count} annotations into ${pages} pages`
    yield { case: said, ours: round(median(times.ours)), rival: round(median(times.rival)), rivalName, unit: 'ms' }
    yield {
      case: `${said}: bytes each`,
      ours: round(grown.ours / count),
      rival: round(grown.rival / count),
      rivalName: `${rivalName}, without appearances, and the whole file packed anew`,
      unit: 'B',
    }
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}
