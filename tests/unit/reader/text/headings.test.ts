import { expect, it } from 'vitest'
import { headingsOf } from '../../../../renderer/reader/text/headings.ts'
import { type Drawn, pageOfRuns } from './page.ts'

const prose = (count: number): Drawn[] =>
  Array.from({ length: count }, (_, index) => ({
    text: `Line ${index} of the prose that fills a page, as prose does.`,
  }))
const head = (text: string, sizePt: number, font = 1): Drawn => ({ text, sizePt, font })
const titles = (pages: Parameters<typeof headingsOf>[0]) =>
  headingsOf(pages).map(({ title, level, page }) => `${page} ${'-'.repeat(level)}${title}`)

it('finds numbered headings by font, with the depth of their number', () => {
  const first = [
    head('A Paper about Saddle Points', 18),
    head('Abstract', 10),
    ...prose(8),
    head('1 Introduction', 12),
    ...prose(9),
  ]
  const second = [
    head('1.1 Problem statement', 10),
    ...prose(6),
    head('2 Low-rank updates', 12),
    ...prose(5),
    head('References', 12),
  ]
  expect(titles([pageOfRuns(first), pageOfRuns(second)])).toEqual([
    '1 -Abstract',
    '1 1 Introduction',
    '2 -1.1 Problem statement',
    '2 2 Low-rank updates',
    '2 References',
  ])
})

it('joins a heading over two lines and leaves running heads alone', () => {
  const page = (number: number): Drawn[] => [
    { text: `Journal of Saddles ${number}`, sizePt: 12, font: 2, y: 760 },
    { text: '3 A heading that is so long that it goes', sizePt: 13, font: 1, y: 700 },
    { text: 'over two lines', sizePt: 13, font: 1, y: 684 },
    ...prose(10).map((line, index) => ({ ...line, y: 660 - 12 * index })),
  ]
  const found = titles([page(1), page(2), page(3)].map(pageOfRuns))
  expect(found).toHaveLength(3)
  expect(found[0]).toBe('1 3 A heading that is so long that it goes over two lines')
})

it('reads Chinese headings', () => {
  const text: Drawn[] = Array.from({ length: 12 }, () => ({
    text: '鞍点处的梯度为零，但它既不是极小值点，也不是极大值点。',
  }))
  const page = [head('第一章 绪论', 16), ...text, head('第一节 问题', 13), ...text, head('参考文献', 16), ...text]
  expect(titles([pageOfRuns(page)])).toEqual(['1 第一章 绪论', '1 -第一节 问题', '1 参考文献'])
})

it('finds none in plain prose, and no sentence or equation', () => {
  expect(titles([pageOfRuns(prose(30))])).toEqual([])
  const odd = [head('3.5 is the largest value that we saw in it.', 10), head('x = 4', 14), head('1 000 units,', 14)]
  expect(titles([pageOfRuns([...prose(20), ...odd])])).toEqual([])
})
