import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'

test('finds topics, items and, in either language, commands, and does what the typed words mean at once @both', async ({
  running: { page },
}) => {
  const library = new LibraryPage(page)
  await expect(library.title).toBeVisible()
  await page.keyboard.press('Control+K')
  await page.keyboard.type('bert')
  await expect(library.answers.first()).toContainText('BERT')
  await page.keyboard.press('Enter')
  await expect(library.title).toHaveText('具体模型')
  await expect(library.item('BERT')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Control+B')
  await expect(library.tree).toBeHidden()
  await page.keyboard.press('Control+B')
  await expect(library.tree).toBeVisible()

  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('纳什')
  await expect(library.answers).toHaveCount(1)
  await expect(library.answers).toContainText('Open demo: Nash equilibria')
  await expect(library.answers, 'and why it is found').toContainText('纳什')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('figure', { name: 'Nash equilibria' })).toBeVisible()

  await page.keyboard.press('Control+Shift+P')
  const line = page.getByRole('combobox', { name: 'Commands' })
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
  // Both in one turn of the event loop: no list has been drawn between them.
  await line.evaluate((input: HTMLInputElement) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '>Open demo: MixGen')
    input.dispatchEvent(new Event('input', { bubbles: true }))
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  })
  await expect(page.getByRole('figure', { name: /^MixGen/ })).toBeVisible()

  // It opens again however soon after it was closed.
  await page.keyboard.press('Control+K')
  await expect(page.getByRole('combobox', { name: 'Open a topic or an item' })).toBeFocused()
  await page.evaluate(async () => {
    document.querySelector('dialog')!.requestClose()
    // The next key comes in a turn of its own, before the browser tells that it closed the dialog.
    for (let i = 0; i < 10; i++) await Promise.resolve()
    const key = { key: 'P', code: 'KeyP', ctrlKey: true, shiftKey: true, bubbles: true }
    document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  })
  await page.evaluate(() => new Promise(done => setTimeout(done, 100)))
  await expect(page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
})

test('the keys are in the work after one has gone to another topic from what that takes away', async ({
  running: { page },
}) => {
  const library = new LibraryPage(page)
  await library.topic('书籍').click()
  await page.getByRole('grid', { name: 'Items' }).getByRole('row').first().click()
  await page.keyboard.press('Control+K')
  await page.keyboard.type('game theory')
  await expect(library.answers.first()).toContainText('博弈论')
  await page.keyboard.press('Enter')
  await expect(library.title).toContainText('博弈论')
  await expect(page.locator('#work')).toBeFocused()
  await page.keyboard.press('End')
  await expect.poll(() => page.locator('#work').evaluate(work => work.scrollTop)).toBeGreaterThan(100)
})
