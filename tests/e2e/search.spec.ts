import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { chinesePage, linesAt, paperOf, pdfFrom } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'

test('finds words of papers, notes and annotations and goes to them, by keys alone @both', async ({ running }) => {
  test.slow()
  const { page } = running
  const reader = new ReaderPage(page)
  const last = { runs: linesAt(72, 700, ['A Lyapunov func-', 'tion decays along', 'every trajectory.']) }
  await reader.openNew('paper.pdf', pdfFrom([...paperOf(58), chinesePage, last]))
  await expect(reader.sheet(1)).toBeVisible()

  await page.keyboard.press('ControlOrMeta+Shift+F')
  const line = page.getByRole('searchbox', { name: 'Words to look for' })
  await expect(line).toBeFocused()
  await line.pressSequentially('lyapunov function')
  const found = page.getByRole('list', { name: 'What was found' })
  const hit = found.getByRole('button', { name: /^p\. 60 .*A Lyapunov function decays/ })
  await expect(hit).toBeVisible()
  await expect(hit.locator('mark')).toHaveText(['Lyapunov', 'function'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(hit).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(reader.pageBox).toHaveValue('60')
  await expect(reader.hits).toHaveText('1 of 1')

  // The tab keeps its query; the second place of many is gone to itself.
  await page.keyboard.press('ControlOrMeta+Shift+F')
  await line.fill('plateau')
  await found.getByRole('button', { name: /^p\. 3 / }).click()
  await expect(reader.pageBox).toHaveValue('3')
  await expect(reader.hits).toHaveText('3 of 58')

  await page.keyboard.press('ControlOrMeta+Shift+F')
  await line.fill('极小值点')
  await expect(found.getByRole('button', { name: /^p\. 59 .*但它既不是极小值点/ })).toBeVisible()
  await line.fill('nowhere at all')
  await expect(page.getByRole('tabpanel').getByText('No paper, note or annotation has all of these')).toBeVisible()

  // A note: opened, scrolled to and marked.
  await line.fill('saddle')
  const note = found.getByRole('button', { name: /^Note / }).first()
  await note.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article').locator('.note')).toBeVisible()
  await expect
    .poll(() =>
      page.evaluate(() => [...(CSS.highlights.get('folium-sought') ?? [])].map(range => String(range).toLowerCase())),
    )
    .toEqual(['saddle'])

  const kept = () => readFile(path.join(running.library, 'window.json'), 'utf8').catch(() => '')
  await expect.poll(kept).toContain('saddle')
  await running.restart()
  await expect(running.page.getByRole('treeitem').first()).toBeVisible()
  await running.page.keyboard.press('ControlOrMeta+Shift+F')
  await expect(running.page.getByRole('searchbox', { name: 'Words to look for' })).toHaveValue('saddle')

  // The words were kept: they come to the window a few pages at a time, the last of them too.
  const again = new ReaderPage(running.page)
  await running.page.getByRole('searchbox', { name: 'Words to look for' }).fill('lyapunov')
  await running.page.getByRole('button', { name: /^p\. 60 / }).click()
  await expect(again.hits).toHaveText('1 of 1')
  await expect(again.pageBox).toHaveValue('60')
  await again.find('plateau')
  await expect(again.hits).toHaveText(/ of 58$/)
})
