// The reader beside pdf.js's own viewer, on papers that this bench makes. Both run in one Chromium, turn by turn:
// ours through the browser door, pdf.js's viewer parts in a plain page. Times are from the wish to the sight of it.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { isRoot, testChromium } from '../../electron/dev/programs.mjs'
import { at } from '../../electron/dev/setup.mjs'
import { bundled } from './bundled.mjs'
import { stock } from './reader-stock.mjs'

const runs = Number(process.env.BENCH_RUNS ?? 3)
const rivalName = 'pdf.js viewer'

/** Pages full of prose, each with a heading and the word that is looked for four times. */
function papers({ pdfFrom, linesAt, prose, chinesePage }) {
  const page = number => ({
    runs: [
      { text: `Section ${number} of the sample paper`, x: 72, y: 740, sizePt: 16 },
      ...linesAt(72, 710, Array.from({ length: 8 }, () => prose).flat(), 13),
    ],
  })
  const of = count => pdfFrom(Array.from({ length: count }, (_, index) => page(index + 1)))
  const chinese = pdfFrom(Array.from({ length: 12 }, () => chinesePage))
  return { 'twelve pages': of(12), '300 pages': of(300), '1000 pages': of(1000), Chinese: chinese }
}

export async function* cases() {
  const folder = mkdtempSync(path.join(tmpdir(), 'folium-bench-'))
  const made = papers(await bundled('tests/fixtures/pdf.ts'))
  const files = Object.entries(made).map(([name, bytes]) => {
    mkdirSync(path.join(folder, 'pdf'), { recursive: true })
    const file = path.join(folder, 'pdf', `${name}.pdf`)
    writeFileSync(file, bytes)
    return file
  })
  const library = path.join(folder, 'library')
  const added = spawnSync(process.execPath, [at('out/main/cli.js'), 'add', ...files, '--library', library, '--json'])
  if (added.status !== 0) throw new Error(String(added.stderr))
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--disable-background-networking', '--enable-precise-memory-info']
  const browser = await chromium.launch({ executablePath: (await testChromium()).file, args })
  const rival = await stock(folder)
  try {
    for (const name of Object.keys(made)) yield* opened(browser, library, rival, name)
    yield* found(browser, library, rival)
    yield* scrolled(browser, library, rival)
  } finally {
    await browser.close()
    rival.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** First page with its text, the last page after a jump, and what the window's heap holds then. */
async function* opened(browser, library, rival, name) {
  const pairs = []
  for (let run = 0; run < runs; run++)
    pairs.push({
      ours: await ours(browser, library, page => measureOpen(page, name)),
      rival: await rival.open(browser, name, page => page.evaluate(measureStockOpen)),
    })
  for (const [part, unit] of [
    ['first', 'ms'],
    ['again', 'ms'],
    ['last', 'ms'],
    ['heapMb', 'MB'],
  ]) {
    const mine = median(pairs.map(pair => pair.ours[part]))
    const theirs = median(pairs.map(pair => pair.rival[part === 'again' ? 'first' : part]))
    const said = {
      first: 'first page and its text',
      again: 'opened before',
      last: 'jump to the last page',
      heapMb: 'heap',
    }
    yield { case: `${name}: ${said[part]}`, ours: mine, rival: theirs, rivalName, unit }
  }
}

async function measureOpen(page, name) {
  await openPaper(page, name)
  const first = await page.evaluate(seen, [1])
  const start = await page.evaluate(() => window.started)
  const last = await page.evaluate(async () => {
    const box = document.querySelector('.reader-page-box input')
    const pages = Number(/\d+$/.exec(document.querySelector('.reader-count').textContent)[0])
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
    box.focus()
    set.call(box, String(pages))
    box.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise(done => setTimeout(done))
    const from = performance.now()
    box.form.requestSubmit()
    return { from, pages }
  })
  const lastSeen = await page.evaluate(seen, [last.pages])
  const heapMb = await page.evaluate(() => performance.memory.usedJSHeapSize / 2 ** 20)
  // To another tab and back: the paper was opened before.
  await page.evaluate(() => document.querySelectorAll('[role=tab].tab')[0].click())
  await page.waitForSelector('.pdfViewer', { state: 'detached' })
  await page.evaluate(() => {
    window.started = performance.now()
    document.querySelectorAll('[role=tab].tab')[1].click()
  })
  const again = await page.evaluate(seen, [last.pages])
  const restart = await page.evaluate(() => window.started)
  return { first: first - start, last: lastSeen - last.from, heapMb, again: again - restart }
}

/** Resolves to the moment at which a page is painted and its text can be selected. Runs in the page. */
function seen([number]) {
  return new Promise(resolve => {
    const look = () => {
      const page = document.querySelector(`.page[data-page-number="${number}"]`)
      const isPainted = page?.querySelector('.canvasWrapper canvas:not([hidden])') && page.dataset.loaded
      if (isPainted && page.querySelector('.textLayer span')) resolve(performance.now())
      else requestAnimationFrame(look)
    }
    look()
  })
}

async function measureStockOpen() {
  const from = performance.now()
  await window.openPaper()
  const first = (await window.seen(1)) - from
  const jump = performance.now()
  window.viewer.currentPageNumber = window.viewer.pagesCount
  const last = (await window.seen(window.viewer.pagesCount)) - jump
  return { first, last, heapMb: performance.memory.usedJSHeapSize / 2 ** 20 }
}

/** Find all of a common word over 300 pages: when the text is not known yet, and when it is. */
async function* found(browser, library, rival) {
  const pairs = { first: [], known: [] }
  for (let run = 0; run < runs; run++) {
    const theirs = await rival.open(browser, '300 pages', page => page.evaluate(measureStockFind))
    for (const when of ['known', 'first']) {
      if (when === 'first')
        for (const file of readdirSync(path.join(library, 'papers')))
          if (file.endsWith('.text.json')) rmSync(path.join(library, 'papers', file))
      const mine = await ours(browser, library, page => measureFind(page, when))
      if (mine.hits !== theirs.hits) throw new Error(`${mine.hits} hits here, ${theirs.hits} there`)
      pairs[when].push({ ours: mine.ms, rival: theirs.ms })
    }
  }
  for (const [when, said] of [
    ['known', 'text known'],
    ['first', 'first time'],
  ])
    yield {
      case: `300 pages: find all, ${said}`,
      ours: median(pairs[when].map(pair => pair.ours)),
      rival: median(pairs[when].map(pair => pair.rival)),
      rivalName,
      unit: 'ms',
    }
}

async function measureFind(page, when) {
  await openPaper(page, '300 pages')
  await page.evaluate(seen, [1])
  // Known means that someone has had the paper open for a moment.
  if (when === 'known') await page.waitForTimeout(4000)
  await page.locator('.reader-pages').focus()
  await page.keyboard.press('Control+f')
  const box = page.getByRole('textbox', { name: 'Find in the paper' })
  const from = await page.evaluate(() => performance.now())
  await box.fill('noise')
  return page.evaluate(
    since =>
      new Promise(resolve => {
        const look = () => {
          const hits = /of (\d+)/.exec(document.querySelector('.reader-find .reader-hits')?.textContent ?? '')
          if (hits) resolve({ ms: performance.now() - since, hits: Number(hits[1]) })
          else requestAnimationFrame(look)
        }
        look()
      }),
    from,
  )
}

async function measureStockFind() {
  await window.openPaper()
  await window.seen(1)
  const from = performance.now()
  const hits = await window.findAll('noise')
  return { ms: performance.now() - from, hits }
}

/** How much of the time a blank page is seen while 50 pages go by, and how many frames take over 50 ms. */
async function* scrolled(browser, library, rival) {
  for (const [name, pxAFrame] of [
    ['scrolling', 60],
    ['fast scrolling', 400],
  ]) {
    const pairs = []
    for (let run = 0; run < runs; run++)
      pairs.push({
        ours: await ours(browser, library, async page => {
          await openPaper(page, '300 pages')
          await page.evaluate(seen, [1])
          return page.evaluate(scrollBy, [pxAFrame, '.reader-pages'])
        }),
        rival: await rival.open(browser, '300 pages', async page => {
          await page.evaluate(async () => {
            await window.openPaper()
            await window.seen(1)
          })
          return page.evaluate(scrollBy, [pxAFrame, '#container'])
        }),
      })
    for (const part of ['blank', 'slow']) {
      const middle = side => median(pairs.map(pair => pair[side][part]))
      const said = part === 'blank' ? 'blank pages' : 'frames over 50 ms'
      yield { case: `300 pages: ${name}, ${said}`, ours: middle('ours'), rival: middle('rival'), rivalName, unit: '%' }
    }
  }
}

/** Runs in the page. */
async function scrollBy([pxAFrame, selector]) {
  const scroller = document.querySelector(selector)
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
    const middle = scroller.scrollTop + scroller.clientHeight / 2
    const page = pages.findLast(one => one.offsetTop <= middle)
    if (!page.querySelector('.page-preview, .canvasWrapper canvas:not([hidden])')) blank++
  }
  return { blank: (100 * blank) / frames, slow: (100 * slow) / frames }
}

/** Opens our window on the library in a fresh context, hands its page over and closes all. */
async function ours(browser, library, use) {
  const program = at('out/main/browser.js')
  const server = spawn(process.execPath, [program, '--library', library, '--port', '0', '--no-open', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
  })
  const ended = new Promise(done => server.on('exit', done))
  const url = await new Promise(done => server.stdout.once('data', line => done(JSON.parse(String(line)).url)))
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 860 } })
  try {
    const page = await context.newPage()
    await page.goto(url)
    await page.getByRole('treeitem').first().click()
    return await use(page)
  } finally {
    await context.close()
    server.kill()
    await ended
  }
}

/** Begins to open a paper of the list; `window.started` says when. */
async function openPaper(page, name) {
  await page.getByRole('grid').getByRole('row').filter({ hasText: name }).first().click()
  const button = page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Open the paper' })
  await button.waitFor()
  await button.evaluate(element => {
    window.started = performance.now()
    element.click()
  })
}

const median = values => Math.round(values.sort((a, b) => a - b)[values.length >> 1] * 10) / 10
