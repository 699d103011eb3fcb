import { expect, it } from 'vitest'
import { foldedLoosely, termsOf } from '../../../../electron/contract/text/terms.ts'
import { passagesOf, snippetOf } from '../../../../electron/host/search/passages.ts'

const marked = (text: string, query: string) => {
  const found = passagesOf(foldedLoosely(text), termsOf(query))
  return (
    found && {
      together: found.together,
      words: found.list.map(({ marks }) => marks.map(([start, end]) => text.slice(start, end)).join('|')),
    }
  )
}

it('takes a query apart into words, phrases and Chinese', () => {
  const terms = (query: string) => termsOf(query).map(({ text }) => text)
  expect(terms('  Saddle  saddle POINTS ')).toEqual(['saddle', 'points'])
  expect(terms('"Saddle point" naïve')).toEqual(['saddle point', 'naive'])
  expect(terms('“鞍点 附近”ＡＤＡＭ优化')).toEqual(['鞍点 附近', 'adam', '优化'])
  expect(terms('"unclosed phrase')).toEqual(['unclosed phrase'])
  expect(terms(' - " ')).toEqual([])
})

it('wants every word, and says whether they stand together', () => {
  const far = `descent ${'word '.repeat(100)} saddle`
  expect(marked('Gradient descent near a saddle', 'saddle descent')).toEqual({
    together: true,
    words: ['descent|saddle'],
  })
  expect(marked(far, 'saddle descent')).toEqual({ together: false, words: ['saddle'] })
  expect(marked('Gradient descent', 'saddle descent')).toBeNull()
})

it('makes passages as narrow as they can be, and none twice', () => {
  expect(marked('a1 a1 b1, later b1 a1', 'a1 b1')?.words).toEqual(['a1|b1', 'b1|a1'])
  expect(marked('gradients grad', 'grad gradients')?.words).toEqual(['gradients'])
})

it('looks for one or two letters as whole words, and for Chinese anywhere', () => {
  expect(marked('In a minimum, in it', 'in')?.words).toEqual(['In', 'in'])
  expect(marked('L2 norm and L21', 'l2')?.words).toEqual(['L2'])
  expect(marked('非凸优化的鞍点', '凸')?.words).toEqual(['凸'])
})

it('folds case, accents and width without moving a place', () => {
  expect(marked('Émile Lemaréchal', 'emile lemarechal')?.words).toEqual(['Émile|Lemaréchal'])
  expect(marked('İİ metric', 'metric')?.words).toEqual(['metric'])
})

it('shows the words around a passage and where the marks are in them', () => {
  const text = `${'x'.repeat(10)} ${'lorem '.repeat(20)}a saddle\npoint here ${'ipsum '.repeat(20)}`
  const [passage] = passagesOf(foldedLoosely(text), termsOf('saddle point'))!.list
  const { words, marks } = snippetOf(text, passage!)
  expect(marks.map(([start, end]) => words.slice(start, end))).toEqual(['saddle', 'point'])
  expect(words).toContain('a saddle point here')
  expect(words.startsWith('lorem')).toBe(true)
})

it('tells the words of Markdown without its signs, and the marks stay on theirs', () => {
  const text = 'It is said:\n\n## A **saddle** of `f` == ==g==\n\n- where $x^2$ and\n> the **point** are 3 - 2 = 1\\%'
  const [passage] = passagesOf(foldedLoosely(text), termsOf('saddle point'))!.list
  const { words, marks } = snippetOf(text, passage!, true)
  expect(words).toBe('It is said:  A saddle of f == g  where x^2 and the point are 3 - 2 = 1%')
  expect(marks.map(([start, end]) => words.slice(start, end))).toEqual(['saddle', 'point'])
})
