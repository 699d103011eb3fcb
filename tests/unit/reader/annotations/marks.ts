import type { Ink, Note, TextMark } from '../../../../electron/contract/annotation.ts'

const base = {
  paper: 'a'.repeat(64),
  color: 'yellow',
  comment: '',
  author: 'Ada',
  createdAt: '2026-01-02T00:00:00Z',
  modifiedAt: '2026-01-02T00:00:00Z',
}
/** A passage of a page, `exact.length` units long from `start`. */
export const passage = (
  id: string,
  page: number,
  start: number,
  exact: string,
  more: Partial<TextMark> = {},
): TextMark => ({
  ...base,
  id,
  kind: 'highlight',
  quote: { exact, prefix: `before ${id}`, suffix: `after ${id}` },
  parts: [{ page, start, end: start + exact.length, rectsPt: [[start, 700, start + 10, 712]] }],
  ...more,
})
export const note = (id: string, page: number, more: Partial<Note> = {}): Note => ({
  ...base,
  id,
  kind: 'note',
  page,
  pointPt: [100, 700],
  ...more,
})
export const ink = (id: string, page: number, strokes: number[][] = [[0, 0, 10, 10]]): Ink => ({
  ...base,
  id,
  kind: 'ink',
  page,
  strokes,
  widthPt: 2,
})
