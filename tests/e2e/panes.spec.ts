import type { Locator, Page } from '@playwright/test'
import { paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { box, ReaderPage } from './pages/reader.ts'
import { twoItems } from './shelves.ts'

test.use({ shelf: twoItems })

/** The panes beside the tabs, in a reader's words. */
class Panes {
  readonly paper: Locator
  readonly figure: Locator

  constructor(page: Page) {
    this.paper = page.getByRole('region', { name: 'Paper beside' })
    this.figure = page.getByRole('region', { name: 'Pinned figure' })
  }

  get pageBox(): Locator {
    return this.paper.getByRole('textbox', { name: 'Page number' })
  }

  get pages(): Locator {
    return this.paper.getByRole('region', { name: 'Pages', exact: true })
  }
}

test('splits a paper in two that share their marks, and comes back so', async ({ running }) => {
  test.slow()
  const { page } = running
  await page.setViewportSize({ width: 1500, height: 900 })
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(12)))
  await expect(reader.line('Section 1 of')).toBeVisible()
  await reader.pages.focus()
  await page.keyboard.press('Control+Backslash')
  const panes = new Panes(page)
  const main = page.getByRole('tabpanel')
  const mainBox = main.getByRole('textbox', { name: 'Page number' })
  await expect(panes.paper.getByText('Section 1 of').first()).toBeVisible()

  // Each has its own place and size, and the keys mean the one that has the focus.
  await panes.pages.focus()
  for (let times = 0; times < 4; times++) await page.keyboard.press('n')
  await expect(panes.pageBox).toHaveValue('5')
  await expect(mainBox).toHaveValue('1')
  await page.keyboard.press('Control+Equal')
  const sizes = page.getByRole('combobox', { name: 'Zoom' })
  expect(await sizes.nth(0).inputValue()).not.toBe(await sizes.nth(1).inputValue())

  // A mark made in one is in both, and in the panel.
  await page.keyboard.press('Control+f')
  await page.keyboard.type('Section 5 of')
  await expect(panes.paper.getByRole('search').getByRole('status')).toHaveText('1 of 1')
  await page.keyboard.press('Control+Alt+Digit1')
  await expect(panes.paper.locator('.mark')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(panes.pageBox).toHaveValue('6')
  await main.getByRole('region', { name: 'Pages', exact: true }).focus()
  for (let times = 0; times < 4; times++) await page.keyboard.press('n')
  await expect(mainBox).toHaveValue('5')
  await expect(main.locator('.mark')).toHaveCount(1)
  await expect(reader.annotations).toHaveCount(1)

  // The divider moves by keys, the focus by F6.
  const divider = page.getByRole('separator', { name: 'Width of the pane beside' })
  await expect(divider).toHaveAttribute('aria-valuenow', '50')
  await divider.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(divider).toHaveAttribute('aria-valuenow', '54')
  await main.focus()
  await page.keyboard.press('F6')
  await expect(panes.paper).toBeFocused()
  await page.waitForTimeout(1500) // places and panes are written down once they have been kept for a moment
  await running.restart()

  await running.page.setViewportSize({ width: 600, height: 900 })
  const again = new Panes(running.page)
  await expect(again.pageBox).toHaveValue('6')
  const stacked = running.page.getByRole('separator', { name: 'Width of the pane beside' })
  await expect(stacked).toHaveAttribute('aria-orientation', 'horizontal')
  await expect(stacked).toHaveAttribute('aria-valuenow', '54')
  const [above, below] = [await box(running.page.getByRole('tabpanel')), await box(again.paper)]
  expect(below.y).toBeGreaterThan(above.y + above.height - 1)
  await stacked.focus()
  await running.page.keyboard.press('ArrowUp')
  await expect(stacked).toHaveAttribute('aria-valuenow', '52')

  // Closed by the key that closes a tab, where one works.
  await again.pages.focus()
  await running.page.keyboard.press('Control+w')
  await expect(again.paper).toBeHidden()
  await expect(new ReaderPage(running.page).pages).toBeFocused()
  await expect(running.page.getByRole('tab')).toHaveCount(2)
})

test('reads two papers side by side, and pins a figure beside them', async ({ running }) => {
  test.slow()
  const { page } = running
  await page.setViewportSize({ width: 1500, height: 900 })
  const reader = new ReaderPage(page)
  const line = (text: string, y: number) => ({ text, x: 72, y })
  await reader.openNew(
    'cited.pdf',
    pdfFrom([
      { runs: [line('As Figure 2 shows, low rank is enough, and more is not needed.', 700)] },
      { runs: [line('Figure 2: Loss against rank.', 400)] },
    ]),
  )
  const panes = new Panes(page)
  const words = reader.line('As Figure 2')
  await expect(words).toBeVisible()
  await reader.find('needed') // the text has been read once this finds
  await expect(reader.hits).toHaveText('1 of 1')
  await page.keyboard.press('Escape')
  const { x, y, width, height } = await box(words)
  await page.mouse.move(x + width * 0.1, y + height / 2, { steps: 3 })
  const card = page.getByRole('note', { name: 'Preview' })
  await expect(card.getByText('Figure 2', { exact: true })).toBeVisible()
  await page.keyboard.press('Alt+p')
  await expect(card).toBeHidden()
  await expect(panes.figure.getByRole('heading')).toHaveText(/^Figure 2 · /)
  await expect(panes.figure.locator('canvas')).toBeVisible()
  const narrow = await box(panes.figure.locator('canvas'))
  await panes.figure.getByRole('button', { name: 'Zoom in' }).click()
  // Drawn anew, it is not on the screen for a moment.
  const drawn = async () => (await panes.figure.locator('canvas').boundingBox())?.width
  await expect.poll(drawn).toBeGreaterThan(narrow.width * 1.2)
  await panes.figure.getByRole('button', { name: 'Show it in the paper' }).click()
  await expect(reader.pageBox).toHaveValue('2')

  // An area that was drawn takes its place, from the palette.
  await reader.pages.focus()
  await page.keyboard.press('Alt+Digit5')
  await reader.draw(
    [
      [0.1, 0.4],
      [0.5, 0.6],
    ],
    2,
  )
  await reader.saved()
  await page.keyboard.press('Escape')
  const sheet = await box(reader.sheet(2))
  await page.mouse.click(sheet.x + sheet.width * 0.3, sheet.y + sheet.height * 0.5)
  await page.keyboard.press('Escape')
  await reader.rows.first().click()
  await page.keyboard.press('Control+Shift+p')
  await page.keyboard.type('pin the chosen')
  await page.keyboard.press('Enter')
  await expect(panes.figure.getByRole('heading')).toHaveText(/^Area · /)

  // Another paper, from the list of items, beside what is open in the tabs.
  await page.getByRole('tab').first().click()
  const items = page.getByRole('grid', { name: 'Items' }).getByRole('row')
  await items.nth(1).click()
  const asked = page.waitForEvent('filechooser')
  await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Attach a PDF…' }).click()
  await (await asked).setFiles({ name: 'b.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfFrom(paperOf(3))) })
  await expect(page.getByText('b.pdf', { exact: true })).toBeVisible()
  await items.nth(1).focus()
  await page.keyboard.press('Control+Backslash')
  await expect(panes.paper.getByText(prose[1]!).first()).toBeVisible()
  await page.getByRole('tab').nth(1).click()
  await expect(words).toBeAttached()
  // The annotations listed are those of the paper that one works in.
  await expect(reader.rows).toHaveCount(1)
  await panes.pages.click({ position: { x: 5, y: 5 } })
  await expect(reader.rows).toHaveCount(0)
  const figure = page.getByRole('separator', { name: 'Height of the pinned figure' })
  await figure.focus()
  await page.keyboard.press('ArrowUp')
  await expect(figure).toHaveAttribute('aria-valuenow', '58')
  await page.waitForTimeout(1000)
  await running.restart()

  const again = new Panes(running.page)
  await expect(again.paper.getByText(prose[1]!).first()).toBeVisible()
  await expect(again.figure.locator('canvas')).toBeVisible()
  await again.figure.getByRole('button', { name: 'Unpin the figure' }).click()
  await expect(again.figure).toBeHidden()
})
