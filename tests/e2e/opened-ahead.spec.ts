import { createHash } from 'node:crypto'
import { rename } from 'node:fs/promises'
import path from 'node:path'
import { paperOf, pdfFrom } from '../fixtures/pdf.ts'
import { expect, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'
import { oneItem, twoItems } from './shelves.ts'

test.skip(({ door }) => door !== 'browser', 'only there can be seen what the window asks of the host')

/** How long an item must have been chosen, and some more: what is not asked for by then is not asked for. */
const longerMs = 800

test.describe('one item', () => {
  test.use({ shelf: oneItem })

  test('the paper of the item that is chosen is open before it is shown', async ({ running }) => {
    const { page } = running
    const reader = new ReaderPage(page)
    await reader.attach('paper.pdf', pdfFrom(paperOf(2)))
    const reads: string[] = []
    page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => void (String(payload).includes('"paper:read"') && reads.push('read'))),
    )
    await page.reload()
    await page.getByRole('grid', { name: 'Items' }).getByRole('row').first().click()
    await expect.poll(() => reads).toHaveLength(1)
    await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Open the paper' }).click()
    await expect(reader.line('Section 1 of')).toBeVisible()
    await page.waitForTimeout(longerMs)
    expect(reads).toHaveLength(1)
  })

  test('what could not be opened ahead is tried again when it is opened', async ({ running }) => {
    const { page } = running
    const reader = new ReaderPage(page)
    const bytes = pdfFrom(paperOf(2))
    await reader.attach('paper.pdf', bytes)
    const file = path.join(running.library, 'papers', `${createHash('sha256').update(bytes).digest('hex')}.pdf`)
    const answers: string[] = []
    page.on('websocket', socket =>
      socket.on('framereceived', ({ payload }) => void answers.push(String(payload).slice(0, 500))),
    )
    await rename(file, `${file}.away`)
    await page.reload()
    await page.getByRole('grid', { name: 'Items' }).getByRole('row').first().click()
    await expect.poll(() => answers.filter(text => text.includes('"paper-gone"'))).toHaveLength(1)
    await rename(`${file}.away`, file)
    await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Open the paper' }).click()
    await expect(reader.line('Section 1 of')).toBeVisible()
  })
})

test.describe('two items', () => {
  test.use({ shelf: twoItems })

  test('who walks down a list has the paper opened on which they stay, and of several none', async ({ running }) => {
    const { page } = running
    const rows = page.getByRole('grid', { name: 'Items' }).getByRole('row')
    const details = page.getByRole('region', { name: 'Details' })
    await page.getByRole('treeitem').first().click()
    for (const at of [0, 1]) {
      await rows.nth(at).click()
      const asked = page.waitForEvent('filechooser')
      await details.getByRole('button', { name: 'Attach a PDF…' }).click()
      const buffer = Buffer.from(pdfFrom(paperOf(at + 1)))
      await (await asked).setFiles({ name: `paper ${at}.pdf`, mimeType: 'application/pdf', buffer })
      await expect(details.getByText(`paper ${at}.pdf`, { exact: true })).toBeVisible()
    }
    const workers = () => page.workers().filter(worker => worker.url().includes('pdf.worker')).length
    const reads: string[] = []
    page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        const hash = /"paper:read".*?([0-9a-f]{64})/.exec(String(payload))?.[1]
        if (hash) reads.push(hash)
      }),
    )
    await page.reload()
    await rows.first().click()
    await expect.poll(() => reads).toHaveLength(1)
    // Faster than one chooses, down and up again; then both.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+ArrowDown')
    await page.waitForTimeout(longerMs)
    expect(reads).toHaveLength(1)
    await expect.poll(workers).toBe(1)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => new Set(reads).size).toBe(2)
    await expect.poll(workers).toBe(1)
  })
})
