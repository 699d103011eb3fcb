// pdf.js's own viewer parts, as a plain page has them: the rival of the reader.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { at } from '../../../electron/dev/setup.mjs'
import { viewport } from './window.mjs'

const types = { '.mjs': 'text/javascript', '.css': 'text/css', '.pdf': 'application/pdf', '.html': 'text/html' }

const html = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/pdfjs/web/pdf_viewer.css">
<style>body{margin:0}#container{position:absolute;inset:0;overflow:auto}</style>
<div id="container"><div class="pdfViewer"></div></div>
<script type="module">
import * as pdfjs from '/pdfjs/build/pdf.mjs'
import { EventBus, PDFFindController, PDFLinkService, PDFViewer } from '/pdfjs/web/pdf_viewer.mjs'
pdfjs.GlobalWorkerOptions.workerSrc = '/pdfjs/build/pdf.worker.mjs'
const eventBus = new EventBus()
const linkService = new PDFLinkService({ eventBus })
const findController = new PDFFindController({ eventBus, linkService })
const viewer = new PDFViewer({ container: document.getElementById('container'), eventBus, linkService, findController })
linkService.setViewer(viewer)
eventBus.on('pagesinit', () => (viewer.currentScaleValue = 'auto'))
window.viewer = viewer
window.openPaper = async () => {
  const data = new Uint8Array(await (await fetch(decodeURIComponent(location.hash.slice(1)))).arrayBuffer())
  const pdf = await pdfjs.getDocument({ data, cMapUrl: '/pdfjs/cmaps/', standardFontDataUrl: '/pdfjs/standard_fonts/', wasmUrl: '/pdfjs/wasm/' }).promise
  viewer.setDocument(pdf)
  linkService.setDocument(pdf)
}
window.seen = (number, hasText) => new Promise(resolve => {
  const look = () => {
    const page = document.querySelector('.page[data-page-number="' + number + '"]')
    const isPainted = page?.querySelector('.canvasWrapper canvas:not([hidden])') && page.dataset.loaded
    if (isPainted && (!hasText || page.querySelector('.textLayer span'))) resolve(performance.now())
    else requestAnimationFrame(look)
  }
  look()
})
window.findAll = query => new Promise(resolve => {
  eventBus.dispatch('find', { type: '', query, highlightAll: true, caseSensitive: false, entireWord: false })
  const look = () => {
    const matches = findController.pageMatches ?? []
    const done = Array.from({ length: viewer.pagesCount }, (_, index) => matches[index]).every(Boolean)
    if (done) resolve(matches.reduce((sum, page) => sum + page.length, 0))
    else requestAnimationFrame(look)
  }
  look()
})
window.ready = true
</script>`

/** Serves the viewer and the papers of a folder; `open` gives a page with a paper's address to `use` and closes it. */
export async function stock(folder) {
  const server = createServer((request, response) => void answer(request, response, folder))
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${server.address().port}`
  return {
    close: () => server.close(),
    open: async (browser, name, use) => {
      const context = await browser.newContext({ viewport })
      try {
        const page = await context.newPage()
        await page.goto(`${origin}/#${encodeURIComponent(`/pdf/${name}.pdf`)}`)
        await page.waitForFunction(() => window.ready)
        return await use(page)
      } finally {
        await context.close()
      }
    },
  }
}

async function answer(request, response, folder) {
  const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
  if (name === '/') return response.setHeader('Content-Type', 'text/html').end(html)
  const file = name.startsWith('/pdfjs/') ? at('node_modules/pdfjs-dist', name.slice(7)) : path.join(folder, name)
  try {
    const body = await readFile(file)
    response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream').end(body)
  } catch {
    response.writeHead(404).end()
  }
}
