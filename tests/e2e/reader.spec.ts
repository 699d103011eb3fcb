import {
  brokenPdf,
  chinesePage,
  paperOf,
  pdfFrom,
  type PdfPage,
  prose,
  twoColumns,
  twoColumnText,
} from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { box, ReaderPage, type Way } from './pages/reader.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

const sentence = 'Momentum carries the iterate across such a plateau, and a bit of noise is often enough to leave it.'

test('pages, zooms and finds', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(12), { romanPages: 2 }))
  await expect(reader.line('Section 1 of')).toBeVisible()
  await expect(reader.pageBox).toHaveValue('i')

  await running.page.keyboard.press('n')
  await expect(reader.pageBox).toHaveValue('ii')
  await reader.pageBox.fill('10')
  await running.page.keyboard.press('Enter')
  await expect(reader.line('Section 12 of', 12)).toBeInViewport()

  const before = await box(reader.sheet(12))
  await reader.zoom.selectOption('200%')
  await expect.poll(async () => (await box(reader.sheet(12))).width).toBeCloseTo((612 * 96 * 2) / 72, -1)
  await running.page.keyboard.press('Control+0')
  await expect.poll(async () => (await box(reader.sheet(12))).width).toBeCloseTo(before.width, -1)

  await reader.find('momentum')
  await expect(reader.hits).toHaveText('12 of 12')
  await running.page.keyboard.press('Enter')
  await expect(reader.hits).toHaveText('1 of 12')
  await running.page.keyboard.press('Shift+Enter')
  await expect(reader.hits).toHaveText('12 of 12')
  await running.page.getByRole('checkbox', { name: 'Match case' }).check()
  await expect(reader.hits).toHaveText('Not found')
})

test('keeps a highlight, its comment and the place @both', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(3)))
  await reader.select(prose[3], prose[4])
  await reader.highlight('Green')
  await reader.comment(prose[3], 'Compare with **Adam**.')
  await reader.saved()
  await running.page.keyboard.press('n')
  await running.page.keyboard.press('n')
  await expect(reader.pageBox).toHaveValue('3')
  await running.page.waitForTimeout(1000) // a place is written down once it has been kept for a moment
  await running.restart()

  const again = new ReaderPage(running.page)
  await again.open()
  await expect(again.pageBox).toHaveValue('3')
  await expect(again.annotations).toHaveCount(1)
  await expect(again.annotations).toContainText(/p\. 1.*it\. Momentum carries/s)
  await expect(again.annotations).toContainText('Compare with Adam.')
  await again.annotations.getByRole('button').first().click()
  await expect(again.line(prose[3])).toBeInViewport()
  const [mark] = await again.marks()
  const words = await box(again.line(prose[3]))
  expect(mark?.x).toBeCloseTo(words.x, -0.5)
  expect(mark?.y).toBeGreaterThan(words.y - 3)
})

test('keeps a highlight through a crash right after it is saved @both', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(1)))
  await reader.select(prose[0], prose[1])
  await reader.highlight('Blue')
  await reader.saved()
  await running.kill()

  const again = new ReaderPage(running.page)
  await again.open()
  await expect(again.annotations).toContainText('A saddle point is a place where the gradient vanishes')
})

test('quotes across lines, hyphens, columns and pages', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  await reader.openNew('paper.pdf', pdfFrom([twoColumns(true), ...paperOf(1), chinesePage]))
  await reader.select('The first column', 'enough for every')
  await running.page.keyboard.press('Control+Alt+1')
  await expect(reader.annotations).toContainText(twoColumnText)

  await reader.zoom.selectOption('Fit page')
  await running.page.keyboard.press('n')
  await reader.select(prose[1], prose[2], { sheet: 2 })
  await running.page.keyboard.press('Control+Alt+1')
  await expect(reader.annotations.nth(1)).toContainText('Descent methods slow down')
})

test('marks the find hit, changes its colour, deletes and takes back', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(2)))
  await reader.find('momentum carries')
  // Most often before it is found.
  await running.page.keyboard.press('Control+Alt+1')
  await expect(reader.hits).toHaveText('1 of 2')
  await expect(reader.annotations).toContainText('Momentum carries')
  await reader.find('nowhere to be found')
  await running.page.keyboard.press('Control+Alt+1')
  await expect(running.page.getByText('Select a passage, or find one, and mark it then.')).toBeVisible()
  await expect(reader.annotations).toHaveCount(1)
  await reader.find('momentum carries')
  await expect(reader.hits).toHaveText('1 of 2')
  // Both in one turn of the event loop: what is marked is what the words ask for, not what was found before.
  await running.page.getByRole('textbox', { name: 'Find in the paper' }).evaluate((box: HTMLInputElement) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, 'three optimisers')
    box.dispatchEvent(new Event('input', { bubbles: true }))
    const key = { key: '1', code: 'Digit1', ctrlKey: true, altKey: true, bubbles: true }
    box.dispatchEvent(new KeyboardEvent('keydown', key))
  })
  await expect(reader.annotations.nth(1)).toContainText('three optimisers')
  await reader.pages.focus()
  await running.page.keyboard.press('Control+z')
  await expect(reader.annotations).toHaveCount(1)
  await running.page.keyboard.press('Escape')
  await reader.annotations.getByRole('button').first().click()
  await reader.pages.focus()
  await running.page.keyboard.press('Delete')
  await expect(reader.annotations).toHaveCount(0)
  await running.page.keyboard.press('Control+z')
  await expect(reader.annotations).toHaveCount(1)
  await running.page.keyboard.press('Control+Shift+z')
  await expect(reader.annotations).toHaveCount(0)
})

test('closes a paper whose first page is still on its way, and the console stays quiet', async ({ running }) => {
  const { page } = running
  await page.addInitScript(() => {
    const listen = Worker.prototype.addEventListener
    Worker.prototype.addEventListener = function (this: Worker, type: string, hear: EventListener, options?: object) {
      const late: EventListener = event => setTimeout(() => hear(event), 700)
      listen.call(this, type, type === 'message' ? late : hear, options)
    } as typeof listen
  })
  // An address is used once: the window must have got in.
  await expect(page.getByRole('treeitem').first()).toBeVisible()
  await page.reload()
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(3)))
  await expect(reader.pages).toBeVisible()
  await expect(reader.sheet(1)).toHaveCount(0)
  await page.getByRole('tab').last().press('Delete')
  await expect(page.getByRole('tab')).toHaveCount(1)
  await page.waitForTimeout(2500) // by then all that was asked has come
})

test('shows Chinese without embedded fonts @both', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  await reader.openNew('中文.pdf', pdfFrom([chinesePage]))
  await expect(reader.line('鞍点附近的梯度下降')).toBeVisible()
  expect(await reader.ink(1)).toBeGreaterThan(1000)
  await reader.select('鞍点处的梯度', '也不是极大值点')
  await reader.highlight('Purple')
  await expect(reader.annotations).toContainText('但它既不是极小值点，也不是极大值点。')
})

const oddPages: { name: string; way: Way; page: Partial<PdfPage> }[] = [
  { name: 'turned by 90°', way: 'down', page: { rotate: 90 } },
  { name: 'turned by 270°', way: 'up', page: { rotate: 270 } },
  { name: 'cropped with an offset', way: 'right', page: { cropBox: [40, 300, 560, 780] } },
  {
    name: 'with a negative origin and a unit of its own',
    way: 'right',
    page: { mediaBox: [-100, -50, 612, 792], userUnit: 2 },
  },
]
test('lays a mark on its words on turned, cropped and moved pages', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  for (const [index, { name, way, page }] of oddPages.entries())
    await test.step(name, async () => {
      const bytes = pdfFrom(paperOf(1).map(plain => ({ ...plain, ...page })))
      await (index === 0 ? reader.openNew(name, bytes) : reader.replace(name, bytes))
      await reader.zoom.selectOption('Fit page')
      const words = reader.line(prose[2])
      await reader.select(prose[2], prose[2], { way })
      await running.page.keyboard.press('Control+Alt+1')
      await expect(reader.annotations).toHaveCount(1)
      await reader.zoom.selectOption('100%')
      await words.scrollIntoViewIfNeeded()
      const [mark, line] = [(await reader.marks())[0], await box(words)]
      // On a page this small the pointer may let go a letter before the end.
      const letter = Math.max(line.width, line.height) / prose[2].length
      for (const side of ['x', 'y', 'width', 'height'] as const)
        expect(Math.abs((mark?.[side] ?? 0) - line[side]), side).toBeLessThan(Math.max(4, 1.5 * letter))
      // Nothing is to be found again in the next file.
      await running.page.keyboard.press('Control+z')
      await expect(reader.annotations).toHaveCount(0)
    })
})

test('asks for a password, says when it is wrong, and keeps it as long as the paper is open', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  const annotations = ['/Subtype /Underline /Rect [72 676 440 692] /QuadPoints [72 692 440 692 72 676 440 676]']
  const pages = paperOf(1).map(sheet => ({ ...sheet, annotations }))
  await reader.openNew('locked.pdf', pdfFrom(pages, { password: 'saddle', annotationObjects: true }))
  const field = running.page.getByRole('textbox', { name: 'Password of the PDF' })
  await field.fill('ridge')
  await running.page.keyboard.press('Enter')
  await expect(reader.alert).toContainText('does not open this PDF')
  await field.fill('saddle')
  await running.page.keyboard.press('Enter')
  await expect(reader.line('Section 1 of')).toBeVisible()
  // As long as it is open it is not asked again: to take over what it carries, and to write a copy.
  await reader.panel.getByRole('button', { name: 'In the PDF…' }).click()
  await reader.panel.getByRole('button', { name: 'Take over all' }).click()
  await expect(reader.rows).toHaveCount(1)
  await reader.panel.getByRole('button', { name: 'Export…' }).click()
  const saved = running.page.waitForEvent('download')
  await running.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  expect((await saved).suggestedFilename()).toBe('locked (annotated).pdf')
})

test('says what is wrong with a broken PDF and ends its worker', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  await reader.openNew('broken.pdf', brokenPdf())
  await expect(reader.alert).toHaveText(/“broken.pdf” cannot be shown: the file is damaged/)
  const workers = () => running.page.workers().filter(worker => worker.url().includes('pdf.worker')).length
  await expect.poll(workers).toBe(0)
})

test('ends a worker that does not answer and opens the next paper', async ({ running }) => {
  test.skip(running.name !== 'browser', 'only there can a test put a silent worker in the place of the real one')
  const { page } = running
  const reader = new ReaderPage(page)
  const workers = () => page.workers().filter(worker => worker.url().includes('pdf.worker')).length
  // Before there is a paper: the first one's worker is started early.
  await page.route('**/pdf.worker*', async route => {
    const response = await route.fetch()
    await route.fulfill({ response, body: 'onmessage = () => {}' })
  })
  await reader.attach('paper.pdf', pdfFrom(paperOf(1)))
  await page.clock.install()
  await reader.open()
  // Its patience begins once it has the paper's bytes, which nothing on the page tells.
  await expect(async () => {
    await page.clock.runFor(10_000)
    await expect(reader.alert).toContainText('was taking too long to read and was stopped', { timeout: 500 })
  }).toPass()
  await page.clock.runFor(2000)
  await expect.poll(workers).toBe(0)

  await page.unroute('**/pdf.worker*')
  await running.page.getByRole('button', { name: 'Try again' }).click()
  await page.clock.resume()
  await expect(reader.line('Section 1 of')).toBeVisible()
})

test('reads and marks in Chinese', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(1)))
  await expect(reader.line('Section 1 of')).toBeVisible()
  await running.page.getByRole('button', { name: /^Language/ }).click()
  await expect(running.page.getByRole('toolbar', { name: '论文工具' })).toBeVisible()
  await reader.select(prose[3], prose[4])
  await running.page.getByRole('toolbar', { name: '所选文字' }).getByRole('button', { name: '红色' }).click()
  await expect(running.page.getByRole('region', { name: '批注' }).getByRole('listitem')).toContainText(
    sentence.slice(0, 30),
  )
  const [mark, words] = [(await reader.marks())[0], await box(reader.line(prose[3]))]
  expect(Math.abs((mark?.width ?? 0) - words.width)).toBeLessThan(6)
})
