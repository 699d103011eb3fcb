// EmbedPDF, PDFium compiled to WebAssembly with its own interface, as its package is used: the other rival of the reader.
// Its words are no elements of the page, so that only the picture is waited for.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { rivalsFolder } from '../rivals.mjs'
import { viewport } from './window.mjs'

const types = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.pdf': 'application/pdf' }

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
  const { task } = await settled(plugin('document-manager').openDocumentUrl({ url: decodeURIComponent(location.hash.slice(1)) }))
  await settled(task)
}
// A picture that has been decoded and stands in the middle of what is seen.
window.painted = () => new Promise(resolve => {
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
  const server = createServer((request, response) => void answer(request, response, { dist, folder }))
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

async function answer(request, response, { dist, folder }) {
  const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
  if (name === '/') return response.setHeader('Content-Type', 'text/html').end(html)
  const file = name.startsWith('/embed/') ? path.join(dist, name.slice(7)) : path.join(folder, name)
  try {
    const body = await readFile(file)
    response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream').end(body)
  } catch {
    response.writeHead(404).end()
  }
}
