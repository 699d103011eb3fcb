// What an open paper of 1,000 pages holds, and what a hundred papers leave behind.
import { execFileSync } from 'node:child_process'
import { seen } from './seen.mjs'
import { jump, jumpRestMs, openPaper, ours } from './window.mjs'

const long = '1000 pages'
const short = 'twelve pages'
const rounds = Number(process.env.BENCH_PAPERS ?? 100)
/** Longest that a paper may take to be opened and closed, with every core busy; ms. */
const roundMs = 10_000
/** What is read in the background is read by the first; what was freed is given back to the system by the second. */
const [soonMs, restMs] = [5000, 45_000]
const bar = { heapMb: 5, workers: 0 }

export async function* memory({ browser, library, stock, pairs }) {
  const run = await pairs({
    ours: () =>
      ours(browser, library, async page => {
        await openPaper(page, library, long)
        await page.evaluate(seen, [1, true])
        await page.evaluate(jump, [jumpRestMs, true])
        return heldBy(browser, page)
      }),
    stock: () =>
      stock.open(browser, long, async page => {
        await page.evaluate(async () => {
          await window.openPaper()
          await window.seen(1, true)
          window.viewer.currentPageNumber = window.viewer.pagesCount
          await window.seen(window.viewer.pagesCount, true)
        })
        return heldBy(browser, page)
      }),
  })
  yield* run.lines('heap', `${long} open: heap of the window after a collection`, 'MB')
  const memoryOf = `${long} open: memory of the window's process, workers too`
  yield* run.lines('soon', `${memoryOf}, after ${soonMs / 1000} s`, 'MB')
  yield* run.lines('rest', `${memoryOf}, after ${restMs / 1000} s`, 'MB')
}
memory.papers = [long]

async function heldBy(browser, page) {
  await page.waitForTimeout(soonMs)
  const heap = await heapOf(page)
  const soon = await residentIn(browser)
  await page.waitForTimeout(restMs - soonMs)
  return { heap, soon, rest: await residentIn(browser) }
}

/** MB of the largest window. */
async function residentIn(browser) {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
  return Math.max(...(process.platform === 'win32' ? [] : ids.map(residentMb)))
}

const residentMb = id => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(id)])) / 1024

/** MB after a collection. */
async function heapOf(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 2 ** 20
}

/** A paper is opened and closed a hundred times in one window. */
export async function* openClose({ browser, library }) {
  const measure = async page => {
    // The first few load what every later one uses.
    for (let round = 0; round < 5; round++) await openAndClose(page, library)
    const before = { heapMb: await heapOf(page), workers: await workersAtRest(page) }
    for (let round = 0; round < rounds; round++) await openAndClose(page, library)
    return { heapMb: (await heapOf(page)) - before.heapMb, workers: (await workersAtRest(page)) - before.workers }
  }
  const left = await ours(browser, library, measure, (rounds + 10) * roundMs)
  const said = `${rounds} papers opened and closed`
  const rounded = Math.round(left.heapMb * 10) / 10
  yield { case: `${said}: heap left`, ours: rounded, rival: bar.heapMb, rivalName: 'the bar', unit: 'MB' }
  yield { case: `${said}: workers left`, ours: left.workers, rival: bar.workers, rivalName: 'the bar', unit: 'workers' }
}
openClose.papers = [short]

async function openAndClose(page, library) {
  await openPaper(page, library, short, 0)
  await page.evaluate(seen, [1, true])
  await page.locator('[role=tab].tab[aria-selected=true]').press('Delete')
  await page.waitForSelector('.pdfViewer', { state: 'detached' })
}

/** A worker has a second to say farewell. */
async function workersAtRest(page) {
  await page.waitForTimeout(3000)
  return page.workers().length
}
