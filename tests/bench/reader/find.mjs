// Find all of a common word over 300 pages: when the text is not known yet, and when it is.
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openPaper, ours, seen } from './window.mjs'

const paper = '300 pages'
const word = 'noise'

export async function* find({ browser, library, stock, embed, pairs }) {
  const rivals = {
    stock: () => stock.open(browser, paper, page => page.evaluate(measureStock, word)),
    embed: embed && (() => embed.open(browser, paper, page => page.evaluate(measureRival, word))),
  }
  const known = await pairs({ ours: () => ours(browser, library, page => measure(page, library, true)), ...rivals })
  yield* known.lines('ms', `${paper}: find all, text known`, 'ms')
  const first = await pairs({
    ours: () => {
      forgetTexts(library.folder)
      return ours(browser, library, page => measure(page, library, false))
    },
    ...rivals,
  })
  yield* first.lines('ms', `${paper}: find all, first time`, 'ms')
}
find.papers = [paper]

function forgetTexts(library) {
  const folder = path.join(library, 'papers')
  for (const file of readdirSync(folder)) if (/\.(text|words)\.json$/.test(file)) rmSync(path.join(folder, file))
}

async function measure(page, library, isKnown) {
  await openPaper(page, library, paper)
  await page.evaluate(seen, [1, true])
  // Known means that someone has had the paper open for a moment.
  if (isKnown) await page.waitForTimeout(4000)
  await page.locator('.reader-pages').focus()
  await page.keyboard.press('Control+f')
  const box = page.getByRole('textbox', { name: 'Find in the paper' })
  const from = await page.evaluate(() => performance.now())
  await box.fill(word)
  return page.evaluate(
    since =>
      new Promise(resolve => {
        const look = () => {
          const hits = /^\d+ of (\d+)/.exec(document.querySelector('.reader-find .reader-hits')?.textContent ?? '')
          if (hits) resolve({ ms: performance.now() - since, hits: Number(hits[1]) })
          else requestAnimationFrame(look)
        }
        look()
      }),
    from,
  )
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
