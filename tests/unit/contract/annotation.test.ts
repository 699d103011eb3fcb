import { expect, test } from 'vitest'
import { annotation, knownAnnotation } from '../../../electron/contract/annotation.ts'
import { hexOfColor, startPalette } from '../../../electron/contract/choices.ts'

const base = {
  id: 'mark1',
  paper: 'a'.repeat(64),
  color: 'yellow',
  comment: '',
  author: 'Ada',
  createdAt: '2026-01-01T00:00:00Z',
  modifiedAt: '2026-01-01T00:00:00Z',
}
const quote = { exact: 'words', prefix: '', suffix: '' }
const parts = [{ page: 1, start: 0, end: 5, rectsPt: [[0, 0, 10, 10]] }]
const records = [
  ...['highlight', 'underline', 'strike-out', 'squiggly'].map(kind => ({ ...base, kind, quote, parts })),
  { ...base, kind: 'note', page: 2, pointPt: [10, 20], near: { quote, rectPt: [0, 0, 10, 10], start: 7 } },
  { ...base, kind: 'free-text', page: 2, rectPt: [0, 0, 100, 20], sizePt: 12, turn: 90 },
  { ...base, kind: 'ink', page: 2, strokes: [[0, 0, 10, 10]], widthPt: 2 },
  { ...base, kind: 'area', page: 2, rectPt: [0, 0, 100, 20], picture: 'b'.repeat(64) },
]

test.each(records)('reads $kind with all that may stand beside it', record => {
  const whole = {
    ...record,
    tags: ['later'],
    group: 'group1',
    origin: { program: 'pdf', id: '12R' },
    anchoring: { from: 'c'.repeat(64), confidence: 0.9, state: 'found' },
  }
  expect(knownAnnotation.parse(whole)).toEqual(whole)
})

test('keeps a kind of a newer version word for word', () => {
  const hologram = { id: 'holo1', kind: 'hologram', depth: { of: [1, 2] } }
  expect(annotation.parse(hologram)).toEqual(hologram)
})

test('gives a colour’s hue from the palette, the start’s, or itself', () => {
  const own = [{ id: 'yellow', hex: '#123456', name: 'definition', letter: 'D' }]
  expect(hexOfColor('yellow', own)).toBe('#123456')
  expect(hexOfColor('red', own)).toBe('#ff6666')
  expect(hexOfColor('#00ff00', startPalette)).toBe('#00ff00')
  expect(hexOfColor('nothing-known', startPalette)).toBe('#aaaaaa')
})
