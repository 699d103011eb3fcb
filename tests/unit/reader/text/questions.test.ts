import { expect, it } from 'vitest'
import { answerTo, type Question, Source } from '../../../../renderer/reader/text/questions.ts'
import { pageOfLines } from './page.ts'

const pages = [
  pageOfLines('Noise is broken at its hy-', 'phen, as Figure 2 says.'),
  pageOfLines('Figure 2: Noise.', 'There is no more of it.'),
]

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

it('is asked before the last page in vain', () => {
  const source = new Source()
  source.add(pages)
  expect(() => source.searchable).toThrow('before the last page')
})
