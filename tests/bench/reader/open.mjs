// From the wish to see a paper to the sight of it: its first page, the last one after a jump, a paper opened before.
import { jumpToLast, openPaper, ours, seen } from './window.mjs'

const papers = ['twelve pages', '300 pages', '1000 pages', 'scanned', 'Chinese', 'annotated']

/** A case a paper: its first page with its text; then, in the same window, the last page after a jump, and the paper opened again. */
export const opening = Object.fromEntries(
  papers.map(name => [
    `open-${name.replace('twelve', '12').replace(' pages', '').toLowerCase()}`,
    Object.assign(bench => opened(bench, name), { papers: [name] }),
  ]),
)

async function* opened({ browser, library, stock, embed, pairs }, name) {
  const hasText = name !== 'scanned'
  const run = await pairs({
    ours: () => ours(browser, library, page => measureOpen(page, library, name, hasText)),
    stock: () => stock.open(browser, name, page => page.evaluate(measureStock, hasText)),
    embed: embed && (() => embed.open(browser, name, page => page.evaluate(measureEmbed))),
  })
  const text = hasText ? ' and its text' : ''
  yield* run.lines('first', `${name}: first page${text}`, 'ms')
  yield* run.lines('again', `${name}: opened before`, 'ms', 'first')
  yield* run.lines('last', `${name}: jump to the last page`, 'ms')
}

async function measureOpen(page, library, name, hasText) {
  await openPaper(page, library, name)
  const first = (await page.evaluate(seen, [1, hasText])) - (await page.evaluate(() => window.started))
  const jump = await page.evaluate(jumpToLast)
  const last = (await page.evaluate(seen, [jump.pages, hasText])) - jump.from
  // To another tab and back: the paper was opened before.
  await page.evaluate(() => document.querySelectorAll('[role=tab].tab')[0].click())
  await page.waitForSelector('.pdfViewer', { state: 'detached' })
  await page.evaluate(() => {
    window.started = performance.now()
    document.querySelectorAll('[role=tab].tab')[1].click()
  })
  const again = (await page.evaluate(seen, [jump.pages, hasText])) - (await page.evaluate(() => window.started))
  return { first, last, again }
}

async function measureStock(hasText) {
  const from = performance.now()
  await window.openPaper()
  const first = (await window.seen(1, hasText)) - from
  const jump = performance.now()
  window.viewer.currentPageNumber = window.viewer.pagesCount
  const last = (await window.seen(window.viewer.pagesCount, hasText)) - jump
  return { first, last }
}

async function measureEmbed() {
  const from = performance.now()
  await window.openPaper()
  const first = (await window.painted()) - from
  const jump = performance.now()
  window.jumpToLast()
  await new Promise(done => requestAnimationFrame(done))
  const last = (await window.painted()) - jump
  return { first, last }
}
