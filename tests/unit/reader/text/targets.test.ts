import { expect, it } from 'vitest'
import { targetKey } from '../../../../renderer/reader/text/mentions.ts'
import { targetsOf } from '../../../../renderer/reader/text/targets.ts'
import { type Drawn, pageOfLines, pageOfRuns } from './page.ts'

it('finds captions, numbered equations and headings', () => {
  const first = pageOfLines('As Figure 1 shows, it falls.', 'Figure 1: Loss against steps.', '表 2 结果')
  const second = pageOfRuns([
    { text: '4.1 Limits', y: 690 },
    { text: 'h = Wx + BAx', x: 200, y: 500, endsLine: false },
    { text: '(5)', x: 520, y: 500 },
    { text: 'This sentence ends with a citation of the equation (6)', y: 480 },
  ])
  const targets = targetsOf([first, second], [{ title: '4.1 Limits', level: 1, page: 2, topPt: 700 }])
  expect([...targets.keys()].sort()).toEqual(['equation 5', 'figure 1', 'section 4.1', 'table 2'])
  const figure = targets.get(targetKey('figure', '1'))!
  expect(figure.page).toBe(1)
  // The caption's line at 688 is in the crop, with room for the picture above it, up to the running head.
  expect(figure.rectPt[1]).toBeLessThan(688)
  expect(figure.rectPt[3]).toBeGreaterThan(730)
  expect(targets.get('equation 5')).toMatchObject({ page: 2 })
})

it('takes a caption for it, and no sentence that begins so', () => {
  const body = 'Figure 2 shows that momentum helps to leave the plateau sooner'
  const sentence = pageOfLines(
    'and that is what was to be seen in the first of the two',
    body,
    'which is why it is used',
  )
  const caption = pageOfRuns([{ text: 'Figure 2: Momentum.', y: 400 }, ...prose(72, 380, 8)])
  expect(targetsOf([sentence, caption], []).get('figure 2')?.page).toBe(2)
  const chinese = [
    pageOfRuns([
      { text: '动量可以帮助迭代越过平坦的区域，少量噪声' },
      // Chinese is often set in several fonts.
      { text: '图 2 表明动量有效，下降法因此变慢', font: 3 },
      { text: '往往足以离开鞍点' },
    ]),
    pageOfRuns([{ text: '图 2 动量越过平坦区', y: 400, sizePt: 9 }, ...prose(72, 380, 8)]),
  ]
  expect(targetsOf(chinese, []).get('figure 2')?.page).toBe(2)
  const contents = pageOfLines('Figure 1: Loss . . . . . . . 12', 'Figure 2: Momentum . . . . 14')
  expect(targetsOf([contents, caption], []).get('figure 2')?.page).toBe(2)
})

it('takes an equation for it, whatever its signs, and no sentence with a number at its end', () => {
  const page = pageOfRuns([
    { text: 'where x = 3 by the bound in the equation above (2)', y: 600 },
    { text: 'w ← w − η g', x: 200, y: 500, endsLine: false },
    { text: ' ', x: 255, y: 500, endsLine: false },
    { text: '(2)', x: 520, y: 500 },
  ])
  expect(targetsOf([page], []).get('equation 2')?.rectPt[1]).toBeLessThan(480)
  expect(targetsOf([page], []).get('equation 2')?.rectPt[3]).toBeLessThan(580)
})

/** Lines of a paragraph, as wide as a column of a two-column page. */
const prose = (x: number, y: number, count: number): Drawn[] =>
  Array.from({ length: count }, (_, index) => ({
    text: 'the slope is small on every side of a saddle poin',
    x,
    y: y - 12 * index,
  }))

it('shows a figure of a column up to the prose above it, with its whole caption', () => {
  const page = pageOfRuns([
    ...prose(50, 720, 5),
    { text: 'Figure 1: The loss of three optimisers, and the band', x: 50, y: 500, sizePt: 9 },
    { text: 'is one standard deviation over seeds.', x: 50, y: 490, sizePt: 9 },
    ...prose(50, 460, 10),
    ...prose(316, 720, 30),
  ])
  const [left, bottom, right, top] = targetsOf([page], []).get('figure 1')!.rectPt
  expect([left, right].map(Math.round)).toEqual([42, 303])
  expect(top, 'below the prose').toBeLessThan(672)
  expect(top).toBeGreaterThan(660)
  expect(bottom, 'below the caption').toBeLessThan(490)
  expect(bottom).toBeGreaterThan(470)
})

it('shows a figure across both columns whole, though its caption is short', () => {
  const page = pageOfRuns([
    { text: 'Figure 1: The whole.', x: 50, y: 500, sizePt: 9 },
    ...prose(50, 470, 20),
    ...prose(316, 470, 20),
  ])
  expect(targetsOf([page], []).get('figure 1')?.rectPt).toMatchObject({ 0: 0, 2: 612 })
})

it('shows a table under its caption, and over it where it stands there', () => {
  const rows = (y: number): Drawn[] => [3, 2, 1].map((rank, index) => ({ text: `LoRA ${rank}`, y: y - 12 * index }))
  const caption: Drawn = { text: 'Table 1: Loss against rank.', y: 600, sizePt: 9 }
  const wide = (y: number): Drawn[] => prose(72, y, 3).map(line => ({ ...line, text: line.text.repeat(2) }))
  const under = pageOfRuns([...wide(700), caption, ...rows(585), ...wide(530)])
  const [, bottom, , top] = targetsOf([under], []).get('table 1')!.rectPt
  expect(top).toBeLessThan(620)
  expect(bottom).toBeLessThan(561)
  expect(bottom).toBeGreaterThan(535)
  const over = pageOfRuns([...wide(720), ...rows(650), caption, ...wide(580)])
  expect(targetsOf([over], []).get('table 1')!.rectPt[3]).toBeGreaterThan(660)
  expect(targetsOf([over], []).get('table 1')!.rectPt[1]).toBeGreaterThan(585)
})

it('finds an appendix by its letter', () => {
  const page = pageOfRuns([{ text: 'B Proofs', y: 600, sizePt: 14 }, ...prose(72, 580, 3)])
  const heading = { title: 'B Proofs', level: 0, page: 1, topPt: 614 }
  expect(targetsOf([page], [heading]).get(targetKey('appendix', 'B'))?.page).toBe(1)
})
