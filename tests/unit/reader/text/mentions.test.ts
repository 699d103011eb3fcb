import { expect, it } from 'vitest'
import { mentionsIn, numbersOf } from '../../../../renderer/reader/text/mentions.ts'

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

it('tells one kind from another, and § from all of them', () => {
  expect(said('by §3.1, Lemma 2, Prop. 4, Definition 1 and Appendix B.2; in figure 7 and table 8')).toEqual([
    'section 3.1 «§3.1»',
    'lemma 2 «Lemma 2»',
    'proposition 4 «Prop. 4»',
    'definition 1 «Definition 1»',
    'appendix B.2 «Appendix B.2»',
    'figure 7 «figure 7»',
    'table 8 «table 8»',
  ])
})

it('reads each of a list', () => {
  expect(said('Figs. 1 and 2, Tables 1–3, Eqs. (1), (2) and (4); 图 3、4 和 5')).toEqual([
    'figure 1 «Figs. 1»',
    'figure 2 «2»',
    'table 1 «Tables 1»',
    'table 3 «3»',
    'equation 1 «Eqs. (1)»',
    'equation 2 «(2)»',
    'equation 4 «(4)»',
    'figure 3 «图 3»',
    'figure 4 «4»',
    'figure 5 «5»',
  ])
  expect(said('In Fig. 2, 30 steps are shown')).toEqual(['figure 2 «Fig. 2»'])
})

it('knows that a number may go on with what the next line begins with', () => {
  const [mention] = mentionsIn('as in Eq. 4.2 Related Work')
  expect(mention && numbersOf(mention)).toEqual(['4.2', '4'])
})
