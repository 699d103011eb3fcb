import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'

test('does what the typed words mean, however soon Enter follows them', async ({ running: { page } }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+Shift+P')
  const line = page.getByRole('combobox', { name: 'Commands' })
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
  // Both in one turn of the event loop: no list has been drawn between them.
  await line.evaluate((input: HTMLInputElement) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '>Open demo: Nash')
    input.dispatchEvent(new Event('input', { bubbles: true }))
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  })
  await expect(page.getByRole('figure', { name: 'Nash equilibria' })).toBeVisible()
})

test('finds topics and items by a few letters @both', async ({ running }) => {
  const library = new LibraryPage(running.page)
  await expect(library.title).toBeVisible()
  await running.page.keyboard.press('Control+K')
  await running.page.keyboard.type('bert')
  await expect(library.answers.first()).toContainText('BERT')
  await running.page.keyboard.press('Enter')
  await expect(library.title).toHaveText('具体模型')
  await expect(library.item('BERT')).toHaveAttribute('aria-selected', 'true')
  await running.page.keyboard.press('Control+B')
  await expect(library.tree).toBeHidden()
  await running.page.keyboard.press('Control+B')
  await expect(library.tree).toBeVisible()
})

test('finds a command by its words in the other language', async ({ running: { page } }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('纳什')
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('option')).toContainText('Open demo: Nash equilibria')
  await expect(page.getByRole('option'), 'and why it is found').toContainText('纳什')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('figure', { name: 'Nash equilibria' })).toBeVisible()
})

test('opens again however soon after it was closed', async ({ running: { page } }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
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
