import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineIndex } from '../../../renderer/lib/line-index.ts'

test('finds the lines that hold every word, in order', () => {
  const index = new LineIndex(['alpha beta', 'beta', '', 'gamma alpha', '变分 beta alpha'])
  expect(index.find(['alpha'])).toEqual([0, 3, 4])
  expect(index.find(['beta', 'alpha'])).toEqual([0, 4])
  expect(index.find(['alpha'], 2)).toEqual([0, 3])
  expect(index.find(['变'])).toEqual([4])
  expect(index.find(['alpha\nbeta'])).toEqual([])
  expect(index.find([])).toEqual([])
  expect(index.beginning('beta', 9)).toEqual([1])
  expect(index.line(3)).toBe('gamma alpha')
  expect(new LineIndex([]).find(['a'])).toEqual([])
})

test('finds what a plain search finds', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', ' '), minLength: 1, maxLength: 3 })
  const lines = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 8 }), { maxLength: 40 })
  fc.assert(
    fc.property(lines, fc.array(word, { minLength: 1, maxLength: 2 }), (texts, words) => {
      const index = new LineIndex(texts)
      const plain = (test: (text: string) => boolean) => texts.flatMap((text, at) => (test(text) ? [at] : []))
      expect(index.find(words)).toEqual(plain(text => words.every(each => text.includes(each))))
      expect(index.beginning(words[0] ?? '', 99)).toEqual(plain(text => text.startsWith(words[0] ?? '')))
      expect(texts.map((_, at) => index.line(at))).toEqual(texts)
    }),
    { seed: 7 },
  )
})

test('finds the same whatever was asked before', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
  const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), fc.array(words, { maxLength: 8 }), (texts, questions) => {
      const index = new LineIndex(texts)
      for (const asked of questions) {
        // As one types: letter by letter.
        const typed = asked.join(' ')
        for (let end = 1; end <= typed.length; end++) {
          const part = typed.slice(0, end).trim().split(' ')
          const plain = texts.flatMap((text, at) => (part.every(word => text.includes(word)) ? [at] : []))
          expect(index.find(part)).toEqual(plain)
        }
      }
    }),
    { seed: 7 },
  )
})
