// How long until one can walk the topic tree, against an empty page in the same browser. Nothing can be faster than the
// empty page, so a ratio below 1 is expected: it says what share of the wait is ours.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { isRoot, testChromium } from '../../electron/dev/programs.mjs'
import { at } from '../../electron/dev/setup.mjs'

const runs = 7
const emptyPage = `const server = require('node:http').createServer((_, response) =>
  response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>empty</title><p tabindex="0">empty'))
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port })))`

/** Two cases: from the navigation, and from the start of the process that serves the page; both until something can be focused. */
export async function* cases() {
  const library = mkdtempSync(path.join(tmpdir(), 'folium-bench-'))
  const door = [at('out/main/browser.js'), '--library', library, '--no-open', '--json']
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: (await testChromium()).file, args })
  try {
    const measure = async () => ({
      ours: await opened(browser, door, '[role=treeitem]'),
      rival: await opened(browser, ['-e', emptyPage], 'p'),
    })
    await measure() // fills the library, and the disk's cache
    const pairs = []
    for (let run = 0; run < runs; run++) pairs.push(await measure())
    for (const part of ['page', 'process']) {
      const middle = side => median(pairs.map(pair => pair[side][part]))
      yield {
        case: `${part} to tree`,
        ours: middle('ours'),
        rival: middle('rival'),
        rivalName: 'empty page',
        unit: 'ms',
      }
    }
  } finally {
    await browser.close()
    rmSync(library, { recursive: true, force: true })
  }
}

/** Milliseconds from the page's and from the server process's start until an element of `selector` has taken the focus and is drawn. */
async function opened(browser, args, selector) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(watchFocus, selector)
  const started = Date.now()
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise(resolve => server.on('exit', resolve))
  const url = await new Promise((resolve, reject) => {
    server.stdout.once('data', line => resolve(JSON.parse(String(line)).url))
    void ended.then(code => reject(new Error(`the server ended with ${code}`)))
  })
  await page.goto(url)
  const { page: pageMs, at: instant } = await page.evaluate(() => window.interactive)
  await context.close()
  server.kill()
  await ended
  return { page: pageMs, process: instant - started }
}

/** Runs in the page before anything else does. */
export function watchFocus(selector) {
  window.interactive = new Promise(resolve => {
    const look = () => {
      const element = document.querySelector(selector)
      element?.focus()
      if (!element || document.activeElement !== element) return
      observer.disconnect()
      requestAnimationFrame(() =>
        setTimeout(() => resolve({ page: performance.now(), at: performance.timeOrigin + performance.now() })),
      )
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, subtree: true, attributes: true })
  })
}

export const median = values => Math.round(values.sort((a, b) => a - b)[values.length >> 1] * 10) / 10
