import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { PdfFile } from '../../electron/host/pdf/file.ts'
import { readAnnotations } from '../../electron/host/pdf/read.ts'
import { paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

/** Saves the annotations of the open paper in a format; gives the file. */
async function exported(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  const panel = page.getByRole('region', { name: 'Annotations' })
  await panel.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export annotations' })
  await dialog.getByRole('radio', { name: new RegExp(`^${format}`) }).check()
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const download = await downloading
  await expect(dialog).toBeHidden()
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

async function takeIn(page: Page, name: string, bytes: Buffer): Promise<void> {
  const asked = page.waitForEvent('filechooser')
  await page.getByRole('region', { name: 'Annotations' }).getByRole('button', { name: 'Import…' }).click()
  await (await asked).setFiles({ name, mimeType: 'application/octet-stream', buffer: bytes })
}

test('carries annotations out in a PDF and in again without doubles', async ({ running }) => {
  test.skip(running.name !== 'browser', 'what is saved goes through the same calls in every door')
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(2)))
  await reader.select(prose[3], prose[4])
  await reader.highlight('Green')
  await reader.comment(prose[3], '动量 with $\\beta$')
  await reader.saved()

  const { name, bytes } = await exported(page, 'PDF')
  expect(name).toBe('paper (annotated).pdf')
  const [mark, ...others] = readAnnotations(PdfFile.open(bytes))
  expect(others).toEqual([])
  expect(mark).toMatchObject({ subtype: 'Highlight', page: 1, contents: '动量 with $\\beta$', color: '#5fb236' })
  expect(mark?.quadsPt).toHaveLength(2)

  await takeIn(page, name, bytes)
  await expect(page.getByText('0 new, 0 changed, 1 unchanged')).toBeVisible()
  await expect(reader.annotations).toHaveCount(1)

  // The same from a stranger's file, into the paper that has lost it.
  const zotero = await exported(page, 'Zotero')
  await reader.annotations.first().click()
  await page.keyboard.press('Delete')
  await expect(reader.annotations).toHaveCount(0)
  await takeIn(page, zotero.name, zotero.bytes)
  await expect(reader.annotations).toHaveCount(1)
  await expect(reader.annotations.first()).toContainText('Momentum carries the iterate')

  await takeIn(page, 'words.json', Buffer.from('{"no": "annotations"}'))
  await expect(page.getByText('words.json holds no annotations that Folium can read.')).toBeVisible()
})

test('writes into the PDF itself, goes on reading there, and comes back', async ({ running }) => {
  test.skip(running.name !== 'browser', 'what is written goes through the same calls in every door')
  const { page } = running
  const reader = new ReaderPage(page)
  await reader.openNew('paper.pdf', pdfFrom(paperOf(2)))
  await reader.select(prose[3], prose[4])
  await reader.highlight('Green')
  await reader.saved()
  const tab = page.getByRole('tab', { selected: true })
  const title = await tab.textContent()

  await new LibraryPage(page).command('Write annotations into this PDF…')
  const dialog = page.getByRole('dialog', { name: 'Export annotations' })
  await expect(dialog.getByRole('radio', { name: 'This PDF itself' })).toBeChecked()
  await expect(dialog.getByRole('radio', { name: 'This PDF itself' }), 'the keys begin at the choice').toBeFocused()
  await dialog.getByRole('button', { name: 'Write into the PDF' }).click()
  await expect(
    page.getByText('paper.pdf itself now holds 1 annotation. The file as it was is kept: papers/'),
  ).toBeVisible()
  await expect(tab).toHaveText(title ?? '')
  await expect(reader.annotations).toHaveCount(1)
  await expect.poll(() => reader.kinds(), 'ours alone is drawn').toEqual(['highlight'])
  await expect(page.locator('.foreign-mark').filter({ visible: true })).toHaveCount(0)

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Undone: write annotations into')).toBeVisible()
  await expect(reader.annotations).toHaveCount(1)
  await expect.poll(() => reader.kinds()).toEqual(['highlight'])

  // Done again from elsewhere: what is marked in the tab is marked in the file that the item has.
  await page.getByRole('tab').first().click()
  await page.keyboard.press('Control+Shift+z')
  await expect(page.getByText('Redone: write annotations into')).toBeVisible()
  await page.getByRole('tab', { name: title ?? '' }).click()
  await expect.poll(() => reader.kinds()).toEqual(['highlight'])
  await reader.select(prose[1], prose[1])
  await reader.highlight('Green')
  await reader.saved()
  await running.close()
  const { items } = JSON.parse(await readFile(path.join(running.library, 'library.json'), 'utf8')) as {
    items: Record<string, { id: string; paper: string | null; versions?: string[] }>
  }
  const item = Object.values(items).find(({ versions = [] }) => versions.length > 0)
  const listed = await running.cli(['annotations', item?.id ?? '', '--json'])
  expect(JSON.parse(listed.stdout)).toHaveLength(2)
})
