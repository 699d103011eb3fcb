import { createHash } from 'node:crypto'
import { readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { paperOf, pdfFrom } from '../fixtures/pdf.ts'
import type { Page } from '@playwright/test'
import { expect, type Running, test } from './app.ts'
import { ReaderPage } from './pages/reader.ts'
import { oneItem, twoItems } from './shelves.ts'

test.skip(({ door }) => door !== 'browser', 'only there can be seen what the window asks of the host')

/** What the window asked of the workers that read PDFs: pages of which it wants the text, and whether the first was being drawn then. */
interface Asked {
  pages: number[]
  isDrawing: boolean
}

/** Notes what is asked; the text is so long under way, and the first drawing, ms. */
const noteAsked = (page: Page, delays: { textMs: number; drawingMs: number }) =>
  page.addInitScript(({ textMs, drawingMs }) => {
    const asked: Asked[] = []
    let [isDrawing, isDrawn] = [false, false]
    const post = Worker.prototype.postMessage
    Worker.prototype.postMessage = function (this: Worker, message: object, ...rest: []) {
      const send = () => post.call(this, message, ...rest)
      if ('textRequest' in message && 'pages' in message) {
        asked.push({ pages: [...(message.pages as number[])], isDrawing })
        return void setTimeout(send, textMs)
      }
      if (!('action' in message) || message.action !== 'GetOperatorList' || isDrawing || isDrawn) return send()
      isDrawing = true
      setTimeout(() => {
        ;[isDrawing, isDrawn] = [false, true]
        send()
      }, drawingMs)
    } as typeof post
    Object.assign(window, { asked })
  }, delays)
const askedIn = (page: Page) => page.evaluate(() => (window as unknown as { asked: Asked[] }).asked)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

const isOfText = (file: string) => /\.(text|words|places)\.json$/.test(file)

/** A paper of so many pages is attached whose text the program, started anew, does not have. Notes what is asked from then on. */
async function unreadPaper(running: Running, pages: number, delays: Parameters<typeof noteAsked>[1]) {
  const folder = path.join(running.library, 'papers')
  await new ReaderPage(running.page).attach('paper.pdf', pdfFrom(paperOf(pages)))
  const kept = async () => (await readdir(folder)).filter(isOfText)
  await expect.poll(kept).toHaveLength(3)
  await running.close()
  for (const file of await kept()) await rm(path.join(folder, file))
  await running.open()
  // An address is used once: the window must have got in.
  await expect(running.page.getByRole('treeitem').first()).toBeVisible()
  await noteAsked(running.page, delays)
  await running.page.reload()
  await running.page.getByRole('treeitem').first().click()
  await running.page.getByRole('grid', { name: 'Items' }).getByRole('row').first().click()
  return new ReaderPage(running.page)
}

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

  test('the text of the paper that is chosen is read before it is shown, and once', async ({ running }) => {
    const reader = await unreadPaper(running, 6, { textMs: 0, drawingMs: 0 })
    const { page } = running
    const pages = async () => (await askedIn(page)).flatMap(asked => asked.pages)
    await expect.poll(pages).toEqual(upTo(6))
    await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Open the paper' }).click()
    await expect(reader.line('Section 1 of')).toBeVisible()
    await reader.find('section')
    await expect(reader.hits).toHaveText('1 of 6')
    expect(await pages()).toEqual(upTo(6))
  })

  test('the text of a paper that comes to be shown waits for its first page, and is read to its end', async ({
    running,
  }) => {
    const reader = await unreadPaper(running, 80, { textMs: 150, drawingMs: 600 })
    const { page } = running
    await expect.poll(() => askedIn(page)).not.toHaveLength(0)
    await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Open the paper' }).click()
    await expect(reader.line('Section 1 of')).toBeVisible()
    await reader.find('section')
    await expect(reader.hits).toHaveText('1 of 80')
    const asked = await askedIn(page)
    expect(asked.flatMap(({ pages }) => pages)).toEqual(upTo(80))
    expect(asked.filter(({ isDrawing }) => isDrawing)).toEqual([])
  })

  test('a connection that drops while it is asked whether there is a text is no error', async ({ running }) => {
    const { page } = running
    const reader = new ReaderPage(page)
    await page.addInitScript(() => {
      const send = WebSocket.prototype.send
      WebSocket.prototype.send = function (this: WebSocket, frame: Uint8Array<ArrayBuffer>) {
        send.call(this, frame)
        if (!new TextDecoder().decode(frame).includes('"paper:has-text"')) return
        WebSocket.prototype.send = send
        this.close()
        Object.assign(window, { hasDropped: true })
      }
    })
    await reader.attach('paper.pdf', pdfFrom(paperOf(2)))
    await page.reload()
    await page.getByRole('grid', { name: 'Items' }).getByRole('row').first().click()
    await page.waitForFunction(() => 'hasDropped' in window)
    // The fixture hears of what was thrown and not caught.
    await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Open the paper' }).click()
    await expect(reader.line('Section 1 of')).toBeVisible()
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
