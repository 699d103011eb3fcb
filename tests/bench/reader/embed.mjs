// EmbedPDF, PDFium compiled to WebAssembly with its own interface, as its package is used: the other rival of the reader.
// Its words are no elements of the page, so that only the picture is waited for.
import path from 'node:path'
import { rivalsFolder } from '../rivals.mjs'
import { rivalPage } from './rival-page.mjs'

const html = `<!doctype html><meta charset="utf-8"><style>html,body,#viewer{margin:0;height:100%}</style><div id="viewer"></div>
<script type="module">
import EmbedPDF from '/embed/embedpdf.js'
const viewer = EmbedPDF.init({
  type: 'container', target: document.getElementById('viewer'), wasmUrl: location.origin + '/embed/pdfium.wasm', worker: true,
  fontFallback: null, fonts: { ui: null, signature: null }, tabBar: 'never',
})
const registry = await viewer.registry
const plugin = name => registry.getPlugin(name).provides()
const settled = task => new Promise((resolve, reject) => task.wait(resolve, reject))
window.openPaper = async () => {
  window.waitsFor = 'the paper'
  const { task } = await settled(plugin('document-manager').openDocumentUrl({ url: decodeURIComponent(location.hash.slice(1)) }))
  await settled(task)
}
// A picture that has been decoded and stands in the middle of what is seen.
window.painted = () => new Promise(resolve => {
  window.waitsFor = 'a picture in the middle'
  const look = () => {
    const inMiddle = [...viewer.shadowRoot.querySelectorAll('img, canvas')].some(picture => {
      const { left, right, top, bottom, width } = picture.getBoundingClientRect()
      const isThere = picture instanceof HTMLCanvasElement || (picture.complete && picture.naturalWidth > 0)
      return isThere && width > 200 && left < innerWidth / 2 && right > innerWidth / 2 && top < innerHeight / 2 && bottom > innerHeight / 2
    })
    if (inMiddle) resolve(performance.now())
    else requestAnimationFrame(look)
  }
  look()
})
window.jumpToLast = () => plugin('scroll').scrollToPage({ pageNumber: plugin('scroll').getTotalPages(), behavior: 'instant' })
window.findAll = async word => {
  window.waitsFor = 'the hits'
  plugin('search').startSearch()
  return (await settled(plugin('search').searchAllPages(word))).total
}
window.ready = true
</script>`

/** Serves EmbedPDF and the papers of a folder, as `stock` does; null, with a line that says why, where it cannot be had. */
export async function embed(folder) {
  const dist = await rivalsFolder().then(
    rivals => path.join(rivals, 'node_modules/@embedpdf/snippet/dist'),
    error => console.error(`EmbedPDF is left out: ${error.message}`),
  )
  if (!dist) return null
  return rivalPage({ html, prefix: '/embed/', folder: dist, papers: folder })
}
