// A rival's viewer in a page of its own, beside the papers of a folder.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { patiently } from './patience.mjs'
import { looking } from './seen.mjs'
import { viewport } from './window.mjs'

const types = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.pdf': 'application/pdf',
  '.wasm': 'application/wasm',
}

/**
 * Serves `html` as the page, what lies under `prefix` (`/NAME/`) from a package's folder, and all else from `papers`; `open`
 * gives a page with a paper's address to `use` and closes it.
 */
export async function rivalPage({ html, prefix, folder, papers }) {
  const answer = async (request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    if (name === '/') return response.setHeader('Content-Type', 'text/html').end(html)
    const file = name.startsWith(prefix) ? path.join(folder, name.slice(prefix.length)) : path.join(papers, name)
    try {
      const body = await readFile(file)
      response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream').end(body)
    } catch {
      response.writeHead(404).end()
    }
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${server.address().port}`
  return {
    close: () => server.close(),
    open: async (browser, name, use) => {
      const context = await browser.newContext({ viewport })
      try {
        const page = await context.newPage()
        await looking(page)
        await page.goto(`${origin}/#${encodeURIComponent(`/pdf/${name}.pdf`)}`)
        await page.waitForFunction(() => window.ready)
        return await patiently(page, `${prefix} ${name}`, use)
      } finally {
        await context.close()
      }
    },
  }
}
