// A highlight by its key: how many frames until it is on the page, how long until it is on the disk (by the time that its
// file bears), and until the window, which has been told and has drawn it, shows it as saved.
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { seen } from './seen.mjs'
import { openPaper, ours } from './window.mjs'

const paper = 'twelve pages'
const marks = 20

export async function* annotate({ browser, library, median }) {
  const made = await ours(browser, library, async (page, folder) => {
    await openPaper(page, library, paper)
    await page.evaluate(seen, [1, true])
    // A person reads before the first mark; the paper's text is there by then.
    await page.waitForTimeout(3000)
    await page.locator('.reader-pages').focus()
    const all = []
    for (let index = 0; index < marks; index++) {
      await page.evaluate(selectLine, index)
      await page.evaluate(watchMarks)
      await page.keyboard.press('Control+Alt+Digit1')
      const mark = await page.evaluate(() => window.marked)
      all.push({ ...mark, writtenMs: lastWrite(path.join(folder, 'journal')) - mark.pressedAt })
    }
    return all
  })
  const bar = { rivalName: 'the bar' }
  const middle = part => median(made.map(one => one[part]))
  yield { ...bar, case: 'highlight by key: frames until it is seen', ours: middle('frames'), rival: 1, unit: 'frames' }
  yield { ...bar, case: 'highlight by key: on the disk', ours: middle('writtenMs'), rival: 50, unit: 'ms' }
  yield { ...bar, case: 'highlight by key: shown as saved', ours: middle('savedMs'), rival: 50, unit: 'ms' }
}
annotate.papers = [paper]

/** When a file of a folder was last written, ms since 1970. An edit is a line at the end of its paper's journal. */
const lastWrite = folder =>
  Math.max(...readdirSync(folder, { recursive: true }).map(name => statSync(path.join(folder, name)).mtimeMs))

/** Runs in the page. */
function selectLine(index) {
  const spans = [...document.querySelectorAll('.page[data-page-number="1"] .textLayer span[role=presentation]')]
  const words = spans.filter(span => span.textContent.trim()).at(index + 1)
  getSelection().selectAllChildren(words)
}

/** Runs in the page: `window.marked` tells of the next mark, from its key on. */
function watchMarks() {
  const known = new Set([...document.querySelectorAll('[data-mark]')].map(mark => mark.dataset.mark))
  window.marked = new Promise(resolve => {
    const pressed = event => {
      if (event.code !== 'Digit1') return
      removeEventListener('keydown', pressed, true)
      const [from, pressedAt] = [performance.now(), Date.now()]
      let frames = 0
      let seenAfter = null
      const look = () => {
        frames++
        const mark = [...document.querySelectorAll('[data-mark]')].find(one => !known.has(one.dataset.mark))
        if (mark) seenAfter ??= frames
        if (mark && !('pending' in mark.dataset))
          resolve({ frames: seenAfter, savedMs: performance.now() - from, pressedAt })
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    }
    addEventListener('keydown', pressed, true)
  })
}
