// Find all of a common word over 300 pages: when the text is not known yet, and when it is.
import { cpSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { seen } from './seen.mjs'
import { openPaper, openUnforeseen, ours } from './window.mjs'

const paper = '300 pages'
const word = 'noise'

export async function* find({ browser, library, stock, embed, pairs }) {
  const rivals = {
    stock: () => stock.open(browser, paper, page => page.evaluate(measureStock, word)),
    embed: embed && (() => embed.open(browser, paper, page => page.evaluate(measureRival, word))),
  }
  const known = await pairs({
    ours: () => ours(browser, library, page => measure(page, library, { isKnown: true })),
    ...rivals,
  })
  yield* known.lines('ms', `${paper}: find all, text known`, 'ms')
  const unread = withoutTexts(library)
  for (const [open, name] of [
    [openPaper, 'first time'],
    [openUnforeseen, 'first time, of an item that was not chosen before'],
  ]) {
    const first = await pairs({ ours: () => ours(browser, unread, page => measure(page, unread, { open })), ...rivals })
    yield* first.lines('ms', `${paper}: find all, ${name}`, 'ms')
  }
}
find.papers = [paper]

/** The same library before any text was read. */
function withoutTexts(library) {
  const folder = `${library.folder}-unread`
  cpSync(library.folder, folder, { recursive: true })
  const papers = path.join(folder, 'papers')
  for (const file of readdirSync(papers)) if (/\.(text|words|places)\.json$/.test(file)) rmSync(path.join(papers, file))
  return { ...library, folder }
}

async function measure(page, library, { open = openPaper, isKnown = false }) {
  await open(page, library, paper)
  await page.evaluate(seen, [1, true])
  // Known means that someone has had the paper open for a moment.
  if (isKnown) await page.waitForTimeout(4000)
  await page.locator('.reader-pages').focus()
  await page.keyboard.press('Control+f')
  await page.getByRole('textbox', { name: 'Find in the paper' }).waitFor()
  return page.evaluate(writeWords, word)
}

/** Writes the words in one stroke, as the rivals are given them; resolves once it is said how many there are. Runs in the page. */
async function writeWords(sought) {
  const box = document.querySelector('.reader-find input')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const from = performance.now()
  set.call(box, sought)
  box.dispatchEvent(new Event('input', { bubbles: true }))
  return new Promise(resolve => {
    const look = () => {
      const hits = /^\d+ of (\d+)/.exec(document.querySelector('.reader-find .reader-hits')?.textContent ?? '')
      if (hits) resolve({ ms: performance.now() - from, hits: Number(hits[1]) })
      else requestAnimationFrame(look)
    }
    look()
  })
}

async function measureStock(sought) {
  await window.openPaper()
  await window.seen(1, true)
  const from = performance.now()
  const hits = await window.findAll(sought)
  return { ms: performance.now() - from, hits }
}

async function measureRival(sought) {
  await window.openPaper()
  await window.painted()
  const from = performance.now()
  const hits = await window.findAll(sought)
  return { ms: performance.now() - from, hits }
}
