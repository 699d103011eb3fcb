import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { linesAt, paperOf, pdfFrom, prose } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'
import { oneItem } from './shelves.ts'

test.use({ shelf: oneItem })

const original = pdfFrom(paperOf(3))
const hash = createHash('sha256').update(original).digest('hex')

test('says when a paper’s file is removed, cut short or replaced while it is open, and loses nothing', async ({
  running,
}) => {
  const { page } = running
  const reader = new ReaderPage(page)
  const file = path.join(running.library, 'papers', `${hash}.pdf`)
  await reader.openNew('paper.pdf', original)
  await reader.select(prose[3], prose[3])
  await reader.highlight('Green')
  await reader.saved()
  const back = page.getByRole('button', { name: 'Put the file back' })

  await rm(file)
  await expect(reader.alert).toContainText('was removed from the library’s folder. You can read on')
  // Pages and marks go on.
  await page.keyboard.press('n')
  await expect(reader.line(prose[2], 2)).toBeVisible()
  await back.click()
  await expect(reader.alert).toHaveCount(0)
  expect(Buffer.compare(await readFile(file), original)).toBe(0)

  await truncate(file, 900)
  await expect(reader.alert).toContainText('was cut short by another program')
  await expect(page.getByRole('button', { name: 'Read the changed file' })).toHaveCount(0)
  await back.click()
  await expect(reader.alert).toHaveCount(0)
  expect(Buffer.compare(await readFile(file), original)).toBe(0)

  const newer = pdfFrom([{ runs: linesAt(72, 700, ['A new title page']) }, ...paperOf(1)])
  await writeFile(file, newer)
  await expect(reader.alert).toContainText('Another program changed the file')
  await page.getByRole('button', { name: 'Read the changed file' }).click()
  await expect(page.getByText('all 1 found again')).toBeVisible()
  await reader.rows.first().click()
  await expect(reader.pageBox).toHaveValue('2')
  // The paper's own file is back, for the annotations that were made on it.
  expect(Buffer.compare(await readFile(file), original)).toBe(0)
})

test('says when a paper’s file is gone at the start, and takes a copy', async ({ running }) => {
  const reader = new ReaderPage(running.page)
  await reader.openNew('paper.pdf', original)
  await reader.select(prose[1], prose[1])
  await reader.highlight('Blue')
  await reader.saved()
  await running.close()
  await rm(path.join(running.library, 'papers', `${hash}.pdf`))
  await running.open()
  const again = new ReaderPage(running.page)
  await expect(again.alert).toContainText('is not in the library’s folder any more')
  await expect(again.annotations).toHaveCount(1)
  const asked = running.page.waitForEvent('filechooser')
  await running.page.getByRole('button', { name: 'Attach a copy…' }).click()
  await (await asked).setFiles({ name: 'again.pdf', mimeType: 'application/pdf', buffer: Buffer.from(original) })
  await expect(again.line(prose[1])).toBeVisible()
  await expect(again.sheet(1).locator('.mark')).toHaveCount(1)
})
