import { paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

test('completes a link in a comment by keys, follows renames, and shows what leads to an annotation', async ({
  running,
}) => {
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(1)))
  for (const line of [0, 2]) {
    await reader.select(prose[line] ?? '', prose[line] ?? '')
    await reader.highlight('Yellow')
    await expect(reader.rows).toHaveCount(line === 0 ? 1 : 2)
  }
  const edit = async (row: number) => {
    await reader.panel.getByRole('button', { name: 'Edit comment and tags' }).nth(row).click()
    return reader.panel.getByRole('textbox', { name: 'Comment' })
  }
  const offers = reader.panel.getByRole('listbox', { name: 'What the link may lead to' })

  const first = await edit(0)
  await page.keyboard.type('see [[CUD')
  await expect(offers.getByRole('option').first()).toContainText('CUDA')
  await expect(offers.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(first).toHaveValue('see [[CUDA]]')
  await expect(offers).toHaveCount(0)
  await page.keyboard.type(' and [[xyzzy')
  await expect(offers).toHaveCount(0)
  for (let letter = 0; letter < 11; letter++) await page.keyboard.press('Backspace')
  await page.keyboard.press('Control+Enter')
  await expect(first).toHaveCount(0)

  // The second leads to the first, by its words.
  const second = await edit(1)
  await page.keyboard.type('as [[a saddle point is')
  await expect(offers).toContainText('A saddle point is a place')
  await page.keyboard.press('Escape')
  await expect(offers).toHaveCount(0)
  await expect(second).toBeVisible()
  await page.keyboard.type(' ')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Control+Enter')
  const led = reader.panel.getByRole('list', { name: 'Linked from' })
  await expect(led).toHaveCount(1)
  await reader.saved()

  // The topic gets another title, and the comment says it.
  const topic = page.getByRole('treeitem', { name: /^CUDA/ })
  await topic.click()
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Graphics cards')
  await page.keyboard.press('Enter')
  await page.getByRole('tab').last().click()
  await expect(
    reader.panel
      .getByRole('button', { name: 'Graphics cards' })
      .or(reader.panel.getByRole('link', { name: 'Graphics cards' })),
  ).toBeVisible()
  await led.getByRole('button').click()
  await expect(reader.rows.nth(1)).toHaveAttribute('aria-pressed', 'true')
  // Of the links only those of the row that the keys are in are stops.
  const stops = reader.panel.locator('.annotation-comment').getByRole('link')
  await expect(stops.first()).toHaveAttribute('tabindex', '-1')
  await expect(stops.last()).toHaveAttribute('tabindex', '0')

  // Esc in the line for a tag takes back what is typed there, then leaves the row.
  await reader.panel.getByRole('button', { name: 'Edit comment and tags' }).nth(1).press('Enter')
  const tag = reader.panel.getByRole('combobox', { name: 'Add a tag' })
  await tag.fill('not this')
  await tag.press('Escape')
  await expect(tag).toHaveValue('')
  await tag.press('Escape')
  await expect(tag).toHaveCount(0)
  await expect(reader.rows.nth(1)).toBeFocused()
  await expect(reader.panel).not.toContainText('not this')
})
