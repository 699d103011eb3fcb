import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { chinesePage, linesAt, paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { box, ReaderPage } from './pages/reader.ts'
import { violationsOf } from './pages/soundness.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

test('lays pages out, turns them and comes back to where one was', async ({ running }) => {
  test.slow()
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(12)))
  await reader.select(prose[1], prose[2])
  await reader.highlight('Blue')
  await reader.pages.focus()
  await page.keyboard.press('r')
  await expect.poll(async () => (await box(reader.sheet(1))).width).toBeGreaterThan((await box(reader.sheet(1))).height)
  const words = reader.line(prose[1])
  await expect.poll(async () => Math.abs((await reader.marks())[0]!.x - (await box(words)).x)).toBeLessThan(5)
  await page.keyboard.press('Shift+R')

  await reader.view('Two beside each other', 'From the first')
  await expect.poll(async () => (await box(reader.sheet(1))).y - (await box(reader.sheet(2))).y).toBeCloseTo(0, 0)
  await reader.view('Two beside each other', 'No')
  await reader.view('Pages', 'Across')
  await expect.poll(async () => (await box(reader.sheet(2))).x - (await box(reader.sheet(1))).x).toBeGreaterThan(300)
  await reader.view('Pages', 'Single')
  await expect(reader.sheet(2)).toBeHidden()
  await reader.view('Pages', 'Down')
  const colorOf = (part: string, property: 'fill' | 'backgroundColor') =>
    reader.sheet(1).evaluate(
      (sheet, [within, of]) => {
        const element = within === '' ? sheet : sheet.querySelector(within)
        const canvas = document.createElement('canvas').getContext('2d')
        if (!element || !canvas) return null
        canvas.fillStyle = getComputedStyle(element)[of]
        canvas.fillRect(0, 0, 1, 1)
        return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)]
      },
      [part, property] as const,
    )
  await reader.view('Paper', 'Sepia')
  expect(await colorOf('', 'backgroundColor'), 'the ground shows through the picture').toEqual([245, 236, 217])
  await reader.view('Paper', 'Dark')
  const glow = (await colorOf('.mark-fill', 'fill')) ?? [255]
  expect(Math.max(...glow), 'light words are seen on a mark').toBeLessThan(110)
  expect(await violationsOf(page, '.reader')).toEqual([])

  await page.keyboard.press('F4')
  await reader.tab('Hits').click()
  expect(await violationsOf(page, '.reader')).toEqual([])
  await reader.tab('Pages').click()
  expect(await violationsOf(page, '.reader')).toEqual([])
  await page.getByRole('list', { name: 'Pages' }).getByRole('button', { name: 'Page 9' }).click()
  await expect(reader.pageBox).toHaveValue('9')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(reader.pageBox).toHaveValue('1')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(reader.pageBox).toHaveValue('9')
  await reader.pageBox.fill('3')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(reader.pageBox, 'there and back at once').toHaveValue('9')
  await page.waitForTimeout(1000) // a place is written down once it has been kept for a moment
  await running.restart()

  const again = new ReaderPage(running.page)
  await again.open()
  await expect(again.pageBox).toHaveValue('9')
  await expect(again.tab('Pages')).toHaveAttribute('aria-selected', 'true')
  await expect(running.page.locator('.reader')).toHaveAttribute('data-paper', 'dark')
})

test('finds with every option and lists the hits by page', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom([...paperOf(3), chinesePage]))
  await expect(reader.sheet(1).locator('.textLayer')).toBeVisible()
  // From beside the paper too, where the key would else be the browser's.
  await page.getByRole('treeitem').first().focus()
  await page.keyboard.press('Control+f')
  await expect(page.getByRole('textbox', { name: 'Find in the paper' })).toBeFocused()
  await page.keyboard.press('Escape')
  await reader.find('descent methods slow')
  await expect(reader.hits).toHaveText('1 of 3')
  await page.getByRole('button', { name: 'List the hits' }).click()
  const list = page.getByRole('list', { name: 'Hits' })
  await expect(list.getByText('Page 2')).toBeVisible()
  await list
    .getByRole('button', { name: /Descent methods slow down near it/ })
    .nth(2)
    .click()
  await expect(reader.hits).toHaveText('3 of 3')
  await expect(reader.line(prose[2], 3)).toBeInViewport()

  const box = page.getByRole('textbox', { name: 'Find in the paper' })
  await page.getByRole('checkbox', { name: 'Regular expression' }).check()
  await box.fill('section \\d+ of')
  await expect(reader.hits).toHaveText(/of 3/)
  await box.fill('section (')
  await expect(reader.hits).toHaveText('Not a regular expression')
  await box.fill('(.*a){20}zz')
  await expect(reader.hits).toHaveText('This expression takes too long')
  await page.getByRole('checkbox', { name: 'Regular expression' }).uncheck()
  await box.fill('不是极小值点，也不是')
  await expect(reader.hits).toHaveText('1 of 1')
  await box.fill('optim')
  await expect(reader.hits).toHaveText(/of 3/)
  await page.getByRole('checkbox', { name: 'Whole word' }).check()
  await expect(reader.hits).toHaveText('Not found')
})

test('finds in what the host has kept of a paper, and without it', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  const broken = { runs: linesAt(72, 700, ['A Lyapunov func-', 'tion decays along', 'every trajectory.']) }
  await reader.openNew('paper.pdf', pdfFrom([...paperOf(4), broken, chinesePage]))
  const papers = path.join(running.library, 'papers')
  const places = async () => (await readdir(papers)).filter(name => name.endsWith('.places.json'))
  await expect.poll(places).toHaveLength(1)
  await running.page.waitForTimeout(1500) // what is open is written down once it has been so for a moment
  for (const isKept of [true, false]) {
    if (!isKept) await rm(path.join(papers, (await places())[0]!))
    await running.restart()
    const again = new ReaderPage(running.page)
    await again.find('Lyapunov function decays')
    await expect(again.hits).toHaveText('1 of 1')
    await expect(again.pageBox).toHaveValue('5')
    const found = () =>
      running.page.evaluate(() => [...(CSS.highlights.get('folium-hit-current') ?? [])].map(range => String(range)))
    await expect.poll(async () => (await found()).join('|')).toBe('Lyapunov func-|tion decays')
    await again.find('也不是极大')
    await expect(again.hits).toHaveText('1 of 1')
    await expect(again.pageBox).toHaveValue('6')
  }
})

test('shows what words point at though the text is still to be read', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const line = (text: string, y: number) => ({ text, x: 72, y })
  await reader.openNew(
    'cited.pdf',
    pdfFrom([
      { runs: [line('As Figure 2 shows, low rank is enough, and more is not needed.', 700)] },
      { runs: [line('Figure 2: Loss against rank.', 400)] },
    ]),
  )
  const { x, y, width, height } = await box(reader.line('As Figure 2'))
  await page.mouse.move(x + width * 0.1, y + height / 2, { steps: 3 })
  await expect(page.getByRole('note', { name: 'Preview' })).toContainText('Figure 2')
})

test('shows what words point at, and adds a cited work', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const line = (text: string, y: number) => ({ text, x: 72, y })
  await reader.openNew(
    'cited.pdf',
    pdfFrom([
      { runs: [line('As Figure 2 shows, low rank is enough [1], and more is not needed.', 700)] },
      { runs: [line('Figure 2: Loss against rank.', 400)] },
      {
        runs: [
          { ...line('References', 700), sizePt: 18 },
          line('[1] E. J. Hu, Y. Shen. LoRA: Low-Rank Adaptation of Large Lan-', 670),
          line('guage Models. arXiv:2106.09685, 2021.', 654),
          line('[2] N. Houlsby. Parameter-Efficient Transfer Learning. 2019.', 638),
        ],
      },
    ]),
  )
  const card = page.getByRole('note', { name: 'Preview' })
  const point = async (share: number) => {
    const words = await box(reader.line('As Figure 2'))
    await page.mouse.move(words.x + words.width * share, words.y + words.height / 2, { steps: 3 })
  }
  await expect(reader.line('As Figure 2')).toBeVisible()
  await page.keyboard.press('Control+f') // the text has been read once this finds
  await page.keyboard.type('needed')
  await expect(reader.hits).toHaveText('1 of 1')
  await point(0.1)
  await expect(card.getByText('Figure 2', { exact: true })).toBeVisible()
  await expect(card.getByText('Page 2')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await point(0.6)
  await expect(card).toContainText('Low-Rank Adaptation of Large Language Models')
  await card.getByRole('button', { name: 'Add to the library' }).click()
  await expect(card.getByText('In your library')).toBeVisible()
  await point(0.1)
  await card.getByRole('button', { name: 'Figure 2' }).click()
  await expect(reader.pageBox).toHaveValue('2')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(reader.pageBox).toHaveValue('1')
})

test('shows what raised numbers and names with a year cite, without any link', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew(
    'raised.pdf',
    pdfFrom([
      {
        runs: [
          { text: 'Low rank is enough', x: 72, y: 700 },
          { text: '1,2', x: 178, y: 705, sizePt: 7 },
          { text: 'As Houlsby et al. (2019) say, more is not needed.', x: 72, y: 660 },
          { text: 'References', x: 72, y: 500, sizePt: 18 },
          { text: '1. Hu, E. LoRA: Low-Rank Adaptation of Large Language Models. 2021.', x: 72, y: 470 },
          { text: '2. Houlsby, N. Parameter-Efficient Transfer Learning for NLP. 2019.', x: 72, y: 454 },
        ],
      },
    ]),
  )
  const card = page.getByRole('note', { name: 'Preview' })
  const point = async (words: string, share: number) => {
    const { x, y, width, height } = await box(reader.line(words))
    await page.mouse.move(x + width * share, y + height / 2, { steps: 3 })
  }
  await expect(reader.line('Low rank')).toBeVisible()
  await reader.find('needed')
  await expect(reader.hits).toHaveText('1 of 1')
  await point('1,2', 0.5)
  await expect(card).toContainText('LoRA: Low-Rank Adaptation')
  await expect(card).toContainText('Parameter-Efficient Transfer Learning')
  await card.getByRole('button', { name: 'Add to the library' }).last().click()
  await expect(card.getByText('In your library'), 'the work that was added, by its title').toHaveCount(1)
  await page.keyboard.press('Escape')
  await point('As Houlsby', 0.2)
  await expect(card).toContainText('Parameter-Efficient')
  await expect(card).not.toContainText('LoRA')
  await page.keyboard.press('Escape')
  await point('Low rank', 0.5)
  await expect(card).toHaveCount(0)
})

test('marks a hit whose page is not laid out yet', async ({ running }) => {
  test.slow()
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(24)))
  await expect(reader.line(prose[1])).toBeVisible()
  await reader.find('saddle')
  await expect(reader.hits).toHaveText('1 of 24')
  // At once: the page of the last hit has no text layer by then.
  await page.getByRole('textbox', { name: 'Find in the paper' }).focus()
  await page.evaluate(() => {
    const press = (init: KeyboardEventInit) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))
    press({ code: 'F3', key: 'F3', shiftKey: true })
    return new Promise<void>(resolve =>
      requestAnimationFrame(() => {
        press({ code: 'Digit1', key: '1', ctrlKey: true, altKey: true })
        resolve()
      }),
    )
  })
  await expect(reader.rows).toHaveCount(1)
  await expect(reader.rows.first()).toContainText('saddle')
  await expect(reader.sheet(24).locator('.mark')).toHaveCount(1)
  const [mark] = await reader.marks(24)
  const line = await box(reader.line('saddle', 24))
  expect(Math.abs(mark!.y + mark!.height / 2 - (line.y + line.height / 2))).toBeLessThan(4)
  expect(mark!.x).toBeGreaterThan(line.x)
  expect(mark!.x + mark!.width).toBeLessThan(line.x + line.width / 2)
})

test('draws the page that is gone to without waiting for a frame', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(12)))
  await expect(reader.line('Section 1 of')).toBeVisible()
  // From here on none comes.
  await page.evaluate(() => void (window.requestAnimationFrame = () => 0))
  await reader.find('Section 8')
  await expect.poll(() => reader.ink(8)).toBeGreaterThan(500)
  await expect(reader.line('Section 8 of', 8)).toBeVisible()
})

test('has the end drawn, and what is looked at, before one goes there', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const sheets = paperOf(30)
  sheets[0] = { runs: [{ text: 'As Figure 2 shows, low rank is enough.', x: 72, y: 700 }] }
  sheets[14] = { runs: [{ text: 'Figure 2: Loss against rank.', x: 72, y: 400 }] }
  await reader.openNew('long.pdf', pdfFrom(sheets))
  await expect(reader.sheet(30)).toHaveAttribute('data-loaded', 'true')
  await expect(reader.line('Section 30 of', 30)).toBeAttached()
  await expect(reader.sheet(15)).not.toHaveAttribute('data-loaded')
  const { x, y, width, height } = await box(reader.line('As Figure 2'))
  await page.mouse.move(x + width * 0.1, y + height / 2, { steps: 3 })
  await expect(page.getByRole('note', { name: 'Preview' })).toContainText('Page 15')
  await expect(reader.sheet(15)).toHaveAttribute('data-loaded', 'true')
  await expect(reader.pageBox).toHaveValue('1')
})
