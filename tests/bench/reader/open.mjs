// From the wish to see a paper to the sight of it: its first page, the last one after a jump, a paper opened before,
// also in a program that was started anew.
import { seen } from './seen.mjs'
import { jumpRestMs, jumpToLast, openPaper, oursInTurn } from './window.mjs'

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
    ours: async () => {
      let pages
      const first = async page => ({ pages } = await measureOpen(page, library, name, hasText))
      const then = page => measureRestarted(page, library, name, [pages, hasText])
      return Object.assign({}, ...(await oursInTurn(browser, library, [first, then])))
    },
    stock: () => stock.open(browser, name, page => page.evaluate(measureStock, [hasText, jumpRestMs])),
    embed: embed && (() => embed.open(browser, name, page => page.evaluate(measureEmbed, jumpRestMs))),
  })
  const text = hasText ? ' and its text' : ''
  yield* run.lines('first', `${name}: first page${text}`, 'ms')
  yield* run.lines('again', `${name}: opened before`, 'ms', 'first')
  yield* run.lines('restarted', `${name}: opened before, in a program that was started anew`, 'ms', 'first')
  yield* run.lines('last', `${name}: jump to the last page`, 'ms')
}

async function measureOpen(page, library, name, hasText) {
  await openPaper(page, library, name)
  const first = (await page.evaluate(seen, [1, hasText])) - (await page.evaluate(() => window.started))
  const jump = await page.evaluate(jumpToLast, jumpRestMs)
  const last = (await page.evaluate(seen, [jump.pages, hasText])) - jump.from
  // To another tab and back: the paper was opened before.
  await page.evaluate(() => document.querySelectorAll('[role=tab].tab')[0].click())
  await page.waitForSelector('.pdfViewer', { state: 'detached' })
  await page.evaluate(() => {
    window.started = performance.now()
    document.querySelectorAll('[role=tab].tab')[1].click()
  })
  const again = (await page.evaluate(seen, [jump.pages, hasText])) - (await page.evaluate(() => window.started))
  // Where it was left is written down by then; its tab is closed, or the next program had it open from the start.
  await page.waitForTimeout(2000)
  await page.locator('[role=tab].tab[aria-selected=true]').press('Delete')
  await page.waitForSelector('.pdfViewer', { state: 'detached' })
  return { first, last, again, pages: jump.pages }
}

/** `left` is where it was left, as `seen` takes it. */
async function measureRestarted(page, library, name, left) {
  await openPaper(page, library, name)
  const seenAt = await page.evaluate(seen, left)
  return { restarted: seenAt - (await page.evaluate(() => window.started)) }
}

async function measureStock([hasText, rest]) {
  const from = performance.now()
  await window.openPaper()
  const first = (await window.seen(1, hasText)) - from
  await new Promise(done => setTimeout(done, rest))
  const jump = performance.now()
  window.viewer.currentPageNumber = window.viewer.pagesCount
  const last = (await window.seen(window.viewer.pagesCount, hasText)) - jump
  return { first, last }
}

async function measureEmbed(rest) {
  const from = performance.now()
  await window.openPaper()
  const first = (await window.painted()) - from
  await new Promise(done => setTimeout(done, rest))
  const jump = performance.now()
  window.jumpToLast()
  await new Promise(done => requestAnimationFrame(done))
  const last = (await window.painted()) - jump
  return { first, last }
}
