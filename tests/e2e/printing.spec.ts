import { paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

test('prints the pages that were asked for, with marks and without @both', async ({ running }) => {
  test.slow()
  const { page } = running
  test.skip(running.name === 'electron', 'the print dialog of the system would wait for an answer')
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(4)))
  await reader.select(prose[1], prose[2])
  await reader.highlight('Blue')
  await expect(reader.sheet(1).locator('.mark')).toHaveCount(1)
  // A browser without a screen has no print dialog and would wait for it; its own way to paper follows below.
  await page.evaluate(() => (window.print = () => (document.body.dataset['asked'] = 'yes')))
  const sheets = page.locator('.print-pages .page-sheet')
  const dialog = page.getByRole('dialog', { name: 'Print' })
  await reader.pages.focus()
  await page.keyboard.press('Control+p')
  await expect(dialog.getByRole('status')).toHaveText('4 pages')
  await page.keyboard.type('9')
  await expect(dialog.getByRole('status')).toHaveText('Give pages between 1 and 4, for example 1-3, 8.')
  await expect(dialog.getByRole('button', { name: 'Print…' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Pages' }).fill('1, 3-4')
  await page.keyboard.press('Enter')
  await expect(page.locator('body')).toHaveAttribute('data-asked', 'yes')
  const widths = await sheets
    .locator('img')
    .evaluateAll(images => images.map(image => (image as HTMLImageElement).naturalWidth))
  expect(widths).toEqual([1275, 1275, 1275])
  await expect(sheets.locator('.mark')).toHaveCount(1)
  // Each page is a page of the file's own size, and nothing else of the window is on paper.
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(3)
  expect(paper).toMatch(/\/MediaBox \[0 0 61[12][.\d]* 79[12]/)
  await expect(page.locator('.print-pages')).toHaveCount(0)

  await reader.pages.focus()
  await page.keyboard.press('Control+p')
  await dialog.getByRole('checkbox', { name: 'With annotations' }).uncheck()
  await dialog.getByRole('button', { name: 'Print…' }).click()
  await expect(sheets.locator('img')).toHaveCount(4)
  await expect(sheets.locator('.mark')).toHaveCount(0)
  // Asked for again while nothing has said that the printing is over.
  await reader.pages.focus()
  await page.keyboard.press('Control+p')
  await expect(page.locator('.print-pages')).toHaveCount(0)
  await expect(dialog.getByRole('status')).toHaveText('4 pages')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('prints turned and cropped pages of several sizes, each in its own, and says which cannot be drawn', async ({
  running,
}) => {
  test.slow()
  const { page } = running
  test.skip(running.name === 'electron', 'the print dialog of the system would wait for an answer')
  const reader = new ReaderPage(page)
  const [plain] = paperOf(1)
  if (!plain) throw new Error('no page')
  const bytes = Buffer.from(
    pdfFrom([
      plain,
      { ...plain, mediaBox: [0, 0, 842, 595] },
      { ...plain, rotate: 90 },
      { ...plain, mediaBox: [0, 0, 306, 396], userUnit: 2 },
      { ...plain, cropBox: [60, 500, 460, 760] },
      plain,
    ]),
  )
  // The last page is lost: its object is not where the list of pages says.
  const text = bytes.toString('latin1')
  running.allow(/Unable to get page 6/)
  const lost = Buffer.from(text.replace(/19 0 R\] >>/, '99 0 R] >>'), 'latin1')
  await reader.openNew('mixed.pdf', new Uint8Array(lost))
  // The words of the other pages are known all the same.
  await reader.find('saddle')
  await expect(reader.hits).toHaveText(/^1 of \d+$/)
  await page.keyboard.press('Escape')
  await page.evaluate(() => (window.print = () => (document.body.dataset['asked'] = 'yes')))
  await reader.pages.focus()
  await page.keyboard.press('Control+p')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Print' })
  await expect(dialog.getByRole('alert')).toContainText('Page 6 cannot be drawn')
  await expect(page.locator('body')).not.toHaveAttribute('data-asked', 'yes')
  await page.keyboard.press('Enter')
  await expect(page.locator('body')).toHaveAttribute('data-asked', 'yes')
  const sizes = await page
    .locator('.print-pages .page-sheet img')
    .evaluateAll(images =>
      images.map(image => [(image as HTMLImageElement).naturalWidth, (image as HTMLImageElement).naturalHeight]),
    )
  expect(sizes).toEqual([
    [1275, 1650],
    [1754, 1240],
    [1650, 1275],
    [1275, 1650],
    [833, 542],
  ])
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const boxes = [...paper.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
    Math.round(Number(width)),
    Math.round(Number(height)),
  ])
  const wanted = [
    [612, 792],
    [842, 595],
    [792, 612],
    [612, 792],
    [400, 260],
  ]
  expect(boxes.length).toBeGreaterThanOrEqual(6)
  for (const [index, [width = 0, height = 0]] of wanted.entries()) {
    expect(Math.abs((boxes[index]?.[0] ?? 0) - width), `width of page ${index + 1}`).toBeLessThan(2)
    expect(Math.abs((boxes[index]?.[1] ?? 0) - height), `height of page ${index + 1}`).toBeLessThan(2)
  }
})
