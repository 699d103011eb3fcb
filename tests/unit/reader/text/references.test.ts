import { expect, it } from 'vitest'
import { citationsIn, numbersIn, referencesOf } from '../../../../renderer/reader/text/references.ts'
import { pageOfLines, pageOfRuns } from './page.ts'

const numbered = pageOfLines(
  'We follow [2].',
  'References',
  '[1] E. J. Hu, Y. Shen. LoRA: Low-Rank Adaptation of Large Lan-',
  'guage Models. arXiv:2106.09685, 2021.',
  '[2] N. Houlsby et al. Parameter-Efficient Transfer Learning. In ICML, 2019.',
  '[3] D. P. Kingma and J. Ba. Adam. https://doi.org/10.48550/arXiv.1412.6980. 2015.',
  'Appendix',
  '[4] is not a reference',
)

it('reads a numbered list over its lines', () => {
  const references = referencesOf([numbered])
  expect(references).toHaveLength(3)
  expect(references[0]).toMatchObject({ number: '1', name: 'Hu', year: '2021', arxivId: '2106.09685', page: 1 })
  expect(references[0]!.text).toContain('Large Language Models')
  expect(references[1]).toMatchObject({ number: '2', name: 'Houlsby', year: '2019', doi: null })
  expect(references[2]).toMatchObject({ doi: '10.48550/arXiv.1412.6980', year: '2015' })
})

it('takes what stands behind the initials for the title where only a year follows', () => {
  const page = pageOfLines(
    'References',
    '1. Hu, E. LoRA: Low-Rank Adaptation. 2021.',
    '2. Houlsby, N. and Jastrzebski, S. Transfer Learning for NLP. 2019.',
    '3. E. J. Hu, Y. Shen. Prefix Tuning Revisited. 2021.',
  )
  expect(referencesOf([page]).map(({ title }) => title)).toEqual([
    'LoRA: Low-Rank Adaptation',
    'Transfer Learning for NLP',
    'Prefix Tuning Revisited',
  ])
})

it('reads a list by names, whose lines hang', () => {
  const lines = [
    { text: 'References', x: 72 },
    { text: 'Hu, E., Shen, Y. (2021). LoRA: Low-rank adaptation of', x: 72 },
    { text: 'large language models.', x: 90 },
    { text: 'Houlsby, N. (2019). Parameter-efficient transfer', x: 72 },
    { text: 'learning for NLP.', x: 90 },
    { text: 'Vaswani, A. (2017). Attention is all', x: 72 },
    { text: 'you need.', x: 90 },
  ]
  const references = referencesOf([pageOfRuns(lines)])
  expect(references.map(({ name, year }) => `${name} ${year}`)).toEqual(['Hu 2021', 'Houlsby 2019', 'Vaswani 2017'])
  const text = 'Low rank (Hu et al., 2021), as Vaswani and Shazeer (2017) and Nobody (2018) say'
  expect(citationsIn(text, references).map(({ targets, start, end }) => [targets, text.slice(start, end)])).toEqual([
    [[0], 'Hu et al., 2021'],
    [[2], 'Vaswani and Shazeer (2017'],
  ])
})

it('reads lists and ranges of numbers', () => {
  expect(numbersIn('3, 5–7')).toEqual(['3', '5', '6', '7'])
  const references = referencesOf([numbered])
  const text = 'as in [1, 3] and [2–3], not [9]'
  expect(citationsIn(text, references).map(({ targets }) => targets)).toEqual([
    [0, 2],
    [1, 2],
  ])
})

it('finds none where there is no list', () => {
  expect(referencesOf([pageOfLines('Plain prose', '[1] in it')])).toEqual([])
})

it('reads several names, years and letters, over the end of a line', () => {
  const references = referencesOf([
    pageOfLines(
      'References',
      '[1] Hu, E. (2021a). LoRA: Low-rank adaptation of models.',
      '[2] Hu, E. (2021b). Another work of the same year.',
      '[3] Hu, E. (2019). An earlier work of that author.',
    ),
  ])
  const cited = (text: string) => citationsIn(text, references).map(({ targets }) => targets)
  expect(cited('(Hu, Shen, and Wallis, 2021b)')).toEqual([[1]])
  expect(cited('Hu etal. (2019; 2021a)')).toEqual([[2, 0]])
  expect(cited('Hu & Shen 2021a, b')).toEqual([[0, 1]])
  expect(cited('(Hu et al.,2021)')).toEqual([[0, 1]])
})

it('reads bare numbers that count up from one, raised or before a gap', () => {
  const references = referencesOf([
    pageOfRuns([
      { text: 'References', x: 72 },
      { text: '1', x: 72, y: 682, sizePt: 6, endsLine: false },
      { text: 'Smith J. Heat kernels on graphs. Nature', x: 78, y: 680 },
      { text: '12 Physics Letters, 2019.', x: 90, y: 668 },
      { text: '2 van der Berg K. Saddle points of convex games. 2020 Annals,', x: 72, y: 656 },
      { text: '3 Lectures on Analysis, 1 (1998) 3–9.', x: 90, y: 644 },
      { text: '2021 Proceedings of the Society.', x: 90, y: 632 },
      { text: '3 李明. 鞍点与对偶. 数学学报, 2018.', x: 72, y: 620 },
    ]),
    pageOfRuns([
      { text: '4 A. Author', x: 72, y: 760 },
      { text: '4 Jones A. A later work of many words. 2022.', x: 72, y: 740 },
      { text: '5 “On quotation”. Jones A., 2023.', x: 72, y: 728 },
    ]),
  ])
  expect(references.map(({ number, name, year }) => `${number} ${name} ${year}`)).toEqual([
    '1 Smith 2019',
    '2 van der Berg 2020',
    '3 李明 2018',
    '4 Jones 2022',
    '5  2023',
  ])
  expect(references[0]!.text).toBe('Smith J. Heat kernels on graphs. Nature 12 Physics Letters, 2019.')
  expect(citationsIn('as shown [2, 4–5]', references)[0]?.targets).toEqual([1, 3, 4])
})

it('reads bare numbers over two columns, and a list by names is none of that', () => {
  const title = { text: 'References', x: 72, y: 700 }
  const entries = Array.from({ length: 12 }, (_, index) => ({
    text: `${index + 1} Name${'abcdefghijkl'[index]} A. Work number so and so, 20${10 + index}.`,
    // Numbers of two digits begin further left.
    x: (index < 6 ? 72 : 320) - (index >= 9 ? 5 : 0),
    y: 688 - 12 * (index % 6),
  }))
  expect(referencesOf([pageOfRuns([title, ...entries])]).map(({ number }) => number)).toEqual(
    entries.map((_, index) => String(index + 1)),
  )
  const byName = referencesOf([
    pageOfRuns([
      { text: 'References', x: 72 },
      { text: 'Hu, E. (2021). Low-rank adaptation. Journal of Learning', x: 72 },
      { text: '1 Supplement, 12–19.', x: 90 },
      { text: 'Houlsby, N. (2019). Parameter-efficient transfer. Journal', x: 72 },
      { text: '2 Supplement, 30–41.', x: 90 },
    ]),
  ])
  expect(byName.map(({ number, name }) => [number, name])).toEqual([
    [null, 'Hu'],
    [null, 'Houlsby'],
  ])
})

it('reads a Chinese list, also where radicals stand for letters', () => {
  const page = pageOfLines(
    '参见文献[1]。',
    '参考\u2f42献',
    '[1] 张 三 , 李 四 . 深 度 学 习 中 的 鞍 点',
    '问题[J]. 计算机学报, 2020, 43(5): 801-815.',
    '[2] Kingma D P, Ba J. Adam: A method for stochastic optimization[C]. ICLR, 2015.',
  )
  expect(referencesOf([page]).map(({ name, title, year }) => [name, title, year])).toEqual([
    ['张三', '深度学习中的鞍点问题', '2020'],
    ['Kingma', 'Adam: A method for stochastic optimization', '2015'],
  ])
})
