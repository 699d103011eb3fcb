// A bench that runs in a page of Chromium, as the window's code does: a module of the project, bundled as the app's own
// are, and the rivals' files beside it. The page is not cross-origin isolated, so that rivals cannot use threads.
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { isRoot, testChromium } from '../../electron/dev/programs.mjs'
import { at } from '../../electron/dev/setup.mjs'
import { rivalsFolder } from './rivals.mjs'

const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' }

/** Opens a page in which `bench` is the module `pages/NAME.ts`, hands it to `use`, and closes everything. */
export async function* inChromium(name, use) {
  const outDir = mkdtempSync(at('out/bench-'))
  const rivals = path.join(await rivalsFolder(), 'node_modules')
  const server = createServer((request, response) => serve(request, response, outDir, rivals))
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: (await testChromium()).file, args })
  try {
    await bundle(name, outDir)
    const page = await browser.newPage()
    const { port } = server.address()
    page.on('console', message => message.type() === 'error' && console.error(message.text()))
    await page.goto(`http://127.0.0.1:${port}/`)
    await page.evaluate(async address => {
      window.bench = await import(address)
    }, '/bench.js')
    yield* use(page)
  } finally {
    await browser.close()
    server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}

const bundle = (name, outDir) =>
  build({
    configFile: false,
    logLevel: 'warn',
    root: at('.'),
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'esnext',
      lib: { entry: at(`tests/bench/pages/${name}.ts`), formats: ['es'], fileName: () => 'bench.js' },
    },
  })

function serve(request, response, outDir, rivals) {
  const { pathname } = new URL(request.url, 'http://127.0.0.1')
  if (pathname === '/favicon.ico') return response.writeHead(204).end()
  if (pathname === '/')
    return response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>bench</title>')
  const from = pathname.startsWith('/rivals/') ? rivals : outDir
  const file = path.join(from, pathname.replace('/rivals/', '/'))
  if (!file.startsWith(from) || !existsSync(file)) return response.writeHead(404).end()
  response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream')
  return createReadStream(file).pipe(response)
}
