// Whether a widget holds up the window: each is opened in the app, shown with every one of its examples, played, and its
// first slider dragged to and fro without a pause, at its default and at the example that cost the window most. The rival is
// the same page at rest, for as long. A widget's frame is the gap between two animation frames; what the window's own thread
// spent on the dearest one stands beside it, for other programs of the machine are in the gaps. Names of widgets ask for
// those alone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { isRoot, testChromium } from '../../electron/dev/programs.mjs'
import { at } from '../../electron/dev/setup.mjs'
import { served } from './door.mjs'
import { longest, over, slowMs, spentOn, watched } from './frames.mjs'
import { writeNotes } from './notes.mjs'

const playMs = 2_000
const drag = { moves: 60, everyMs: 16 }
/** What has not come to an end by then is looked at as it is. */
const patienceMs = 30_000

/** Name and title of every widget, as the table has them. */
const table = [
  ...readFileSync(at('renderer/widgets/index.ts'), 'utf8').matchAll(
    /^ {2}'?([a-z][\w-]*)'?: entry\(\s*(?:'([^']+)'|"([^"]+)")/gm,
  ),
].map(([, name, single, double]) => ({ name, title: single ?? double }))

export async function* cases(names) {
  const library = mkdtempSync(path.join(tmpdir(), 'folium-bench-widgets-'))
  // The note behind is short: what a dialog over a long one costs is not the widgets'.
  writeNotes(library)
  const app = await served(library)
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: (await testChromium()).file, args })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-US' })
    await page.goto(app.url)
    await page.getByRole('treeitem').first().waitFor()
    const all = []
    for (const widget of table) {
      if (names.length && !names.includes(widget.name)) continue
      const parts = await partsOf(page, widget)
      const { rest } = parts.at(-1)
      for (const part of parts) if (part.what) yield lineOf(widget.name, part, rest)
      all.push(...parts)
    }
    yield* totals(all)
  } finally {
    await browser.close()
    app.child.kill()
    await app.ended
    rmSync(library, { recursive: true, force: true })
  }
}

/** All that is done with one widget, part by part; last the page at rest. */
async function partsOf(page, { title }) {
  const parts = []
  const measure = async (what, during) => parts.push({ what, ...(await watched(page, during)) })
  const figure = page.getByRole('figure', { name: title })
  await measure('opened', async () => {
    await page.keyboard.press('Control+Shift+P')
    await page.keyboard.insertText(`Open demo: ${title}`)
    await page.getByRole('dialog').getByRole('option', { name: title }).first().waitFor()
    await page.keyboard.press('Enter')
    await settled(figure)
  })
  await turnedAndPlayed(page, figure, measure, 'default')
  const examples = figure.getByRole('combobox', { name: 'Example' })
  const count = await examples.locator('option').count()
  const costs = []
  // The first option is the reader's own, the second the default.
  for (let i = 2; i < count; i++) {
    const choose = async () => {
      await examples.selectOption({ index: i })
      await settled(figure)
    }
    const shown = await watched(page, choose)
    parts.push({ what: `example ${i - 1} chosen`, ...shown })
    costs.push({ i, ms: longest(shown.frames.map(({ ms }) => ms)) })
  }
  const heaviest = costs.sort((a, b) => b.ms - a.ms)[0]
  if (heaviest) {
    await examples.selectOption({ index: heaviest.i })
    await settled(figure)
    await turnedAndPlayed(page, figure, measure, `example ${heaviest.i - 1}`)
  }
  await page.waitForTimeout(1_000)
  const rest = await watched(page, () => page.waitForTimeout(playMs))
  await page.keyboard.press('Control+W')
  return [...parts, { rest }]
}

async function turnedAndPlayed(page, figure, measure, example) {
  const play = figure.getByRole('button', { name: 'Play', exact: true })
  if (await play.count())
    await measure(`${example}, played`, async () => {
      await play.click()
      await page.waitForTimeout(playMs)
    })
  // A run can come to its end by itself in between.
  const pause = figure.getByRole('button', { name: 'Pause', exact: true })
  if (await pause.count()) await pause.click({ timeout: 2_000 }).catch(() => {})
  const slider = figure.locator('.setting:not([data-idle]) input[type="range"]').first()
  if (!(await slider.count())) return
  await measure(`${example}, a slider dragged`, () => dragged(page, slider))
  await settled(figure)
}

/** To and fro over the whole slider, and back to about where it was. */
async function dragged(page, slider) {
  await slider.scrollIntoViewIfNeeded()
  const box = await slider.boundingBox()
  const at = await slider.evaluate(input => (input.valueAsNumber - input.min) / (input.max - input.min))
  const y = box.y + box.height / 2
  const place = share => box.x + 6 + (box.width - 12) * share
  await page.mouse.move(place(at), y)
  await page.mouse.down()
  for (let move = 0; move <= drag.moves; move++) {
    const share = at + 0.5 * Math.sin((4 * Math.PI * move) / drag.moves)
    await page.mouse.move(place(Math.min(1, Math.max(0, share))), y)
    await page.waitForTimeout(drag.everyMs)
  }
  await page.mouse.up()
}

async function settled(figure) {
  await figure.locator('figcaption').waitFor()
  await figure
    .locator('[aria-busy="true"]')
    .first()
    .waitFor({ state: 'detached', timeout: patienceMs })
    .catch(() => {})
}

const named = { rivalName: 'the same page at rest' }

function lineOf(name, { what, gaps, frames, long }, rest) {
  const costs = frames.map(({ ms }) => ms)
  const blamed = long.toSorted((a, b) => b.scriptMs - a.scriptMs)[0]
  const words = [
    `${over(gaps)} of ${gaps.length} frames over ${slowMs} ms (at rest ${over(rest.gaps)} of ${rest.gaps.length})`,
    `dearest by the thread's processor time ${Math.round(longest(costs))} ms${spent(frames)}`,
    ...(blamed ? [`longest script ${Math.round(blamed.scriptMs)} ms, ${blamed.script}`] : []),
  ]
  const values = { ours: Math.round(longest(gaps)), rival: Math.round(longest(rest.gaps)) }
  return { case: `${name}, ${what}: longest frame; ${words.join('; ')}`, ...values, ...named, unit: 'ms' }
}

const spent = frames => {
  const on = spentOn(frames)
  return on && ` (${on})`
}

function* totals(parts) {
  const [ours, rival] = [parts.filter(({ what }) => what), parts.flatMap(({ rest }) => rest ?? [])]
  const gaps = side => side.flatMap(part => part.gaps)
  const costs = side => side.flatMap(({ frames }) => frames.map(({ ms }) => ms))
  const line = (what, of) => ({ case: what, ours: of(ours), rival: of(rival), ...named })
  const shares = of => Math.round((1e4 * over(of)) / Math.max(1, of.length)) / 100
  yield { ...line('all: frames over 50 ms, of a hundred', side => shares(gaps(side))), unit: '%' }
  yield {
    ...line("all: frames over 50 ms by the thread's processor time", side => over(costs(side))),
    unit: 'frames',
  }
  yield {
    ...line("all: dearest frame by the thread's processor time", side => Math.round(longest(costs(side)))),
    unit: 'ms',
  }
}
