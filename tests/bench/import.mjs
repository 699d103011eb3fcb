// 10,000 BibTeX entries, and a Markdown list: our time is that of the whole import (read, merge, write to the disk), the
// rival's that of parsing alone.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfm } from 'micromark-extension-gfm'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { bundled } from './bundled.mjs'
import { rivalsFolder } from './rivals.mjs'
import { openedLibrary } from './library.mjs'

const context = { signal: new AbortController().signal, progress: () => undefined }
const words = 'a method for stochastic optimization of deep neural networks with attention'.split(' ')

const bibtexOf = count =>
  Array.from({ length: count }, (_, index) => {
    const title = words.map((word, at) => (at === index % words.length ? `{${word.toUpperCase()}}` : word)).join(' ')
    return `@article{author${index},
  title = {On ${title}, Part ${index}},
  author = {M{\\"u}ller, Anna and Garc{\\'i}a, Jos{\\'e} and Doe, Jane},
  journal = {Journal of Machine Learning Research},
  year = {${1990 + (index % 35)}}, volume = {${index % 90}}, number = {${index % 12}}, pages = {${index}--${index + 20}},
  doi = {10.1000/jmlr.${index}},
  abstract = {We introduce ${title}. ${'The method is straightforward to implement and has little memory requirements. '.repeat(4)}},
  keywords = {optimization, learning}
}
`
  }).join('\n')

const markdownOf = count =>
  Array.from(
    { length: count },
    (_, index) =>
      `${index % 100 === 0 ? `\n## Topic ${index}\n\n` : ''}- [Title ${index}](https://example.org/${index}): a remark\n`,
  ).join('')

/** Milliseconds of an import into a new library on the disk. */
async function importTime(built, name, text) {
  const folder = mkdtempSync(path.join(tmpdir(), 'folium-bench-'))
  const host = await openedLibrary(built, folder)
  try {
    const start = performance.now()
    const { id } = await host.imports.preview(name, [{ name, bytes: new TextEncoder().encode(text) }], null, context)
    await host.imports.apply(id, context)
    return performance.now() - start
  } finally {
    await host.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function timeOf(work) {
  const start = performance.now()
  work()
  return performance.now() - start
}

const round = value => Math.round(value)

export async function* cases() {
  const host = await bundled('electron/host/index.ts')
  const bibtex = bibtexOf(10_000)
  // Its CommonJS file is none, so `require.resolve` leads to one that cannot be loaded.
  const parser = path.join(await rivalsFolder(), 'node_modules/@retorquere/bibtex-parser/dist/esm/index.js')
  const { parse } = await import(pathToFileURL(parser).href)
  yield {
    case: '10,000 BibTeX entries',
    ours: round(await importTime(host, 'refs.bib', bibtex)),
    rival: round(timeOf(() => parse(bibtex))),
    rivalName: '@retorquere/bibtex-parser 9.0.29, parsing alone',
    unit: 'ms',
  }
  for (const count of [20_000, 100_000]) {
    const list = markdownOf(count)
    // The rival's time grows with the square of a list's length: it is measured at the smaller size only.
    const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }
    const small = markdownOf(20_000)
    yield {
      case: `Markdown list of ${count.toLocaleString('en')} items`,
      ours: round(await importTime(host, 'list.md', list)),
      rival: round(timeOf(() => fromMarkdown(small, options))),
      rivalName: 'mdast-util-from-markdown 2.1.0 with GFM, parsing 20,000 items alone',
      unit: 'ms',
    }
  }
}
