import { expect, test } from 'vitest'
import type { PageText } from '../../../../electron/contract/text/page-text.ts'
import {
  nearestWords,
  partOf,
  quoteAt,
  quoteFinder,
  wordsUnder,
} from '../../../../electron/host/annotations/located.ts'
import { helveticaWidth } from '../../../../electron/host/pdf/helvetica.ts'

/** A page of lines, each a run: text, left, baseline; ten points high, six wide a letter. */
function pageOf(lines: readonly (readonly [string, number, number])[], angle = 0): PageText {
  let text = ''
  const runs: number[] = []
  for (const [words, x, y] of lines) {
    runs.push(text.length, x, y, words.length * 6, 10, angle, 1)
    text += words
  }
  return { text, runs, view: [0, 0, 612, 792], rotate: 0 }
}
/** Two columns, woven line by line as some programs write them. */
const woven = pageOf([
  ['left one', 72, 700],
  ['right one', 330, 700],
  ['left two', 72, 686],
  ['right two', 330, 686],
])
const paper = (...pages: PageText[]) => ({ version: 3 as const, title: '', annotations: 0, pages })

test('takes the words of one column, not what the file writes between them', () => {
  const words = wordsUnder(woven, [
    [70, 696, 130, 710],
    [70, 682, 130, 696],
  ])
  expect(words?.exact).toBe('left one left two')
  expect(words && woven.text.slice(words.start, words.end)).toBe('left one')
})

test('takes part of a line by its letters', () => {
  const words = wordsUnder(woven, [[72, 696, 72 + 4 * 6, 710]])
  expect(words).toEqual({ start: 0, end: 4, exact: 'left' })
  expect(words && quoteAt(woven, words)).toEqual({
    exact: 'left',
    prefix: '',
    suffix: ' oneright oneleft tworight two',
  })
  expect(wordsUnder(woven, [[0, 0, 10, 10]])).toBeNull()
})

test('knows narrow letters from wide ones, and Chinese from Latin', () => {
  const pageIn = (text: string, widthPt: number): PageText => ({
    text,
    runs: [0, 72, 700, widthPt, 10, 0, 1],
    view: [0, 0, 612, 792],
    rotate: 0,
  })
  const figure = 'Figure 3: The loss of three optimisers MMMMMM'
  const words = wordsUnder(pageIn(figure, helveticaWidth(figure) * 10), [
    [72, 696, 72 + helveticaWidth('Figure 3') * 10, 710],
  ])
  expect(words?.exact).toBe('Figure 3')
  const mixed = pageIn('鞍点 illi 附近', 4 * 10 + helveticaWidth(' illi ') * 10)
  expect(wordsUnder(mixed, [[72, 696, 92, 710]])?.exact).toBe('鞍点')
  expect(partOf(mixed, 1, 0, 2).rectsPt[0]?.[2]).toBeCloseTo(92)
})

test('finds a quote over lines, a hyphen, a ligature and full width', () => {
  const page = pageOf([
    ['the eﬃcient meth-', 72, 700],
    ['ods of ＡＢＣ end', 72, 686],
  ])
  const find = quoteFinder(paper(page))
  const [part] = find({ exact: 'efficient methods of ABC', prefix: '', suffix: '' }, 1) ?? []
  expect(part).toMatchObject({ page: 1, start: 4, end: 27 })
  expect(part?.rectsPt).toHaveLength(2)
})

test('tells two equal quotes apart by what stands around them', () => {
  const find = quoteFinder(
    paper(pageOf([['one fish two fish red fish blue fish', 72, 700]]), pageOf([['fish', 72, 700]])),
  )
  expect(find({ exact: 'fish', prefix: 'red ', suffix: ' blue' }, 1)?.[0]).toMatchObject({ page: 1, start: 22 })
  expect(find({ exact: 'fish', prefix: '', suffix: '' }, 2)?.[0]).toMatchObject({ page: 2, start: 0 })
  expect(find({ exact: 'cat', prefix: '', suffix: '' }, 1)).toBeNull()
})

test('follows a quote over a page break', () => {
  const parts = quoteFinder(paper(pageOf([['it ends', 72, 100]]), pageOf([['and goes on', 72, 700]])))(
    { exact: 'ends and goes', prefix: '', suffix: '' },
    1,
  )
  expect(parts?.map(({ page, start, end }) => [page, start, end])).toEqual([
    [1, 3, 7],
    [2, 0, 8],
  ])
})

test('turns with the words', () => {
  const part = partOf(pageOf([['up', 100, 200]], 90), 1, 0, 2)
  expect(part.turn).toBe(90)
  expect(part.rectsPt).toEqual([[92, 200, 102, 212]])
})

test('knows the words beside a place, in its own column', () => {
  expect(nearestWords(woven, 1, [300, 600, 340, 640])).toMatchObject({
    quote: { exact: 'right two', prefix: expect.stringContaining('left two') as string },
  })
  expect(nearestWords(woven, 1, [72, 720, 80, 740])).toMatchObject({ start: 0, rectPt: [72, 698, 120, 708] })
  expect(nearestWords(pageOf([]), 1, [0, 0, 10, 10])).toBeNull()
})
