import { expect, it } from 'vitest'
import { answerTo, Source } from '../../../../renderer/reader/text/questions.ts'
import { citesRaised, raisedCitations } from '../../../../renderer/reader/text/raised.ts'
import { referencesOf } from '../../../../renderer/reader/text/references.ts'
import { pageOfLines, pageOfRuns } from './page.ts'

const list = pageOfLines(
  'References',
  ...['Hu, E. LoRA.', 'Ba, J. Adam.', 'Vaswani, A. Attention.', 'He, K. Residual nets.', 'Li, F. Vision.'].map(
    (entry, index) => `${index + 1}. ${entry} Journal, 201${index}.`,
  ),
)
const references = referencesOf([list])

/** Words with small ones raised 4 points behind them. */
function lineOf(...parts: string[]) {
  let x = 72
  return pageOfRuns(
    parts.map((text, index) => {
      const isSmall = index % 2 === 1
      const sizePt = isSmall ? 6 : 10
      const run = { text, x, y: isSmall ? 704 : 700, sizePt, endsLine: index === parts.length - 1 }
      x += text.length * sizePt * 0.5
      return run
    }),
  )
}
const cited = (...parts: string[]) => {
  const page = lineOf(...parts)
  return raisedCitations(page, 2, references).map(({ targets, start, end }) => [page.text.slice(start, end), targets])
}

it('reads raised numbers, lists and ranges behind words', () => {
  expect(cited('as was shown', '1', ' before, and again.', '2,4', ' It holds', '3–5', ' widely')).toEqual([
    ['1', [0]],
    ['2,4', [1, 3]],
    ['3–5', [2, 3, 4]],
  ])
})

it('takes no exponents, and no number that the list lacks', () => {
  expect(cited('the norm x', '2', ' and 10', '3', ' with a footnote', '9', ' here')).toEqual([])
})

it('reads numbers that the font itself raises', () => {
  const page = pageOfLines('as was shown¹ before.²˒⁴ It holds³⁻⁵, x² not')
  expect(raisedCitations(page, 2, references).map(({ targets }) => targets)).toEqual([[0], [1, 3], [2, 3, 4]])
})

it('leaves the numbers of institutes on the first page alone', () => {
  const page = lineOf('Edward Hu', '1', ' and Jimmy Ba', '2', ' Abstract. We follow others', '3', '.')
  expect(raisedCitations(page, 1, references).map(({ targets }) => targets)).toEqual([[2]])
})

it('takes raised numbers for footnotes where the paper cites in brackets', () => {
  expect(citesRaised([lineOf('as was shown', '1'), list], references)).toBe(true)
  expect(citesRaised([pageOfLines('as in [1], [2] and [3]'), list], references)).toBe(true)
  expect(citesRaised([pageOfLines(...Array.from({ length: 9 }, () => 'as in [1]')), list], references)).toBe(false)
})

it('answers what stands under the pointer, and nothing inside the list itself', () => {
  const page = lineOf('as was shown', '2', ' before')
  const source = new Source()
  source.add([page, list])
  expect(answerTo({ kind: 'pointed', page: 1, offset: 12 }, source)).toMatchObject({
    kind: 'references',
    references: [{ number: '2', name: 'Ba' }],
  })
  expect(answerTo({ kind: 'pointed', page: 2, offset: 14 }, source)).toBeNull()
})
