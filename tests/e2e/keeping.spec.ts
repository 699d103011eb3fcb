import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { violationsOf } from './pages/soundness.ts'

const paste = (page: Page, text: string) =>
  page.evaluate(pasted => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)

/** The text of the file that something gives to the user. */
async function downloaded(page: Page, act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download')
  await act()
  const file = await download
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'latin1') }
}

async function withPastedList(page: Page): Promise<LibraryPage> {
  const library = new LibraryPage(page)
  await expect(library.title).toBeVisible()
  await paste(page, 'two lines\nof plain words')
  await paste(page, '1706.03762\n10.1000/182\nhttps://example.org/kept\n')
  await expect(library.preview.getByRole('button', { name: /^New / })).toContainText('3')
  await page.keyboard.press('Enter')
  await library.openTopic('Pasted list')
  await expect(library.items).toHaveCount(3)
  return library
}

test('takes in a pasted list, says more of an item and gives it out', async ({ running }) => {
  const { page } = running
  const library = await withPastedList(page)
  await library.item('example.org/kept').click()
  const details = page.locator('.details-column')
  const write = async (field: string, words: string) => {
    await details.getByRole('button', { name: `Change: ${field}` }).click()
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }
  await write('Authors', 'Vaswani, Ashish; Noam Shazeer')
  await write('Year', 'soon')
  await expect(library.word).toContainText('“soon” is no year')
  await write('Year', '2017')
  await write('Published in', 'NeurIPS')
  await write('Address', 'example.org/moved')
  await expect(details.getByRole('link', { name: 'https://example.org/moved' })).toBeVisible()
  await expect(library.item('Vaswani & Shazeer')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])

  const references = await downloaded(page, () => library.command('Save references to a file'))
  expect(references.name).toBe('references.txt')
  expect(references.text).toMatch(/Vaswani, A\..*Shazeer, N\. \(2017\).*NeurIPS/)
  const notes = await downloaded(page, () => library.command('Export this topic as Obsidian'))
  expect(notes.name).toBe('obsidian.zip')
  expect(notes.text).toContain('year: 2017')
})

test('shows what keeps the library safe, and brings things back @both', async ({ running }) => {
  const { page } = running
  const library = await withPastedList(page)
  const dialog = page.getByRole('dialog', { name: 'Keep the library safe' })
  const turnTo = (name: string) => dialog.getByRole('tab', { name, exact: true }).click()
  await library.command('Backups')
  await dialog.getByRole('button', { name: 'Back up now' }).click()
  // The day's own backup comes at any moment in between.
  const asked = dialog.getByRole('listitem').filter({ hasText: 'asked for' })
  const restore = asked.getByRole('button', { name: /^Restore the backup of/ })
  await expect(restore).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await page.keyboard.press('Escape')

  await library.item('example.org/kept').click()
  await page.keyboard.press('Delete')
  await expect(library.items).toHaveCount(2)
  await library.command('Trash')
  await dialog.getByRole('button', { name: 'Restore https://example.org/kept' }).click()
  await expect(library.items).toHaveCount(3)
  await turnTo('History')
  await dialog.getByRole('button', { name: /^Undo to before this: import/i }).click()
  await expect(library.topic('Pasted list')).toHaveCount(0)
  await turnTo('Check')
  await dialog.getByRole('button', { name: 'Check now' }).click()
  await expect(dialog.getByText('The library is whole.')).toBeVisible()

  await turnTo('Backups')
  await restore.click()
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(library.topic('Pasted list')).toBeVisible()
  await running.restart()
  await expect(new LibraryPage(running.page).topic('Pasted list')).toBeVisible()
})
