import { paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'

test('prints the pages that were asked for, with marks and without', async ({ running }) => {
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
