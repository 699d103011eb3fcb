// A note of twelve widgets: opening it, and scrolling through it while each starts as it comes into view. The rival is the
// same note of the same library with a block of code in every widget's place: what the text and its formulas cost by
// themselves. A frame is the gap between two of the page's animation frames.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { isRoot, testChromium } from '../../electron/dev/programs.mjs'
import { served } from './door.mjs'
import { longest, over, slowMs, watched } from './frames.mjs'
import { median } from './start.mjs'

const names =
  'descent likelihood em duality nash attention diffusion selection perceptron reinforcement lora recommender'.split(
    ' ',
  )
const turns = 3
/** So long a note is watched after it was asked for, and after it was scrolled to its end. */
const opening = { forMs: 2_500 }
const scroll = { px: 120, everyMs: 30, restMs: 1_500 }
const titles = { start: 'Start', ours: 'Widgets', rival: 'Blocks' }

export async function* cases() {
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: (await testChromium()).file, args })
  try {
    const runs = []
    for (let turn = 0; turn < turns; turn++) runs.push(await oneTurn(browser))
    yield* lines(runs)
  } finally {
    await browser.close()
  }
}

/** Both notes in a library and a window of their own: what has been shown once is warm, and opens where it was left. */
async function oneTurn(browser) {
  const library = mkdtempSync(path.join(tmpdir(), 'folium-bench-notes-'))
  writeNotes(library)
  const app = await served(library)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    const page = await context.newPage()
    await page.goto(app.url)
    // The first note that is opened at all loads what draws notes.
    await page.locator('.note .katex').first().waitFor()
    await page.waitForTimeout(1_000)
    return { rival: await readThrough(page, titles.rival), ours: await readThrough(page, titles.ours) }
  } finally {
    await context.close()
    app.child.kill()
    await app.ended
    rmSync(library, { recursive: true, force: true })
  }
}

function* lines(runs) {
  const named = { rivalName: 'the note with code blocks for widgets' }
  for (const part of ['open', 'scroll']) {
    const line = (what, unit, of) => {
      const side = name => median(runs.map(run => of(run[name][part])))
      return { case: `${part}: ${what}, median of ${turns}`, ours: side('ours'), rival: side('rival'), ...named, unit }
    }
    yield line(`frames over ${slowMs} ms`, 'frames', ({ gaps }) => over(gaps))
    yield line('longest frame', 'ms', ({ gaps }) => Math.round(longest(gaps)))
    const costs = ({ frames }) => frames.map(({ ms }) => ms)
    yield line(`frames over ${slowMs} ms by the thread's processor time`, 'frames', seen => over(costs(seen)))
    yield line("dearest frame by the thread's processor time", 'ms', seen => Math.round(longest(costs(seen))))
    yield line('what moved under the eye (cumulative layout shift)', '', ({ shift }) => Math.round(shift * 1e3) / 1e3)
  }
}

/** Opens a topic's note and scrolls to its end; the frames of both. */
async function readThrough(page, title) {
  await page.bringToFront()
  const open = await watched(page, async () => {
    await page.getByRole('treeitem', { name: title }).click()
    await page.waitForTimeout(opening.forMs)
  })
  const box = await page.locator('.work-body:not([hidden])').boundingBox()
  // Over the margin: a wheel over a slider or a box might turn that.
  await page.mouse.move(box.x + 8, box.y + box.height / 2)
  const scrolled = await watched(page, async () => {
    while (!(await atEnd(page))) {
      for (let step = 0; step < 10; step++) {
        await page.mouse.wheel(0, scroll.px)
        await page.waitForTimeout(scroll.everyMs)
      }
    }
    await page.waitForTimeout(scroll.restMs)
  })
  return { open, scroll: scrolled }
}

const atEnd = page =>
  page.evaluate(() => {
    const { scrollTop, clientHeight, scrollHeight } = document.querySelector('.work-body:not([hidden])')
    return scrollTop + clientHeight >= scrollHeight - 2
  })

export function writeNotes(library) {
  // No two formulas alike: nothing is drawn a second time.
  const prose = i =>
    `What stands between two widgets: words that are read, with $f_{${i}}(x) = \\tfrac12 x^\\top A x$ in them. `
  const formula = i => `$$\n\\min_x f_{${i}}(x) \\quad \\text{s.t.} \\quad g_i(x) \\le 0,\\; i = 1, \\dots, m\n$$\n\n`
  const lines = Array.from({ length: 6 }, (_, line) => line)
  const note = language =>
    names
      .map((name, i) => {
        const words = lines.map(line => prose(6 * i + line)).join('')
        return `${words}\n\n${formula(i)}\`\`\`${language}\n${name}\n\`\`\`\n\n`
      })
      .join('')
  const notes = {
    start: 'A first page: $\\tfrac12 x^\\top A x$.\n\n$$\n\\min_x f(x)\n$$\n',
    ours: note('solver'),
    rival: note('text'),
  }
  const ids = Object.keys(titles)
  const topics = ids.map((id, i) => [id, { id, parentId: null, order: `a${i}`, title: titles[id] }])
  const entries = ids.map(id => [
    `note-${id}`,
    { id: `note-${id}`, topicId: id, order: 'a0', kind: 'text', markdown: notes[id] },
  ])
  const empty = { items: {}, sources: {}, papers: {}, trash: {}, tags: {}, filters: {}, visits: {} }
  const tables = { topics: Object.fromEntries(topics), entries: Object.fromEntries(entries), ...empty }
  mkdirSync(library, { recursive: true })
  writeFileSync(path.join(library, 'library.json'), JSON.stringify({ folium: 4, sequence: 0, ...tables }))
}
