import fc from 'fast-check'
import { describe, it } from 'vitest'
import { again, exported, sourceOf, takenIn } from './taken-in.ts'

const word = fc.constantFrom(
  'gradient',
  '凸优化',
  '**strong**',
  '`a[b](c)`',
  '$x_i^2$',
  '《书》',
  'snake_case',
  '-',
  '1.',
  '>',
  '#',
  '\\[',
  '](',
  '![](i.png)',
  'https://example.com/a?b=c',
  '<https://example.org>',
  '[ ]',
  '$5',
  '：',
  ':',
  '，',
  '[ref]',
  '&amp;',
  '<b>',
  'Title: x',
  '论文标题：某文',
)
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map(list => list.join(' '))
const address = fc.integer({ min: 0, max: 9 }).map(n => `https://example.com/page/${n}`)
const link = fc.tuple(words, address).map(([title, url]) => `[${title}](${url})`)
const gap = fc.constantFrom('，', ', ', '：', ' - ', ' ', '；讲义：', ' and ', '', '\n  ', '、**', ' * ', '/')
const links = fc
  .tuple(
    fc.constantFrom('', '综述：', 'See ', '[x] ', '**Label**: '),
    fc.array(fc.tuple(fc.oneof(link, address), gap), { minLength: 1, maxLength: 3 }),
    words,
  )
  .map(([label, list, remark]) => `${label}${list.map(([one, after]) => one + after).join('')}${remark}`)
const bullet = fc
  .tuple(
    fc.constantFrom('', '  ', '   ', '\t', '    '),
    fc.constantFrom('- ', '* ', '1. ', '2) ', '-\t', '-   ', '- - '),
    fc.oneof(links, words, link),
  )
  .map(parts => parts.join(''))
const reference = fc.constantFrom(
  '论文地址：https://arxiv.org/abs/2203.12119',
  '论文标题：Some Title',
  '标题翻译：某题',
  'Paper: https://doi.org/10.1000/xyz',
  'Title: Another',
  '- 论文地址：https://arxiv.org/abs/2203.99999',
  '- 论文标题：T',
  '代码：https://github.com/a/b',
  'https://example.com/alone',
)
const line = fc.oneof(
  bullet,
  bullet,
  reference,
  words,
  links,
  link,
  fc.tuple(fc.constantFrom('# ', '## ', '#### ', '#\t', ' ### '), words).map(parts => parts.join('')),
  fc.constantFrom(
    '===',
    '---',
    '***',
    '```',
    '~~~',
    '$$',
    '\\frac{a}{b}',
    '> quoted [x](https://q.com)',
    '<div>',
    '</div>',
    '<!-- x',
    '-->',
    '| a | b |',
    '    code',
    '[ref]: https://r.com',
    '- ',
    '-',
  ),
)
const list = fc
  .tuple(
    fc.constantFrom('', '\u{feff}'),
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\n\n', '\n\n', '\r\n', '\r\n\r\n', '\n  \n', '\r')), {
      minLength: 1,
      maxLength: 30,
    }),
    fc.boolean(),
  )
  .map(
    ([mark, lines, ended]) =>
      mark + lines.map(([text, eol], index) => text + (ended || index < lines.length - 1 ? eol : '')).join(''),
  )
  .filter(text => text.trim() !== '')

const runs = { numRuns: 60, seed: 1 }

const same = (text: string, other: string): void => {
  if (text !== other) throw new Error(`${JSON.stringify(text)}\nwas to be\n${JSON.stringify(other)}`)
}

describe('a reading list', () => {
  it('comes back byte for byte', () => {
    fc.assert(
      fc.property(list, text => same(exported(takenIn(text).library, 'source-1'), text)),
      runs,
    )
  })
  it('changes nothing when imported again', () => {
    fc.assert(
      fc.property(list, text => same(JSON.stringify(again(takenIn(text).library, text).changes), '[]')),
      runs,
    )
  })
  it('comes back whole from a library of others', () => {
    fc.assert(
      fc.property(list, list, (text, other) => {
        const { library } = takenIn(text, takenIn(other).library, sourceOf(text, 'source-2', 'my list.md'))
        same(exported(library, 'source-2'), text)
      }),
      runs,
    )
  })
})
