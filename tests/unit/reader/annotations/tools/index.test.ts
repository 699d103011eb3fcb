import { expect, test } from 'vitest'
import type { Annotation } from '../../../../../electron/contract/annotation.ts'
import { isShown } from '../../../../../renderer/reader/annotations/tools/index.ts'

const highlight = {
  id: 'mark1',
  kind: 'highlight',
  paper: 'a'.repeat(64),
  quote: { exact: 'words', prefix: '', suffix: '' },
  parts: [{ page: 1, start: 0, end: 5, rectsPt: [[0, 0, 10, 10]] }],
  color: 'yellow',
  comment: '',
  author: '',
  createdAt: '2026-01-01T00:00:00Z',
  modifiedAt: '2026-01-01T00:00:00Z',
} as Annotation

test('shows highlights, those with more to them too', () => {
  expect(isShown(highlight)).toBe(true)
  expect(isShown({ ...highlight, tags: ['later'] } as Annotation)).toBe(true)
})

test.each([
  { id: 'ink1', kind: 'ink', parts: [], quote: {} },
  { id: 'odd1', kind: 'toString' },
  { ...highlight, color: 7 },
  { ...highlight, parts: 'none' },
  { ...highlight, parts: [null] },
  { ...highlight, parts: [{ page: 1, start: 0, rectsPt: [[0, 0, 'x', 1]] }] },
  { ...highlight, quote: null },
])('shows nothing of %j', annotation => {
  expect(isShown(annotation as Annotation)).toBe(false)
})
