// How much of the time a blank page is seen while 50 pages go by, and how many frames take over 50 ms.
import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { seen } from './seen.mjs'
import { openPaper, ours } from './window.mjs'

const paper = '300 pages'

export const scroll = bench => scrolled(bench, 'scrolling', 60)
export const fastScroll = bench => scrolled(bench, 'fast scrolling', 400)

/** With a process on every core that does nothing but count. */
export async function* busyScroll(bench) {
  const counting = cpus().map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))
  try {
    yield* scrolled(bench, 'fast scrolling, every core busy', 400)
  } finally {
    for (const child of counting) child.kill('SIGKILL')
  }
}
scroll.papers = fastScroll.papers = busyScroll.papers = [paper]

async function* scrolled({ browser, library, stock, pairs }, name, pxAFrame) {
  const mine = looks =>
    ours(browser, library, async page => {
      await openPaper(page, library, paper)
      await page.evaluate(seen, [1, true])
      return page.evaluate(scrollBy, [pxAFrame, '.reader-pages', looks])
    })
  const theirs = looks =>
    stock.open(browser, paper, async page => {
      await page.evaluate(async () => {
        await window.openPaper()
        await window.seen(1, true)
      })
      return page.evaluate(scrollBy, [pxAFrame, '#container', looks])
    })
  const run = await pairs({ ours: () => twice(mine), stock: () => twice(theirs) })
  yield* run.lines('blank', `${paper}: ${name}, blank pages`, '%')
  yield* run.lines('slow', `${paper}: ${name}, frames over 50 ms`, '%')
}

/** Opened once for the time that frames take and once for what is seen in them: to look at pixels takes time of its own. */
async function twice(scrolledThrough) {
  const { slow } = await scrolledThrough(false)
  const { blank } = await scrolledThrough(true)
  return { slow, blank }
}

/** Runs in the page. */
async function scrollBy([pxAFrame, selector, looks]) {
  const scroller = document.querySelector(selector)
  const frame = scroller.getBoundingClientRect()
  const pages = [...scroller.querySelectorAll('.page')]
  const end = Math.min(pages[50].offsetTop, scroller.scrollHeight - scroller.clientHeight)
  let [frames, blank, slow, before] = [0, 0, 0, performance.now()]
  while (scroller.scrollTop < end - 1) {
    scroller.scrollTop += pxAFrame
    await new Promise(done => requestAnimationFrame(done))
    const now = performance.now()
    if (now - before > 50) slow++
    before = now
    frames++
    if (!looks) continue
    const middle = scroller.scrollTop + scroller.clientHeight / 2
    const page = pages.findLast(one => one.offsetTop <= middle)
    if (![...page.querySelectorAll('.canvasWrapper canvas:not([hidden])')].some(canvas => window.hasInk(canvas, frame)))
      blank++
  }
  return { blank: (100 * blank) / frames, slow: (100 * slow) / frames }
}
