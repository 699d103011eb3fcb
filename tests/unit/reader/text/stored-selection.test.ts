import { describe, expect, test } from 'vitest'
import type { PageText } from '../../../../electron/contract/text/page-text.ts'
import { partsFrom, quoteFrom } from '../../../../renderer/reader/annotations/anchor.ts'
import { storedSelection } from '../../../../renderer/reader/text/stored-selection.ts'

const widthOf = (text: string): number => text.length

/** Runs of a page: text, x, y, width, size, angle, and whether a line ends behind it. */
type Line = readonly [text: string, x: number, y: number, widthPt: number, sizePt?: number, angle?: number]
function pageOf(lines: readonly Line[]): PageText {
  const runs: number[] = []
  let text = ''
  for (const [words, x, y, width, size = 10, angle = 0] of lines) {
    runs.push(text.length, x, y, width, size, angle, 1)
    text += words
  }
  return { text, runs, view: [0, 0, 612, 792], rotate: 0 }
}

describe('what is selected on a page that is not laid out', () => {
  test('takes a stretch over two lines, with its place and its words', () => {
    const page = pageOf([
      ['Descent meth-', 72, 700, 130],
      ['ods slow down.', 72, 688, 140],
    ])
    const selection = storedSelection(3, page, { from: 8, to: 17 }, { by: 'file', widthOf })!
    expect(quoteFrom([selection])).toEqual({ exact: 'methods', prefix: 'Descent ', suffix: 'slow down.' })
    expect(selection.rectsPt).toEqual([
      [152, 697.5, 202, 708.5],
      [72, 685.5, 112, 696.5],
    ])
    expect(partsFrom([selection])[0]).toMatchObject({ page: 3, start: 8, end: 17 })
  })

  test('follows words that run upwards', () => {
    const page = pageOf([['axis', 50, 100, 40, 10, 90]])
    const selection = storedSelection(1, page, { from: 2, to: 4 }, { by: 'file', widthOf })!
    expect(selection.rectsPt).toEqual([[41.5, 120, 52.5, 140]])
    expect(selection.turn).toBe(90)
  })

  test('reads two woven columns one after the other', () => {
    const lines = Array.from({ length: 8 }, (_, at): Line[] => [
      [`left column, line number ${at}`, 72, 700 - 12 * at, 200],
      [`right column, line number ${at}`, 320, 700 - 12 * at, 200],
    ]).flat()
    const page = pageOf(lines)
    const { exact } = quoteFrom([
      storedSelection(1, page, { from: 0, to: page.text.length }, { by: 'reading', widthOf })!,
    ])
    expect(exact).toMatch(/^left column, line number 0 left column, line number 1/)
    expect(exact).toMatch(/line number 7 right column, line number 0/)
    // From the third line of the left column to the second of the right one.
    const from = page.text.indexOf('left column, line number 2')
    const to = page.text.indexOf('right column, line number 1') + 'right column, line number 1'.length
    const part = storedSelection(1, page, { from, to }, { by: 'reading', widthOf })!
    expect(part.rectsPt).toHaveLength(8)
    expect(quoteFrom([part]).exact).toMatch(/^left column, line number 2 .* right column, line number 1$/)
  })

  test('says nothing of words from top to bottom, whose places are not stored', () => {
    const page = pageOf([['從上到下的一行很長的文字', 500, 700, 12, 12]])
    expect(storedSelection(1, page, { from: 0, to: 4 }, { by: 'file', widthOf })).toBeNull()
  })

  test('selects nothing in space alone', () => {
    const page = pageOf([['a   b', 72, 700, 50]])
    expect(storedSelection(1, page, { from: 1, to: 3 }, { by: 'file', widthOf })).toBeNull()
  })
})
