import { paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { box, ReaderPage } from './pages/reader.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

test('presents a paper page by page with its marks, and comes back to the place @both', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('talk.pdf', pdfFrom(paperOf(4)))
  await reader.select(prose[1], prose[2])
  await reader.highlight('Blue')
  await expect(reader.sheet(1).locator('.mark')).toHaveCount(1)
  await reader.pages.focus()
  await page.keyboard.press('n')
  await expect(reader.pageBox).toHaveValue('2')

  await page.keyboard.press('F5')
  const shown = page.getByRole('dialog', { name: 'Presentation' })
  const picture = shown.locator('.presentation-picture')
  await expect(shown.getByRole('status')).toHaveText('Page 2 of 4')
  await expect(picture).toHaveAttribute('data-page', '2')
  await expect(picture.locator('.mark')).toHaveCount(0)
  for (const [key, number] of [
    ['ArrowLeft', 1],
    ['PageDown', 2],
    ['End', 4],
    ['Space', 4],
    ['Home', 1],
  ] as const) {
    await page.keyboard.press(key)
    await expect(shown.getByRole('status')).toHaveText(`Page ${number} of 4`)
    await expect(picture).toHaveAttribute('data-page', String(number))
  }
  // The page is as high as the window, and its mark lies in it where it lies in the reader.
  const full = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  const sheet = await box(picture.locator('canvas'))
  expect(Math.abs(sheet.height - full.height)).toBeLessThan(3)
  expect(Math.abs(sheet.x + sheet.width / 2 - full.width / 2)).toBeLessThan(3)
  const mark = await box(picture.locator('.mark rect').first())
  const [own] = await reader.marks()
  const small = await box(reader.sheet(1))
  expect((mark.y - sheet.y) / sheet.height).toBeCloseTo((own!.y - small.y) / small.height, 1)
  expect(mark.width).toBeGreaterThan(sheet.width / 4)

  await page.mouse.click(full.width * 0.8, full.height / 2)
  await expect(picture).toHaveAttribute('data-page', '2')
  await page.mouse.click(full.width * 0.1, full.height / 2)
  await expect(picture).toHaveAttribute('data-page', '1')
  // The window itself, which is full, takes no other size.
  const screen = await page.context().newCDPSession(page)
  const smaller = { width: 700, height: 500, deviceScaleFactor: 1, mobile: false }
  await screen.send('Emulation.setDeviceMetricsOverride', smaller)
  const height = () => picture.locator('canvas').evaluate(canvas => Math.round(canvas.getBoundingClientRect().height))
  await expect.poll(height).toBe(500)
  await screen.send('Emulation.setDeviceMetricsOverride', { ...smaller, ...full })
  await page.keyboard.press('Escape')
  await expect(shown).toBeHidden()
  await expect(reader.pageBox).toHaveValue('2')
  // The keys are the reader's again.
  await page.keyboard.press('p')
  await expect(reader.pageBox).toHaveValue('1')
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('Show page by page')
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('Show page by page')
  await page.keyboard.press('Enter')
  await expect(shown.getByRole('status')).toHaveText('Page 1 of 4')
  await page.keyboard.press('F5')
  await expect(shown).toBeHidden()
})
