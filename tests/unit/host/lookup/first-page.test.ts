import { expect, test } from 'vitest'
import type { PageText } from '../../../../electron/contract/text/page-text.ts'
import { firstPageOf } from '../../../../electron/host/lookup/first-page.ts'

type Line = readonly [text: string, sizePt: number, y: number, angle?: number]
function paper(lines: readonly Line[], title = '') {
  let text = ''
  const runs: number[] = []
  for (const [words, size, y, angle = 0] of lines) {
    runs.push(text.length, 72, y, words.length * size * 0.5, size, angle, 1)
    text += words
  }
  const page: PageText = { text, runs, view: [0, 0, 612, 792], rotate: 0 }
  return { version: 3 as const, title, pages: [page], annotations: 0 }
}

test('reads title, arXiv number and year from an arXiv paper', () => {
  expect(
    firstPageOf(
      paper([
        ['arXiv:2203.12119v1 [cs.CV] 23 Mar 2022', 20, 300, 90],
        ['Visual Prompts for a', 17, 720],
        ['Frozen Trans-', 17, 700],
        ['former', 17, 680],
        ['Ada Berg, Grace Hill', 11, 650],
        ['Abstract. We tune little.', 10, 600],
      ]),
    ),
  ).toEqual({ title: 'Visual Prompts for a Frozen Transformer', doi: null, arxivId: '2203.12119', year: 2022 })
})

test('reads a DOI and a year from a journal’s page, and takes the document’s own title', () => {
  expect(
    firstPageOf(
      paper(
        [
          ['Journal of Slopes 12 (2019) 100–110', 9, 760],
          ['https://doi.org/10.1000/xyz.1', 8, 750],
          ['Some large words', 18, 700],
          ['© 2019 Press', 8, 40],
        ],
        'On Curvature',
      ),
    ),
  ).toEqual({ title: 'On Curvature', doi: '10.1000/xyz.1', arxivId: null, year: 2019 })
})

test('takes the year of a work that is cited for no year of the paper', () => {
  const page = paper([
    ['Some large words of a title', 18, 700],
    ['as Vaswani et al. (2017) have shown, and others (2021)', 10, 600],
  ])
  expect(firstPageOf(page).year).toBeNull()
})

test('joins the lines of a Chinese title without a space', () => {
  expect(
    firstPageOf(
      paper([
        ['鞍点附近的', 20, 700],
        ['梯度下降', 20, 670],
        ['摘要', 12, 600],
      ]),
    ).title,
  ).toBe('鞍点附近的梯度下降')
})

test('says nothing where nothing is said', () => {
  expect(firstPageOf({ version: 3, title: '', pages: [], annotations: 0 })).toEqual({
    title: null,
    doi: null,
    arxivId: null,
    year: null,
  })
  expect(
    firstPageOf(
      paper([
        ['12', 30, 700],
        ['a few', 10, 600],
      ]),
    ).title,
  ).toBeNull()
})

test('takes for a title neither a text that is all of one size nor letters that mean nothing', () => {
  const body = Array.from({ length: 8 }, (_, line): Line => [
    `line ${line} of words that go on and on`,
    12,
    700 - line * 15,
  ])
  expect(firstPageOf(paper(body)).title).toBeNull()
  expect(firstPageOf(paper([['A title \u0003\ue012 of letters', 20, 700]])).title).toBeNull()
})
