// From the wish to see a paper to the sight of it: its first page, the last one after a jump, one of the middle, a paper
// opened before, also in a program that was started anew. Ours opens the paper of the item that is chosen ahead; how long it takes
// where nothing was chosen before is a case of its own.
import { seen } from './seen.mjs'
import { jump, jumpRestMs, middleOf, openPaper, openUnforeseen, ours, oursInTurn } from './window.mjs'

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
      let left
      const first = async page => {
        const { pages, ...times } = await measureOpen(page, library, name, hasText)
        left = pages
        return times
      }
      const then = page => measureRestarted(page, library, name, [left, hasText])
      const unforeseen = await ours(browser, library, page => measureUnforeseen(page, library, name, hasText))
      return Object.assign(unforeseen, ...(await oursInTurn(browser, library, [first, then])))
    },
    stock: () => stock.open(browser, name, page => measureStock(page, hasText)),
    embed: embed && (() => embed.open(browser, name, page => page.evaluate(measureEmbed, jumpRestMs))),
  })
  const text = hasText ? ' and its text' : ''
  yield* run.lines('first', `${name}: first page${text}`, 'ms')
  yield* run.lines('unforeseen', `${name}: first page${text}, of an item that was not chosen before`, 'ms', 'first')
  yield* run.lines('again', `${name}: opened before`, 'ms', 'first')
  yield* run.lines('restarted', `${name}: opened before, in a program that was started anew`, 'ms', 'first')
  yield* run.lines('last', `${name}: jump to the last page`, 'ms')
  yield* run.lines('middle', `${name}: jump to a page of the middle`, 'ms')
}

async function measureOpen(page, library, name, hasText) {
  await openPaper(page, library, name)
  const first = (await page.evaluate(seen, [1, hasText])) - (await page.evaluate(() => window.started))
  const last = await page.evaluate(jump, [jumpRestMs, hasText])
  const middle = await page.evaluate(jump, [jumpRestMs, hasText, middleOf(last.page)])
  await page.evaluate(jump, [jumpRestMs, hasText])
  // To another tab and back: the paper was opened before.
  await page.evaluate(() => document.querySelectorAll('[role=tab].tab')[0].click())
  await page.waitForSelector('.pdfViewer', { state: 'detached' })
  const again = await page.evaluate(
    async ([number, hasText]) => {
      const from = performance.now()
      document.querySelectorAll('[role=tab].tab')[1].click()
      return (await window.seen(number, hasText)) - from
    },
    [last.page, hasText],
  )
  // Where it was left is written down by then; its tab is closed, or the next program had it open from the start.
  await page.waitForTimeout(2000)
  await page.locator('[role=tab].tab[aria-selected=true]').press('Delete')
  await page.waitForSelector('.pdfViewer', { state: 'detached' })
  return { first, last: last.ms, middle: middle.ms, again, pages: last.page }
}

async function measureUnforeseen(page, library, name, hasText) {
  await openUnforeseen(page, library, name)
  return { unforeseen: (await page.evaluate(seen, [1, hasText])) - (await page.evaluate(() => window.started)) }
}

/** `left` is where it was left, as `seen` takes it. */
async function measureRestarted(page, library, name, left) {
  await openPaper(page, library, name)
  const seenAt = await page.evaluate(seen, left)
  return { restarted: seenAt - (await page.evaluate(() => window.started)) }
}

async function measureStock(page, hasText) {
  const first = await page.evaluate(async hasText => {
    const from = performance.now()
    await window.openPaper()
    return (await window.seen(1, hasText)) - from
  }, hasText)
  const pages = await page.evaluate(() => window.viewer.pagesCount)
  const last = await page.evaluate(jumpStock, [hasText, jumpRestMs, pages])
  const middle = await page.evaluate(jumpStock, [hasText, jumpRestMs, middleOf(pages)])
  return { first, last, middle }
}

/** Runs in the page. */
async function jumpStock([hasText, rest, to]) {
  await new Promise(done => setTimeout(done, rest))
  const from = performance.now()
  window.viewer.currentPageNumber = to
  return (await window.seen(to, hasText)) - from
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
