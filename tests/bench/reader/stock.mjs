// pdf.js's own viewer parts, as a plain page has them: the rival of the reader.
import { at } from '../../../electron/dev/setup.mjs'
import { rivalPage } from './rival-page.mjs'

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
window.findAll = query => new Promise(resolve => {
  window.waitsFor = 'the hits'
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
export const stock = folder =>
  rivalPage({ html, prefix: '/pdfjs/', folder: at('node_modules/pdfjs-dist'), papers: folder })
