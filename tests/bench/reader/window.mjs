// Our own window, through the browser door, for the reader's bench.
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { at } from '../../../electron/dev/setup.mjs'
import { patiently } from './patience.mjs'
import { looking } from './seen.mjs'

export const viewport = { width: 1280, height: 860 }

/**
 * Opens our window on a copy of the library in a fresh context, hands its page over and closes all: where a paper was left
 * by one measure is not where the next begins. `use` is given the page and the copy's folder.
 */
export async function ours(browser, library, use, longestMs) {
  const [made] = await oursInTurn(browser, library, [use], longestMs)
  return made
}

/** The same several times on one copy, the program ended and started anew between them. */
export async function oursInTurn(browser, library, uses, longestMs) {
  const copy = mkdtempSync(path.join(path.dirname(library.folder), 'copy-'))
  cpSync(library.folder, copy, { recursive: true })
  try {
    const made = []
    for (const use of uses) made.push(await inWindow(browser, copy, use, longestMs))
    return made
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

async function inWindow(browser, folder, use, longestMs) {
  const program = at('out/main/browser.js')
  const server = spawn(process.execPath, [program, '--library', folder, '--port', '0', '--no-open', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
  })
  const ended = new Promise(done => server.on('exit', done))
  const url = await new Promise(done => server.stdout.once('data', line => done(JSON.parse(String(line)).url)))
  const context = await browser.newContext({ locale: 'en-US', viewport })
  try {
    const page = await context.newPage()
    // A busy machine is no failure.
    page.setDefaultTimeout(120_000)
    await looking(page)
    await page.goto(url)
    await page.getByRole('treeitem').first().click()
    return await patiently(page, 'Folium', page => use(page, folder), longestMs)
  } finally {
    await context.close()
    server.kill()
    await ended
  }
}

/** What one looks at a list before one opens something from it, at least. */
const restMs = 2000

/** Begins to open a paper of the list; `window.started` says when. The window has had a moment to come to rest, as the rival has. */
export async function openPaper(page, { titles }, name, rest = restMs) {
  await page.getByRole('grid').getByRole('row').filter({ hasText: titles[name] }).first().click()
  const button = page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Open the paper' })
  await button.waitFor()
  await page.waitForTimeout(rest)
  await button.evaluate(element => {
    window.started = performance.now()
    element.click()
  })
}

/** The same in one stroke, with nothing chosen before. */
export async function openUnforeseen(page, { titles }, name) {
  const row = page.getByRole('grid').getByRole('row').filter({ hasText: titles[name] }).first()
  await row.waitFor()
  await page.waitForTimeout(restMs)
  await row.evaluate(element => {
    window.started = performance.now()
    element.querySelector('[data-act=open]').click()
  })
}

/** How long a viewer comes to rest before a jump, ms: what is still drawn of the first page is no part of it. */
export const jumpRestMs = 300

/** A page in the middle, that nobody expects to be gone to. */
export const middleOf = pages => Math.ceil(pages / 2)

/**
 * Goes to a page by the page box, to the last where none is given; gives its number and how long it took until it was seen. The
 * number is written in one stroke with Enter: a page that is typed is drawn ahead, and the rivals have no such warning. Runs in
 * the page, as with the rivals: what is asked from outside comes some milliseconds late.
 */
export async function jump([rest, hasText, page]) {
  const box = document.querySelector('.reader-page-box input')
  const to = page ?? Number(/\d+$/.exec(document.querySelector('.reader-count').textContent)[0])
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  box.focus()
  await new Promise(done => setTimeout(done, rest))
  const from = performance.now()
  set.call(box, String(to))
  box.dispatchEvent(new Event('input', { bubbles: true }))
  // The view takes what was written in, in a microtask.
  await new Promise(queueMicrotask)
  box.form.requestSubmit()
  return { page: to, ms: (await window.seen(to, hasText)) - from }
}
