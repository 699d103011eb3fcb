import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator } from '@playwright/test'
import { expect, test } from './app.ts'
import { openDemo, runMs, settled } from './pages/demos.ts'
import { LibraryPage } from './pages/library.ts'
import { violationsOf } from './pages/soundness.ts'
import { shelfOf } from './shelves.ts'

const root = path.resolve(import.meta.dirname, '../..')
const folders = readdirSync(path.join(root, 'renderer/widgets'), { withFileTypes: true })
  .filter(entry => entry.isDirectory() && entry.name !== 'frame')
  .map(({ name }) => name)
/** The titles in the table of widgets, which is what the palette lists. */
const titles = [
  ...readFileSync(path.join(root, 'renderer/widgets/index.ts'), 'utf8').matchAll(
    /^ {2}'?[a-z][\w-]*'?: entry\(\s*(?:'([^']+)'|"([^"]+)")/gm,
  ),
].map(([, single, double]) => single ?? double ?? '')

const groups = 4
/** So long a change is waited for before another is made. */
const patienceMs = 1_000

test('every folder of a widget has its line in the table', () => {
  expect(titles).toHaveLength(folders.length)
})

/** All that a widget answers with: formula, pictures, what vouches for them. */
const answerOf = (figure: Locator): Promise<string> =>
  figure
    .locator('.formula-line, .pictures, .descent, figcaption')
    .evaluateAll(parts => parts.map(part => part.innerHTML).join())

/** Changes one setting in the way that its kind has. */
async function changeSetting(figure: Locator): Promise<void> {
  const settings = figure.locator('.settings .setting:not([data-idle])')
  const slider = settings.locator('input[type="range"]').first()
  const select = settings.locator('select').first()
  const example = figure.getByRole('combobox', { name: 'Example' })
  if (await slider.count()) {
    const said = () => slider.getAttribute('aria-valuetext')
    const before = await said()
    const isLast = await slider.evaluate((input: HTMLInputElement) => input.value === input.max)
    // Places of a slider that come to the same rounded number are passed over.
    await expect(async () => {
      await slider.press(isLast ? 'ArrowLeft' : 'ArrowRight')
      expect(await said()).not.toBe(before)
    }).toPass()
  } else if (await select.count()) await select.selectOption({ index: 1 })
  // Before the examples stands the reader's own, hidden while one of them is chosen.
  else await example.selectOption({ index: 2 })
}

for (let group = 0; group < groups; group++)
  test(`opens, changes, runs and vouches for every widget offline, part ${group + 1}`, async ({ running }) => {
    test.slow()
    const { page } = running
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const origin = new URL(page.url()).origin
    for (const title of titles.filter((_, i) => i % groups === group))
      await test.step(title, async () => {
        const figure = await openDemo(page, title)
        await settled(figure)
        const before = await answerOf(figure)
        await changeSetting(figure)
        await settled(figure)
        const answers = (timeout: number) =>
          expect.poll(() => answerOf(figure), { timeout, intervals: [50, 100, 200] }).not.toBe(before)
        const hasChanged = await answers(patienceMs).then(
          () => true,
          () => false,
        )
        // What one example leaves without effect has one in another.
        if (!hasChanged) await figure.getByRole('combobox', { name: 'Example' }).selectOption({ index: 2 })
        await answers(runMs)
        await settled(figure)
        await expect(figure.locator('figcaption')).toContainText(/\d/)
        await expect(figure.locator('figcaption .reason')).toHaveCount(0)
        await figure.focus()
        await page.keyboard.press('Home')
        await page.keyboard.press('ArrowRight')
        await page.keyboard.press('End')
        expect(await violationsOf(page, 'figure.widget')).toEqual([])
        await page.keyboard.press('Control+W')
      })
    expect(asked.filter(url => !url.startsWith(origin) && !/^(data|blob):/.test(url))).toEqual([])
  })

test.describe('in a library without a formula', () => {
  test.use({ shelf: shelfOf({ topics: { bare: { id: 'bare', parentId: null, order: 'a0', title: 'Bare' } } }) })
  test('has what the first demo waits for before it is asked for', async ({ running: { page } }) => {
    await expect(page.getByRole('treeitem', { name: 'Bare' })).toBeVisible()
    const ready = () =>
      page.evaluate(() =>
        [...document.fonts].some(({ family, status }) => family.includes('KaTeX_Main') && status === 'loaded'),
      )
    await expect.poll(ready, { timeout: 20_000 }).toBe(true)
  })
})

test('gives the picture, the numbers and a script as files @both', async ({ running: { page, name } }) => {
  test.skip(name === 'electron', 'Electron saves through its own dialog')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const figure = await openDemo(page, 'EM for mixtures')
  await settled(figure)
  const saved = async (entry: string): Promise<Buffer> => {
    await figure.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: entry }).click(),
    ])
    return readFileSync(await download.path())
  }
  const svg = (await saved('Picture as SVG')).toString()
  expect(svg).toContain('<svg')
  // Its colours stand in it: nothing is left to a style sheet.
  expect(svg).not.toContain('var(--')
  // Its title and its words are in it, what sets something is not.
  for (const words of ['EM for mixtures', 'log-likelihood', 'points are shared out'])
    expect(svg).toMatch(new RegExp(`<text[^>]*>[^<]*${words}`))
  expect(svg).not.toMatch(/<text[^>]*>[^<]*(Export|Reset)/)
  const png = await saved('Picture as PNG')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.length).toBeGreaterThan(10_000)
  expect((await saved('Numbers as CSV')).toString()).toMatch(/^x,y,γ1,γ2,γ3\r\n-?\d/)
  expect((await saved('Run as a Python script')).toString()).toMatch(/import numpy as np/)
})

test('fills the window and comes back with what was set, by keyboard', async ({ running: { page } }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const figure = await openDemo(page, 'EM for mixtures')
  await figure.getByRole('combobox', { name: 'Example' }).selectOption('Two crossed bars')
  await figure.getByRole('button', { name: 'Fill the window' }).press('Enter')
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  await expect.poll(async () => (await figure.boundingBox())?.width).toBe(width)
  expect((await figure.boundingBox())?.height).toBe(height)
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await figure.boundingBox())?.width).toBeLessThan(width)
  const chosen = figure.getByRole('combobox', { name: 'Example' }).locator('option:checked')
  await expect(chosen).toHaveText('Two crossed bars')
  const first = await figure.getByRole('combobox', { name: 'Example' }).locator('option').nth(1).innerText()
  await figure.focus()
  await page.keyboard.press('Alt+KeyR')
  await expect(chosen).toHaveText(first)
  await expect(figure.getByRole('button', { name: 'Reset' })).toBeDisabled()
})

test('keeps a run with a topic or a paper, and says when it is opened again whether it comes out the same @both', async ({
  running: { page },
}) => {
  test.slow()
  const library = new LibraryPage(page)
  await expect(library.title).toContainText('梯度下降')
  const paper = (await library.itemTitles())[0] ?? ''
  const figure = await openDemo(page, 'EM for mixtures')
  await settled(figure)
  await figure.getByRole('combobox', { name: 'Example' }).selectOption('Two crossed bars')
  await settled(figure)
  const keep = figure.getByRole('button', { name: /^(Keep this run|Kept)$/ })
  await keep.press('Enter')
  // What is near stands first; an item is found by its words.
  const question = page.getByRole('combobox', { name: 'Keep the run with a topic or paper' })
  await expect(library.answers.first()).toContainText('梯度下降')
  await question.fill(paper)
  await expect(library.answers.first()).toContainText(paper)
  await page.keyboard.press('Enter')
  await expect(library.word).toContainText(`The run is kept with ${paper}`)
  await expect(keep).toHaveText('Kept')
  await expect(keep).toBeFocused()
  await page.keyboard.press('Control+W')

  await library.item(paper).first().click()
  const kept = page.locator('.details-column').getByRole('region', { name: 'Kept runs' })
  await kept.getByRole('button', { name: 'EM for mixtures', exact: true }).click()
  const opened = page.getByRole('region', { name: 'Kept run, run again' })
  await expect(opened.getByText(/^The same: \d+ values agree/)).toBeVisible({ timeout: runMs })
  const again = page.getByRole('figure', { name: 'EM for mixtures' })
  await expect(again.getByRole('combobox', { name: 'Example' }).locator('option:checked')).toHaveText(
    'Two crossed bars',
  )
  // A run that was opened from an item is first offered to that.
  await settled(again)
  await again.getByRole('button', { name: 'Keep this run' }).press('Enter')
  await expect(library.answers.first()).toContainText(paper)
  await page.keyboard.press('Escape')
  await expect(again.getByRole('button', { name: 'Keep this run' })).toBeFocused()
})

test('goes on at the step where one left it, and keeps the focus at either end', async ({ running: { page } }) => {
  const library = new LibraryPage(page)
  await expect(library.title).toContainText('梯度下降')
  const demo = page.locator('.demo').first()
  const figure = demo.getByRole('figure')
  const shown = figure.locator('.transport output')
  await demo.scrollIntoViewIfNeeded()
  await expect(shown).toHaveText(/^step [1-9]/)
  await figure.getByRole('button', { name: 'To the start' }).press('Enter')
  const back = figure.getByRole('button', { name: 'Step back' })
  await figure.getByRole('button', { name: 'Step', exact: true }).press('Enter')
  await expect(shown).toHaveText(/^step 1 /)
  await back.press('Enter')
  await expect(shown).toHaveText(/^step 0 /)
  await expect(back).toBeDisabled()
  await expect(back).toBeFocused()
  await figure.getByRole('button', { name: 'Step', exact: true }).press('Enter')
  await library.openTopic('CUDA')
  await library.openTopic('梯度下降')
  await demo.scrollIntoViewIfNeeded()
  await expect(shown).toHaveText(/^step 1 /)

  // Opened in a tab it has the focus there, and what it can do stands in the palette.
  const open = figure.getByRole('button', { name: 'Open the demo in a tab' })
  await open.press('Enter')
  const alone = page.locator('.work-body:not([hidden]) .reading-widget figure')
  await expect(alone).toBeFocused()
  const place = alone.locator('.transport output')
  await expect(place).toHaveText(/^step [1-9]/)
  for (const [act, shown] of [
    ['To the start', /^step 0 /],
    ['To the end', /^step [1-9]/],
  ] as const) {
    await page.keyboard.press('Control+Shift+P')
    await page.keyboard.type(`Descent laboratory: ${act}`)
    await expect(library.answers.first()).toHaveText(new RegExp(`^Descent laboratory: ${act}`))
    await page.keyboard.press('Enter')
    await expect(place).toHaveText(shown)
  }
  await expect(alone).toBeFocused()
  await page.keyboard.press('Alt+KeyK')
  await expect(page.getByRole('combobox', { name: 'Keep the run with a topic or paper' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+KeyW')
  await expect(open).toBeFocused()
})
