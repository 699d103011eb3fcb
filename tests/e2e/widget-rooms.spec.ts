import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './app.ts'
import { openDemo, settled } from './pages/demos.ts'
import { shelfOf } from './shelves.ts'

const folders = readdirSync(path.resolve(import.meta.dirname, '../../renderer/widgets'), { withFileTypes: true })
  .filter(entry => entry.isDirectory() && entry.name !== 'frame')
  .map(({ name }) => name)

/** As Chromium tells it; TypeScript's own types of the DOM do not have it. */
interface LayoutShift extends PerformanceEntry {
  readonly sources: readonly { node?: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
}

/** So far, as a share, the room that is kept for a widget may be off: other faces are wider, and contents change a little. */
const roomTolerance = 0.2
/** Every fifth widget: the others would take a minute more, and a wrong number only makes a note move when one reads it first. */
const measured = folders.filter((_, i) => i % 5 === 0)

/** One topic whose note has those widgets in it. */
const rooms = shelfOf({
  topics: { rooms: { id: 'rooms', parentId: null, order: 'a0', title: 'Rooms' } },
  entries: {
    'note-rooms': {
      id: 'note-rooms',
      topicId: 'rooms',
      order: 'a0',
      kind: 'text',
      markdown: measured.map(name => `${name}\n\n\`\`\`solver\n${name}\n\`\`\`\n`).join('\n'),
    },
  },
})

test.describe('in a note', () => {
  test.use({ shelf: rooms })
  test('keeps the room that each widget takes', async ({ running }) => {
    test.slow()
    const { page } = running
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByRole('treeitem', { name: 'Rooms' }).click()
    const wrong: string[] = []
    for (const [i, name] of measured.entries()) {
      const demo = page.locator('.demo').nth(i)
      const heightOf = () => demo.evaluate(element => element.getBoundingClientRect().height)
      await expect(demo).toBeAttached()
      const kept = Number.parseFloat(
        await demo.evaluate((element: HTMLElement) => element.style.getPropertyValue('--room')),
      )
      await demo.evaluate(element => element.scrollIntoView({ block: 'center' }))
      await settled(demo.getByRole('figure').first())
      // What stands is as high as it will be once its room is no longer kept for it.
      const taken = await heightOf()
      if (Math.abs(taken - kept) > roomTolerance * kept) wrong.push(`${name}: ${taken} in the place of ${kept}`)
    }
    expect(wrong).toEqual([])
  })
})

/** Demos whose pictures stand before a run has answered, and some that are all answer. */
const built = [
  'A world to learn',
  'Diffusion',
  'Basins of attraction',
  'Likelihood: MLE, MAP, posterior',
  'Linear and quadratic programmes',
  'Learning to play: dynamics of games',
  'Mean-field game: a crowd on a line',
  'Attention',
  'Positional encodings',
  'Contrastive learning (CLIP)',
  'LoRA: rank against error',
  'Fine-tuning: which weights move',
  'Queries that look at an image (Q-Former)',
  'Masked words (BERT)',
  'Kernels: many threads, one memory',
  'Principal components',
  'From a table to numbers',
  'Scaling and outliers',
  'Logic puzzles by search',
]

test('nothing moves while the plots of a demo are drawn one after another, nor when the answer comes', async ({
  running: { page },
}) => {
  test.slow()
  await page.setViewportSize({ width: 1280, height: 1600 })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(() => {
    const moved: string[] = []
    const fromPicture = (node: Node | null | undefined) => {
      const element = node instanceof Element ? node : node?.parentElement
      return element?.closest('.reading-widget :is(.pictures, .under, .settings, .numbers)') ? element : undefined
    }
    const look = (entries: PerformanceEntryList) => {
      for (const entry of entries)
        for (const { node, previousRect, currentRect } of (entry as LayoutShift).sources) {
          const by = Math.abs(currentRect.top - previousRect.top)
          const element = fromPicture(node)
          if (element && by > 3) moved.push(`${element.className} by ${Math.round(by)} px: ${element.textContent}`)
        }
    }
    new PerformanceObserver(list => look(list.getEntries())).observe({ type: 'layout-shift' })
    // A slow worker: what is asked lies until the demo stands.
    const lying: (() => void)[] = []
    const { postMessage } = Worker.prototype
    let isSlow = true
    Worker.prototype.postMessage = function (this: Worker, ...said: unknown[]) {
      const send = () => Reflect.apply(postMessage, this, said)
      if (isSlow) lying.push(send)
      else send()
    }
    const work = (slow: boolean) => {
      isSlow = slow
      if (!slow) for (const send of lying.splice(0)) send()
    }
    Object.assign(globalThis, { moved, work })
  })
  const work = (slow: boolean) =>
    page.evaluate(isSlow => (globalThis as unknown as { work: (slow: boolean) => void }).work(isSlow), slow)
  for (const title of built) {
    await work(true)
    const figure = await openDemo(page, title)
    await expect(figure.locator('figcaption')).toContainText('running…')
    await work(false)
    await settled(figure)
    expect(await page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved), title).toEqual([])
    await page.keyboard.press('Control+W')
  }
})

test('what vouches for a run takes no less room while another one grows', async ({ running: { page } }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const figure = await openDemo(page, 'Training tricks')
  await settled(figure)
  await figure.evaluate(element => {
    const rooms: { height: number; grows: boolean }[] = []
    Object.assign(globalThis, { rooms })
    const look = () => {
      const claims = element.querySelector('.claims')!
      const grows = claims.querySelector('[aria-busy="true"]') !== null
      rooms.push({ height: claims.getBoundingClientRect().height, grows })
      requestAnimationFrame(look)
    }
    look()
  })
  const roomsSeen = () =>
    page.evaluate(() => (globalThis as unknown as { rooms: { height: number; grows: boolean }[] }).rooms)
  const [{ height } = { height: 0 }] = await roomsSeen()
  // A run may be over before a frame shows it.
  await expect(async () => {
    await figure.getByRole('button', { name: 'Draw another seed' }).click()
    await settled(figure)
    expect((await roomsSeen()).some(({ grows }) => grows)).toBe(true)
  }).toPass()
  expect(height).toBeGreaterThan(0)
  expect((await roomsSeen()).filter(room => room.grows && room.height < height)).toEqual([])
})
