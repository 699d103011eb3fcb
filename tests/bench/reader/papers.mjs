// The papers that the reader's bench makes itself, and a library that has them.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { at } from '../../../electron/dev/setup.mjs'
import { bundled } from '../bundled.mjs'

const annotationsInAll = 2000

/** Pages full of prose, each with a heading and the word that is looked for four times. */
function pagesOf(count, { linesAt, prose }, about, more = () => ({})) {
  const lines = Array.from({ length: 8 }, () => prose).flat()
  return Array.from({ length: count }, (_, index) => ({
    runs: [
      { text: index === 0 ? `A sample paper ${about}` : `Section ${index + 1}`, x: 72, y: 740, sizePt: 16 },
      ...linesAt(72, 710, lines, 13),
    ],
    ...more(index),
  }))
}

/** Highlights over lines of a page, as other programs write them. */
const highlights = (page, count) =>
  Array.from({ length: count }, (_, index) => {
    const top = 720 - 26 * index
    const [left, right, bottom] = [72, 440, top - 12]
    const quad = [left, top, right, top, left, bottom, right, bottom].join(' ')
    return `/Subtype /Highlight /F 4 /Rect [${left} ${bottom} ${right} ${top}] /QuadPoints [${quad}] /C [1 0.83 0] /Contents (Remark ${index}) /NM (mark-${page}-${index})`
  })

/** What a paper of the bench is made of, by its name. */
const makers = {
  'twelve pages': fixtures => fixtures.pdfFrom(pagesOf(12, fixtures, 'of twelve pages')),
  '300 pages': fixtures => fixtures.pdfFrom(pagesOf(300, fixtures, 'of three hundred pages')),
  '1000 pages': fixtures => fixtures.pdfFrom(pagesOf(1000, fixtures, 'of a thousand pages')),
  scanned: ({ pdfFrom }) => pdfFrom(Array.from({ length: 12 }, () => ({ runs: [], scanned: true }))),
  Chinese: ({ pdfFrom, chinesePage }) => pdfFrom(Array.from({ length: 12 }, () => chinesePage)),
  annotated: fixtures =>
    fixtures.pdfFrom(
      pagesOf(100, fixtures, 'with many remarks', index => ({
        annotations: highlights(index, annotationsInAll / 100),
      })),
      { annotationObjects: true },
    ),
}
export const paperNames = Object.keys(makers)

/**
 * Writes the papers into `folder/pdf` and adds them to a library, the annotated one with its annotations taken over. Gives
 * the library's folder and what it calls each paper.
 */
export async function papersIn(folder, names) {
  const fixtures = await bundled('tests/fixtures/pdf.ts')
  mkdirSync(path.join(folder, 'pdf'), { recursive: true })
  const files = names.map(name => {
    const file = path.join(folder, 'pdf', `${name}.pdf`)
    writeFileSync(file, makers[name](fixtures))
    return file
  })
  const library = path.join(folder, 'library')
  const added = folium(library, 'add', ...files)
  names.forEach((name, index) => {
    const { itemId, error = 'it is no item of the library' } = added[index] ?? {}
    if (!itemId) throw new Error(`the paper “${name}” was not taken in: ${error}`)
  })
  const item = added[names.indexOf('annotated')]?.itemId
  if (item) folium(library, 'import-annotations', '--item', item)
  return { folder: library, titles: Object.fromEntries(names.map((name, index) => [name, added[index].title])) }
}

function folium(library, ...words) {
  const run = spawnSync(process.execPath, [at('out/main/cli.js'), ...words, '--library', library, '--json'])
  if (run.status !== 0) throw new Error(String(run.stderr))
  return JSON.parse(String(run.stdout))
}
