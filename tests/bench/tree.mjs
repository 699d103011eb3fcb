// A library of 100,000 items and 5,000 topics in the window: scrolling, filtering, quick open, starting. Every rival runs in
// the same browser right beside; figures of a loaded machine say little alone, their ratios more.
import { createServer } from 'node:http'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { isRoot, testChromium } from '../../electron/dev/programs.mjs'
import { writeLibrary } from './big-library.mjs'
import { served } from './door.mjs'
import { median, watchFocus } from './start.mjs'

const sizes = { items: 100_000, topics: 5_000 }
const listRows = 20_000
/** How long a list is scrolled, between two steps of the wheel, and how far a step goes. */
const scroll = { forMs: 5_000, everyMs: 30, px: 240 }
/** What is typed: each letter is one key. Keys after which the same rows stand are not counted. */
const typed = 'sp gr de op ma la po ke'
const counted = 10

export async function* cases() {
  const folder = mkdtempSync(path.join(tmpdir(), 'folium-bench-tree-'))
  const library = path.join(folder, 'library')
  writeLibrary(library, sizes)
  unfoldAll(library)
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: (await testChromium()).file, args })
  const rivals = await serveRivals(library)
  const app = await served(library)
  try {
    const rival = await browser.newPage()
    await rival.goto(rivals.url)
    const page = await browser.newPage()
    yield* opening(page, app.url, rival)
    yield* scrolling(page, rival)
    yield* typing(page, rival)
  } finally {
    await browser.close()
    app.child.kill()
    await app.ended
    rivals.server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const topicsOf = library => Object.keys(JSON.parse(readFileSync(path.join(library, 'library.json'), 'utf8')).topics)

/** Leaves the library as a window does in which every topic is unfolded and the longest list is open. */
function unfoldAll(library) {
  const tab = { kind: 'topic', topicId: 'topic-0' }
  mkdirSync(library, { recursive: true })
  writeFileSync(path.join(library, 'window.json'), JSON.stringify({ tabs: [tab], open: topicsOf(library) }))
}

/** The rivals' page: every row of the long list as a plain element in one scroller, and the library as a file beside it. */
async function serveRivals(library) {
  const rows = Array.from({ length: listRows }, (_, index) => `<div>A title of some words, number ${index}</div>`)
  const html = `<!doctype html><title>rivals</title><style>#list{height:90vh;overflow:auto}#list>div{height:32px}</style>
    <div id="list">${rows.join('')}</div>`
  const server = createServer((request, response) =>
    request.url === '/library.json'
      ? response.setHeader('Content-Type', 'application/json').end(readFileSync(path.join(library, 'library.json')))
      : response.setHeader('Content-Type', 'text/html').end(html),
  )
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${server.address().port}/` }
}

async function* opening(page, url, rival) {
  const [ours, theirs] = [[], []]
  await page.addInitScript(watchFocus, '[role=treeitem]')
  for (let run = 0; run < 3; run++) {
    // The address is good for one page; that page may be read anew.
    await (run === 0 ? page.goto(url) : page.reload())
    ours.push((await page.evaluate(() => window.interactive)).page)
    theirs.push(await rival.evaluate(parseTime))
    await page.bringToFront()
  }
  const rivalName = 'JSON.parse of the same library'
  yield { case: 'page to tree', ours: median(ours), rival: median(theirs), rivalName, unit: 'ms' }
}

/** In the rivals' page: milliseconds of parsing the library; what it holds is kept for the other rivals. */
async function parseTime() {
  const text = await (await fetch('/library.json')).text()
  const started = performance.now()
  const library = JSON.parse(text)
  const time = performance.now() - started
  window.titles = Object.values(library.items).map(({ title }) => title)
  return time
}

async function* scrolling(page, rival) {
  await page.getByRole('grid').waitFor()
  for (const [name, selector] of [
    ['tree', '.topics-column'],
    ['list', '.work-body:not([hidden])'],
  ]) {
    const theirs = await scrolled(rival, '#list')
    const ours = await scrolled(page, selector)
    const rivalName = `plain list of ${listRows} elements`
    const part = frames => percent(frames.filter(ms => ms > 50).length / frames.length)
    yield { case: `${name}: frames over 50 ms`, ours: part(ours), rival: part(theirs), rivalName, unit: '%' }
    const slow = frames => round(frames.sort((a, b) => a - b)[Math.floor(frames.length * 0.9)])
    yield { case: `${name}: nine frames of ten within`, ours: slow(ours), rival: slow(theirs), rivalName, unit: 'ms' }
  }
}

/** The times between frames, ms, while the wheel turns over an element. */
async function scrolled(page, selector) {
  await page.bringToFront()
  const box = await page.locator(selector).boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.evaluate(() => {
    window.frames = []
    const watch = last => now => {
      window.frames.push(now - last)
      window.watching = requestAnimationFrame(watch(now))
    }
    window.watching = requestAnimationFrame(watch(performance.now()))
  })
  for (let step = 0; step < scroll.forMs / scroll.everyMs; step++) {
    await page.mouse.wheel(0, scroll.px)
    await page.waitForTimeout(scroll.everyMs)
  }
  const [frames, top] = await page.evaluate(of => {
    cancelAnimationFrame(window.watching)
    return [window.frames, document.querySelector(of).scrollTop]
  }, selector)
  if (top < scroll.px * 10) throw new Error(`${selector} was scrolled by ${top} px only`)
  return frames
}

async function* typing(page, rival) {
  await page.bringToFront()
  await page.keyboard.press('Control+F')
  await page.locator('.search-text').waitFor()
  await page.waitForTimeout(2000)
  yield* keys('filter', await typedInto(page, '.work-body:not([hidden])'), rival)
  await page.keyboard.press('Control+K')
  await page.locator('.palette-text').waitFor()
  await page.waitForTimeout(1000)
  yield* keys('quick open', await typedInto(page, '.palette-list'), rival)
}

async function* keys(name, times, rival) {
  const theirs = []
  for (const { text } of times) theirs.push(await rival.evaluate(filterTime, text))
  const rivalName = 'Array.filter over the titles'
  const [first, ...others] = times.map(({ ms }) => ms)
  const [theirFirst, ...theirOthers] = theirs
  const count = others.length
  const line = (which, ours, rival) => ({ case: `${name}: ${which}`, ours, rival: round(rival), rivalName, unit: 'ms' })
  yield line('first key', round(first), theirFirst)
  yield line(`median of ${count} keys`, median([...others]), median([...theirOthers]))
  yield line(`worst of ${count} keys`, round(Math.max(...others)), Math.max(...theirOthers))
}

/** In the rivals' page: milliseconds in which plain JavaScript finds the titles; nothing is drawn. */
function filterTime(text) {
  const words = text.trim().split(' ')
  const started = performance.now()
  window.found = window.titles.filter(title => words.every(word => title.toLowerCase().includes(word)))
  return performance.now() - started
}

/** For each key the milliseconds until what it changed within an element is painted. */
async function typedInto(page, selector) {
  const times = []
  for (let end = 1; end <= typed.length && times.length <= counted; end++) {
    const text = typed.slice(0, end)
    await page.evaluate(watchKey, selector)
    await page.keyboard.press(text.at(-1) === ' ' ? 'Space' : text.at(-1))
    const ms = await page.evaluate(() => window.painted)
    if (ms !== null) times.push({ text, ms })
    await page.waitForTimeout(150)
  }
  return times
}

/** In the app's page: begins to wait for a key and for what it changes; null when for a second it changes nothing. */
function watchKey(selector) {
  window.painted = new Promise(resolve => {
    let started = 0
    const observer = new MutationObserver(() => {
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)))
    })
    const onKey = ({ timeStamp }) => {
      started = timeStamp
      observer.observe(document.querySelector(selector), { childList: true, subtree: true, characterData: true })
      setTimeout(() => resolve(null), 1000)
    }
    window.addEventListener('keydown', onKey, { capture: true, once: true })
  })
}

const round = value => Math.round(value * 10) / 10
const percent = part => round(part * 100)
