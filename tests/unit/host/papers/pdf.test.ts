import { getEventListeners } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { runsOf, textLengthOf } from '../../../../electron/contract/text/page-text.ts'
import { textOfPdf } from '../../../../electron/host/papers/pdf.ts'
import { textInThread } from '../../../../electron/host/papers/reading.ts'
import { brokenPdf, chinesePage, linesAt, paperOf, pdfFrom, prose } from '../../../fixtures/pdf.ts'

const assets = path.resolve('node_modules/pdfjs-dist') + path.sep
const read = (bytes: Uint8Array) => textOfPdf(bytes, assets)

it('reads each page with the place, size and line of its runs', async () => {
  const text = await read(pdfFrom([...paperOf(1), chinesePage]))
  if (typeof text === 'string') throw new Error(text)
  expect(text.pages).toHaveLength(2)
  const [page, chinese] = text.pages
  const runs = runsOf(page!)
  const [title, first] = runs
  expect(page!.text.slice(title!.start, title!.end)).toBe('Section 1 of the sample paper')
  expect(title).toMatchObject({ x: 72, y: 720, sizePt: 18, angle: 0, endsLine: true })
  expect(page!.text.slice(first!.start, first!.end)).toBe(prose[0])
  expect(first!.widthPt).toBeGreaterThan(300)
  expect(runs.at(-1)!.end).toBe(page!.text.length)
  expect(chinese!.text).toContain('但它既不是极小值点，')
  expect(textLengthOf(text)).toBeGreaterThan(page!.text.length + chinese!.text.length)
})

it('counts the characters of a page without text as none', async () => {
  expect(await read(pdfFrom([{ runs: [] }]))).toMatchObject({ pages: [{ text: '', runs: [] }], annotations: 0 })
})

it('tells a damaged file from a locked one', async () => {
  expect(await read(brokenPdf())).toBe('damaged')
  expect(await read(new Uint8Array())).toBe('damaged')
  expect(await read(pdfFrom([{ runs: linesAt(72, 700, prose) }], { password: 'saddle' }))).toBe('locked')
})

it('ends a thread that hangs, falls over or is called off', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'folium-thread-'))
  const script = async (name: string, body: string) => {
    const file = path.join(folder, name)
    await writeFile(file, body)
    return { script: file, assets }
  }
  try {
    const bytes = pdfFrom(paperOf(1))
    const hanging = await script('hang.mjs', 'for (;;);')
    expect(await textInThread(bytes, hanging, { timeoutMs: 300 })).toBe('silent')
    const slow = `import { parentPort } from 'node:worker_threads'
      let pages = 0
      const turn = setInterval(() => parentPort.postMessage(pages++ < 15 ? { kind: 'pages-read', read: pages, pages: 16 } : 'locked'), 150)`
    // Longer in all than its patience, but never without a page for so long.
    expect(await textInThread(bytes, await script('slow.mjs', slow), { timeoutMs: 2000, mostMs: 60_000 })).toBe(
      'locked',
    )
    const endless = slow.replace('pages++ < 15', 'true')
    expect(await textInThread(bytes, await script('endless.mjs', endless), { timeoutMs: 2000 })).toMatchObject({
      kind: 'pages-read',
      pages: 16,
    })
    const dying = await script('die.mjs', 'throw new Error("no")')
    expect(await textInThread(bytes, dying, { timeoutMs: 20_000 })).toBe('damaged')
    const stop = new AbortController()
    await textInThread(bytes, dying, { timeoutMs: 20_000, signal: stop.signal })
    // One signal is that of all papers that a library's host reads.
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
    const called = textInThread(bytes, hanging, { timeoutMs: 20_000, signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(called).rejects.toThrow('enough')
    expect(bytes.length).toBeGreaterThan(0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
