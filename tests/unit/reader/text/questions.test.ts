import { expect, it } from 'vitest'
import { answerTo, type Question, Source } from '../../../../renderer/reader/text/questions.ts'
import { pageOfLines, pageOfRuns } from './page.ts'

const pages = [
  pageOfLines('Noise is broken at its hy-', 'phen, as Figure 2 says.'),
  pageOfLines('Figure 2: Noise.', 'There is no more of it.'),
]

interface Answer {
  of?: string
  number?: string
  references?: { number: string }[]
  target?: { rectPt: number[] }
}

function madeOf(): Source {
  const source = new Source()
  source.add(pages)
  source.end()
  return source
}

it('answers from what another worker made as from the pages', () => {
  const first = madeOf()
  const next = new Source()
  next.take(structuredClone(first.searchable))
  next.end()
  const find: Question = {
    kind: 'find',
    query: { text: 'hyphen', matchCase: false, wholeWord: false, matchDiacritics: false, regex: false },
  }
  expect(answerTo(find, next)).toEqual(answerTo(find, first))
  expect(answerTo(find, next)).toMatchObject({ hits: [{ words: 'hyphen' }] })

  // The pages come behind it, before the first question that needs them.
  next.add(pages)
  const pointed: Question = { kind: 'pointed', page: 1, offset: pages[0]?.text.indexOf('Figure 2') ?? -1 }
  expect(answerTo({ kind: 'headings' }, next)).toEqual(answerTo({ kind: 'headings' }, first))
  expect(answerTo(pointed, next)).toMatchObject({ kind: 'part', of: 'figure', number: '2', target: { page: 2 } })
  expect(answerTo(find, next)).toEqual(answerTo(find, first))
})

it('finds by every spelling, whatever was asked before', () => {
  const source = madeOf()
  const countOf = (text: string, matchCase: boolean) => {
    const query = { text, matchCase, wholeWord: false, matchDiacritics: false, regex: false }
    return (answerTo({ kind: 'find', query }, source) as { hits: unknown[] }).hits.length
  }
  expect([countOf('noise', false), countOf('noise', true), countOf('Noise', true), countOf('NOISE', false)]).toEqual([
    2, 0, 2, 2,
  ])
})

it('is asked before the last page in vain', () => {
  const source = new Source()
  source.add(pages)
  expect(() => source.searchable).toThrow('before the last page')
})

it('knows the entry that a link leads to by its column, and by its height alone where no column is told', () => {
  const source = new Source()
  const entry = (number: number, x: number, y: number) => ({
    text: `[${number}] Author ${number}, A. (2017). Some time where it must be. Journal of Findings.`,
    x,
    y,
  })
  source.add([
    pageOfRuns([
      { text: 'References', y: 740 },
      entry(1, 72, 700),
      entry(2, 72, 660),
      entry(3, 320, 702),
      entry(4, 320, 662),
    ]),
  ])
  source.end()
  const at = (topPt: number, leftPt: number | null, words = '') =>
    (answerTo({ kind: 'linked', page: 1, topPt, leftPt, words }, source) as Answer | null)?.references?.[0]?.number
  expect([at(711, 72), at(711, 318), at(671, 60), at(671, 330)]).toEqual(['1', '3', '2', '4'])
  expect(at(710, null)).toBe('1')
  expect(at(500, 72)).toBeUndefined()
  // The number that the link itself says counts more, where the list has it.
  expect([at(711, 72, '[4]'), at(500, 72, ' 2, '), at(711, 72, '[9]'), at(711, 72, 'Author')]).toEqual([
    '4',
    '2',
    '1',
    '1',
  ])
})

it('knows the part that a link leads to by its words and its place', () => {
  const source = new Source()
  const column = (x: number, top: number, length: number) =>
    Array.from({ length }, (_, index) => ({
      text: 'the slope is small on every side of a saddle poin',
      x,
      y: top - 11 * index,
    }))
  source.add([
    pageOfRuns([
      { text: 'Figure 2: Noise.', x: 50, y: 400, sizePt: 9 },
      { text: 'Table 2: Less of it.', x: 316, y: 700, sizePt: 9 },
      { text: 'LoRA 8 1.2', x: 316, y: 688 },
      ...column(50, 720, 5),
      ...column(50, 340, 30),
      ...column(316, 640, 57),
    ]),
  ])
  source.end()
  const at = (topPt: number, words: string, leftPt: number | null = null) =>
    answerTo({ kind: 'linked', page: 1, topPt, leftPt, words }, source) as Answer | null
  expect(at(792, 'Figure 2')).toMatchObject({ of: 'figure', number: '2' })
  expect([at(708, '2', 316), at(405, '2', 50)].map(found => found?.of)).toEqual(['table', 'figure'])
  // Any other link shows the column that it leads to.
  const place = at(200, 'there', 316)
  expect(place?.of).toBe('place')
  expect(place?.target?.rectPt[0]).toBeCloseTo(308)
  expect(at(785, 'there')).toBeNull()
})
