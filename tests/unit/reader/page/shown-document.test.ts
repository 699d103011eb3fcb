import type { PDFDocumentProxy } from 'pdfjs-dist'
import { beforeEach, expect, it } from 'vitest'
import { Quiet } from '../../../../renderer/reader/page/quiet.ts'
import { shownUntil } from '../../../../renderer/reader/page/shown-document.ts'

/** The pages that were asked for, and what answers. */
const asked: number[] = []
const answers = new Map<number, () => void>()
const document = {
  getPage: (page: number) =>
    new Promise(resolve => {
      asked.push(page)
      answers.set(page, () => resolve({ page }))
    }),
} as unknown as PDFDocumentProxy

const quiet = new Quiet()
const shown = (later: () => Promise<void> | null = () => null) =>
  shownUntil(new AbortController().signal, document, later, quiet)
const settled = () => new Promise(resolve => setTimeout(resolve))

beforeEach(() => {
  asked.length = 0
  answers.clear()
})

it('asks for a page that is gone to before the many that are asked for one after another', async () => {
  const viewed = shown()
  const many = Array.from({ length: 200 }, (_, index) => viewed.getPage(index + 2))
  const before = asked.length
  expect(before).toBeLessThan(30)
  void viewed.getPage(190)
  expect(asked.slice(before)).toEqual([190])
  // Each answer lets the next one be asked for, until all are there.
  for (let page = 2; page <= 201; page++) {
    answers.get(page)!()
    await settled()
  }
  expect(await Promise.all(many)).toEqual(Array.from({ length: 200 }, (_, index) => ({ page: index + 2 })))
  expect(asked.filter(page => page !== 190)).toHaveLength(199)
})

it('asks for fewer at a time while a page is drawn', async () => {
  await quiet.rest(200, new AbortController().signal)
  const many = (viewed: PDFDocumentProxy) => {
    asked.length = 0
    for (let page = 2; page <= 100; page++) void viewed.getPage(page)
    return asked.length
  }
  const atRest = many(shown())
  quiet.stir()
  expect(many(shown())).toBeLessThan(atRest / 2)
})

it('goes on behind a page that cannot be read', async () => {
  const faulty = {
    getPage: (page: number) => {
      asked.push(page)
      return Promise.reject(new Error(`page ${page}`))
    },
  } as unknown as PDFDocumentProxy
  const viewed = shownUntil(new AbortController().signal, faulty, () => null, quiet)
  const many = Array.from({ length: 60 }, (_, index) => viewed.getPage(index + 2))
  const told = await Promise.allSettled(many)
  expect(told.every(({ status }) => status === 'rejected')).toBe(true)
  expect(asked).toHaveLength(60)
})

it('asks for none before the first page is seen', async () => {
  let [isWaited, see] = [true, () => {}]
  const seen = new Promise<void>(resolve => (see = resolve))
  const viewed = shown(() => (isWaited ? seen : null))
  void viewed.getPage(2)
  await settled()
  expect(asked).toEqual([])
  isWaited = false
  see()
  await settled()
  expect(asked).toEqual([2])
})
