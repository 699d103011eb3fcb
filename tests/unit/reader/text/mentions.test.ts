import { expect, it } from 'vitest'
import { mentionsIn, targetKey, targetsOf } from '../../../../renderer/reader/text/mentions.ts'
import { pageOfLines, pageOfRuns } from './page.ts'

const said = (text: string) =>
  mentionsIn(text).map(({ kind, number, start, end }) => `${kind} ${number} «${text.slice(start, end)}»`)

it('reads what a text speaks of, in English and Chinese', () => {
  expect(said('See Fig. 3 and Table 2; by Eq. (5) of Section 4.1, Algorithm 1 and Theorem 2.3 hold.')).toEqual([
    'figure 3 «Fig. 3»',
    'table 2 «Table 2»',
    'equation 5 «Eq. (5)»',
    'section 4.1 «Section 4.1»',
    'algorithm 1 «Algorithm 1»',
    'theorem 2.3 «Theorem 2.3»',
  ])
  expect(said('如图 3 和表2所示，由式（5）可得；见第 4 节。')).toEqual([
    'figure 3 «图 3»',
    'table 2 «表2»',
    'equation 5 «式（5）»',
    'section 4 «第 4 节»',
  ])
  expect(said('a figure of speech, the table is set, figured 3 of them')).toEqual([])
})

it('finds captions, numbered equations and headings', () => {
  const first = pageOfLines('As Figure 1 shows, it falls.', 'Figure 1: Loss against steps.', '表 2 结果')
  const second = pageOfRuns([
    { text: 'h = Wx + BAx', x: 200, y: 500, endsLine: false },
    { text: '(5)', x: 520, y: 500 },
    { text: 'This sentence ends with a citation of the equation (6)', y: 480 },
  ])
  const targets = targetsOf([first, second], [{ title: '4.1 Limits', level: 1, page: 2, topPt: 700 }])
  expect([...targets.keys()].sort()).toEqual(['equation 5', 'figure 1', 'section 4.1', 'table 2'])
  const figure = targets.get(targetKey('figure', '1'))!
  expect(figure.page).toBe(1)
  // The caption's line at 688 is in the crop, with room for the picture above it.
  expect(figure.rectPt[1]).toBeLessThan(688)
  expect(figure.rectPt[3]).toBeGreaterThan(780)
  expect(targets.get('equation 5')).toMatchObject({ page: 2 })
})
