import type { KnownAnnotation } from '../../../../electron/contract/annotation.ts'

const base = {
  paper: 'a'.repeat(64),
  color: 'yellow',
  comment: '',
  author: 'Ada 李',
  createdAt: '2026-11-25T18:30:00.000Z',
  modifiedAt: '2026-11-25T19:00:05.000Z',
}
const quote = { exact: 'words', prefix: '', suffix: '' }

/** One annotation of every kind, on one page. */
export const everyKind = (page = 1): KnownAnnotation[] => [
  {
    ...base,
    id: 'mark-1',
    kind: 'highlight',
    quote,
    comment: '重要的 comment: $x^2$ (and a bracket\\',
    tags: ['em', '鞍点'],
    parts: [
      {
        page,
        start: 0,
        end: 5,
        rectsPt: [
          [100, 700, 300, 714],
          [100, 684, 260, 698],
        ],
      },
    ],
  },
  {
    ...base,
    id: 'mark-2',
    kind: 'underline',
    color: 'red',
    quote,
    parts: [{ page, start: 0, end: 5, rectsPt: [[100, 650, 300, 664]] }],
  },
  {
    ...base,
    id: 'mark-3',
    kind: 'strike-out',
    color: 'blue',
    quote,
    parts: [{ page, start: 0, end: 5, rectsPt: [[100, 630, 300, 644]] }],
  },
  {
    ...base,
    id: 'mark-4',
    kind: 'squiggly',
    color: 'green',
    quote,
    parts: [{ page, start: 0, end: 5, rectsPt: [[400, 500, 414, 624]], turn: 90 }],
  },
  { ...base, id: 'mark-5', kind: 'note', color: 'orange', page, pointPt: [320, 700], comment: 'A note' },
  {
    ...base,
    id: 'mark-6',
    kind: 'free-text',
    color: 'red',
    page,
    rectPt: [100, 540, 260, 600],
    sizePt: 12,
    comment: 'Free text, naïve, long enough to be wrapped',
  },
  {
    ...base,
    id: 'mark-7',
    kind: 'free-text',
    color: 'purple',
    page,
    rectPt: [280, 540, 380, 600],
    sizePt: 12,
    comment: '自由文本，中文与 English 混排，会换行。',
  },
  {
    ...base,
    id: 'mark-8',
    kind: 'ink',
    color: 'blue',
    page,
    strokes: [
      [100, 500, 150, 520, 200, 480],
      [250, 500],
    ],
    widthPt: 3,
  },
  { ...base, id: 'mark-9', kind: 'area', color: 'gray', page, rectPt: [100, 400, 200, 460], comment: 'Figure' },
]

/** A highlight of one rectangle. */
export const highlightAt = (
  id: string,
  page: number,
  rectPt: readonly [number, number, number, number],
  comment = '',
): KnownAnnotation => ({
  ...base,
  id,
  kind: 'highlight',
  quote,
  comment,
  parts: [{ page, start: 0, end: 5, rectsPt: [[...rectPt]] }],
})
