import { expect, it } from 'vitest'
import type { OutlineEntry } from '../../../electron/contract/library.ts'
import { indented, lineAt, moved, shownOf, withLine, withoutLine } from '../../../renderer/reader/outline.ts'

const entry = (text: string, page = 1, topPt: number | null = null): OutlineEntry => {
  const level = text.length - text.trimStart().length
  return { title: text.trim(), level, page, topPt }
}
const outline = [entry('1 Start', 1, 600), entry(' 1.1 Problem', 2, 700), entry(' 1.2 Choice', 3), entry('2 End', 5)]
const drawn = (lines: readonly OutlineEntry[]) => lines.map(({ title, level }) => ' '.repeat(level) + title)

it('leaves out what is folded, and finds words with what they stand under', () => {
  expect(shownOf(outline, new Set([0]), '')).toEqual([0, 3])
  expect(shownOf(outline, new Set(), 'CHOICE')).toEqual([0, 2])
  expect(shownOf(outline, new Set(), 'nowhere')).toEqual([])
})

it('knows the line that a page is under', () => {
  expect([1, 2, 4, 9].map(page => lineAt(outline, page))).toEqual([0, 1, 2, 3])
  expect(lineAt([entry('late', 3)], 1)).toBe(-1)
  expect(lineAt([entry('moved up', 4), entry('first', 1)], 2)).toBe(1)
  expect(lineAt([entry('moved up', 4), entry('first', 1)], 5)).toBe(0)
})

it('puts a new line where its place is', () => {
  const [lines, at] = withLine(outline, { title: 'Here', page: 2, topPt: 300 })
  expect(at).toBe(2)
  expect(drawn(lines)).toEqual(['1 Start', ' 1.1 Problem', ' Here', ' 1.2 Choice', '2 End'])
  const [deeper] = withLine(outline, { title: 'Here', page: 1, topPt: 300 })
  expect(drawn(deeper), 'takes nothing away from the line above').toEqual([
    '1 Start',
    ' Here',
    ' 1.1 Problem',
    ' 1.2 Choice',
    '2 End',
  ])
  expect(withLine([], { title: 'Only', page: 4, topPt: null })).toEqual([[entry('Only', 4)], 0])
})

it('keeps what stood under a line that is taken away', () => {
  expect(drawn(withoutLine(outline, 0))).toEqual(['1.1 Problem', '1.2 Choice', '2 End'])
})

it('indents a line with what is under it, and no deeper than its parent allows', () => {
  expect(drawn(indented(outline, 3, 1))).toEqual(['1 Start', ' 1.1 Problem', ' 1.2 Choice', ' 2 End'])
  expect(drawn(indented(outline, 1, -1))).toEqual(['1 Start', '1.1 Problem', ' 1.2 Choice', '2 End'])
  expect(indented(outline, 0, 1)).toBe(outline)
  expect(indented(outline, 1, 1)).toBe(outline)
  expect(indented(outline, 0, -1)).toBe(outline)
})

it('moves a line with what is under it past those as deep', () => {
  const [down, at] = moved(outline, 0, 1) ?? []
  expect(drawn(down ?? [])).toEqual(['2 End', '1 Start', ' 1.1 Problem', ' 1.2 Choice'])
  expect(at).toBe(1)
  const [up, back] = moved(down ?? [], 1, -1) ?? []
  expect(up).toEqual(outline)
  expect(back).toBe(0)
  expect(drawn(moved(outline, 2, -1)?.[0] ?? [])).toEqual(['1 Start', ' 1.2 Choice', ' 1.1 Problem', '2 End'])
  // Not out of the line that it is under, nor beyond the ends.
  expect([moved(outline, 1, -1), moved(outline, 2, 1), moved(outline, 0, -1), moved(outline, 3, 1)]).toEqual([
    null,
    null,
    null,
    null,
  ])
})
