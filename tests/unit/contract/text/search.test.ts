import { expect, it } from 'vitest'
import { type FindQuery, hitsOf } from '../../../../electron/contract/text/search.ts'
import { searchableFrom } from '../../../../electron/contract/text/searchable.ts'
import { pageOfLines, pageOfRuns } from '../../reader/text/page.ts'

const query = (text: string, options: Partial<FindQuery> = {}): FindQuery => ({
  text,
  matchCase: false,
  wholeWord: false,
  matchDiacritics: false,
  regex: false,
  ...options,
})
const find = (pages: Parameters<typeof searchableFrom>[0], text: string, options: Partial<FindQuery> = {}) => {
  const found = hitsOf(searchableFrom(pages), query(text, options)).hits
  return found.map(({ parts, words }) => ({
    words,
    raw: parts.map(({ page, start, end }) => `${page}:${pages[page - 1]?.text.slice(start, end)}`),
  }))
}

it('joins lines, broken words and pages', () => {
  const pages = [pageOfLines('Descent meth-', 'ods slow down near a', 'saddle'), pageOfLines('point of the surface')]
  expect(searchableFrom(pages).text).toBe('Descent methods slow down near a saddle point of the surface ')
  expect(find(pages, 'methods')).toEqual([{ words: 'methods', raw: ['1:meth-ods'] }])
  expect(find(pages, 'saddle point')).toEqual([{ words: 'saddle point', raw: ['1:saddle', '2:point'] }])
})

it('keeps the hyphen of a word that has one elsewhere', () => {
  const pages = [pageOfLines('a low-rank update and a low-', 'rank one')]
  expect(find(pages, 'low-rank')).toHaveLength(2)
})

it('finds what stands behind hyphens that only a later page decides on', () => {
  const pages = [pageOfLines('a low-', 'rank term of a self-', 'adjoint map'), pageOfLines('low-rank again, at last')]
  const { text, pageEnds } = searchableFrom(pages)
  expect(text).toBe('a low-rank term of a selfadjoint map low-rank again, at last ')
  expect(text.slice(0, pageEnds[0])).toBe('a low-rank term of a selfadjoint map ')
  expect(find(pages, 'selfadjoint map')).toEqual([{ words: 'selfadjoint map', raw: ['1:self-adjoint map'] }])
  expect(find(pages, 'again, at')).toEqual([{ words: 'again, at', raw: ['2:again, at'] }])
  expect(find(pages, 'low-rank').map(({ raw }) => raw)).toEqual([['1:low-rank'], ['2:low-rank']])
})

it('tells apart the letters of a long text', () => {
  const line = 'the ﬁne grain of a ﬂat 鞍点 minimum'
  const pages = [pageOfLines(...Array.from({ length: 800 }, (_, index) => `${line} ${index}`))]
  const found = find(pages, 'minimum 799')
  expect(found).toEqual([{ words: 'minimum 799', raw: ['1:minimum 799'] }])
  expect(find(pages, 'fine grain')).toHaveLength(800)
  expect(find(pages, 'flat').at(-1)).toEqual({ words: 'flat', raw: ['1:ﬂat'] })
})

it('spells ligatures and makes wide forms narrow', () => {
  const pages = [pageOfLines('an eﬃcient ﬁlter of ＡＢＣ１２'), pageOfLines('naïve and nai\u0308ve')]
  expect(find(pages, 'efficient filter')).toEqual([{ words: 'efficient filter', raw: ['1:eﬃcient ﬁlter'] }])
  expect(find(pages, 'abc12')).toHaveLength(1)
  expect(find(pages, 'ＡＢＣ')).toHaveLength(1)
  expect(find(pages, 'naive')).toHaveLength(2)
  expect(find(pages, 'naive', { matchDiacritics: true })).toHaveLength(0)
  expect(find(pages, 'naïve', { matchDiacritics: true })).toHaveLength(2)
})

it('takes the spaces out of Chinese and joins its lines', () => {
  const pages = [pageOfLines('鞍 点处的梯度为零，它既不是极小', '值点，也不是极大值点。')]
  expect(find(pages, '鞍点')).toEqual([{ words: '鞍点', raw: ['1:鞍 点'] }])
  expect(find(pages, '极小值点')).toEqual([{ words: '极小值点', raw: ['1:极小值点'] }])
  expect(find(pages, '梯度', { wholeWord: true })).toHaveLength(1)
})

it('minds case, whole words and regular expressions', () => {
  const pages = [pageOfLines('The rank of rankings: Rank 4 or rank 8.'), pageOfLines('rank 16')]
  expect(find(pages, 'rank')).toHaveLength(5)
  expect(find(pages, 'Rank', { matchCase: true })).toHaveLength(1)
  expect(find(pages, 'rank', { wholeWord: true })).toHaveLength(4)
  expect(find(pages, 'rank \\d+', { regex: true }).map(({ words }) => words)).toEqual(
    ['rank 4', 'rank 8', 'rank 16'].map((w, i) => (i === 0 ? 'Rank 4' : w)),
  )
  expect(find(pages, '^.*$', { regex: true })).toHaveLength(0)
  expect(find(pages, 'Rank .*', { regex: true, matchCase: true })).toEqual([
    { words: 'Rank 4 or rank 8.', raw: ['1:Rank 4 or rank 8.'] },
  ])
  expect(() => find(pages, '(', { regex: true })).toThrow(SyntaxError)
  expect(find(pages, '   ')).toHaveLength(0)
})

it('finds across the lines of one of two woven columns', () => {
  const left = [
    'weights that are kept f',
    'rozen while two thin m',
    'atrices learn what is x',
    'missing from them, and',
    'their product is added',
    'to the frozen weights',
    'when the model is used',
  ]
  const right = [
    'how the rank was chosen',
    'by sweeping over powers',
    'of two until the loss o',
    'held out text no longer',
    'became any smaller, so',
    'that a rank of eight is',
    'enough for every task t',
  ]
  const woven = left.flatMap((text, index) => [
    { text, x: 72, y: 700 - 14 * index, endsLine: false },
    { text: right[index] ?? '', x: 330, y: 700 - 14 * index },
  ])
  const [hit] = find([pageOfRuns(woven)], 'and their product')
  expect(hit).toEqual({ words: 'and their product', raw: ['1:and', '1:their product'] })
})

it('shows the words around a hit', () => {
  const source = searchableFrom([pageOfLines('Momentum carries the iterate across a plateau.')])
  expect(hitsOf(source, query('iterate')).hits[0]).toMatchObject({
    before: 'Momentum carries the ',
    words: 'iterate',
    after: ' across a plateau. ',
  })
})

it('keeps places where a capital letter has a longer small one', () => {
  const pages = [pageOfLines('İİİİ İstanbul METRIC space')]
  expect(find(pages, 'metric', { matchDiacritics: true })).toEqual([{ words: 'METRIC', raw: ['1:METRIC'] }])
})
