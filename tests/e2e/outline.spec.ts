import { paperOf, pdfFrom } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

test('builds an outline from headings, changes it and takes that back', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(3)))
  await expect(reader.line('Section 1 of')).toBeVisible()
  await page.keyboard.press('F4')
  const lines = page.getByRole('tree', { name: 'Outline' }).getByRole('treeitem')
  await expect(lines).toHaveText([/Section 1 of/, /Section 2 of/, /Section 3 of/])
  await lines.nth(2).click()
  await expect(reader.pageBox).toHaveValue('3')
  await lines.nth(2).focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('On plateaus')
  await page.keyboard.press('Enter')
  await expect(lines.nth(2)).toHaveText(/On plateaus/)
  await page.keyboard.press('Alt+ArrowRight')
  await expect(lines.nth(2)).toHaveAttribute('aria-level', '2')
  await lines.nth(0).focus()
  await page.keyboard.press('Delete')
  await expect(lines).toHaveCount(2)
  await page
    .getByRole('status')
    .filter({ hasText: 'Outline changed' })
    .last()
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(lines).toHaveCount(3)
  // The keys of undo mean the outline where it has the focus.
  await lines.nth(0).focus()
  await page.keyboard.press('Control+z')
  await expect(lines.nth(2)).toHaveAttribute('aria-level', '1')
  await page.keyboard.press('Control+Shift+z')
  await expect(lines.nth(2)).toHaveAttribute('aria-level', '2')
  await page.getByRole('searchbox', { name: 'Search the outline' }).fill('plateau')
  await expect(lines).toHaveText([/Section 2 of/, /On plateaus/])
})

test('moves, folds and adds lines of an outline by keys, and has them after a restart', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(4)))
  await expect(reader.line('Section 1 of')).toBeVisible()
  await page.keyboard.press('F4')
  const lines = page.getByRole('tree', { name: 'Outline' }).getByRole('treeitem')
  await expect(lines).toHaveCount(4)
  await lines.nth(2).focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(lines.nth(2)).toHaveAttribute('aria-level', '2')
  // With what is under it, and the focus stays on it.
  await page.keyboard.press('ArrowLeft')
  await expect(lines.nth(1)).toBeFocused()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(lines).toHaveText([/Section 1/, /Section 4/, /Section 2/, /Section 3/])
  await expect(lines.nth(2)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(lines).toHaveText([/Section 1/, /Section 4/, /Section 2/])
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(lines.nth(3)).toBeFocused()
  // The mouse has a menu for the same; what cannot be done is grey.
  await lines.nth(3).click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Move up' })).toBeDisabled()
  await page.getByRole('menuitem', { name: 'Less deep' }).click()
  await expect(lines.nth(3)).toHaveAttribute('aria-level', '1')

  // A new line is there once it has a name, and one step takes it back.
  const add = page.getByRole('button', { name: 'Add a line for this place' })
  const tip = () => add.evaluate(button => getComputedStyle(button, '::after').visibility)
  await add.hover()
  await expect.poll(tip).toBe('visible')
  await add.click()
  await expect(lines).toHaveCount(5)
  expect(await tip(), 'the tip would lie over the line').toBe('hidden')
  await page.keyboard.press('Escape')
  await expect(lines).toHaveCount(4)
  await add.click()
  await page.keyboard.type('Where I was')
  await page.keyboard.press('Enter')
  await expect(lines.filter({ hasText: 'Where I was' })).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(lines).toHaveCount(4)
  await page.keyboard.press('Control+Shift+z')
  await expect(lines).toHaveCount(5)
  await running.restart()
  const after = running.page.getByRole('tree', { name: 'Outline' }).getByRole('treeitem')
  await expect(after).toHaveText([/Where I was/, /Section 1/, /Section 4/, /Section 2/, /Section 3/])
})

test('shows the outline that a PDF has', async ({ running }) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew(
    'book.pdf',
    pdfFrom(paperOf(4), {
      outline: [
        { title: '引言', page: 1 },
        { title: 'Methods', page: 3 },
      ],
    }),
  )
  await expect(reader.line('Section 1 of')).toBeVisible()
  await page.keyboard.press('F4')
  const lines = page.getByRole('tree', { name: 'Outline' }).getByRole('treeitem')
  await expect(lines).toHaveText([/引言/, /Methods/])
  await lines.nth(1).click()
  await expect(reader.pageBox).toHaveValue('3')
})
