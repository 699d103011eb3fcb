import { describe, expect, test } from 'vitest'
import { compares, termsOf, withoutTerm, withTerm, written } from '../../../renderer/lib/query.ts'

const now = Date.UTC(2026, 10, 25)
const one = (query: string) => {
  const [term] = termsOf(query, now)
  if (!term) throw new Error('no term')
  return term
}

describe('termsOf', () => {
  test('reads fields, comparisons, alternatives, quotes, negations and words', () => {
    expect(termsOf('status:reading,read year>2020 -tag:"deep learning" variational bayes', now)).toMatchObject([
      { field: 'status', operator: ':', values: ['reading', 'read'], negated: false },
      { field: 'year', operator: '>', values: [2020] },
      { field: 'tag', values: ['deep learning'], negated: true },
      { field: 'words', values: ['variational'] },
      { field: 'words', values: ['bayes'] },
    ])
  })

  test('understands Chinese', () => {
    expect(termsOf('状态:在读 年份>=2020 标签:变分 优先级:高', now)).toMatchObject([
      { field: 'status', values: ['reading'] },
      { field: 'year', operator: '>=', values: [2020] },
      { field: 'tag', values: ['变分'] },
      { field: 'priority', values: [3] },
    ])
  })

  test('takes what is no field for words, also half typed', () => {
    for (const query of ['https://arxiv.org/abs/1', 'a:b', 'status:', ':', '-', '"half', '"'])
      expect(one(query).field, query).toBe('words')
    expect(one('"two words"').values).toEqual(['two words'])
  })

  test('says what no field can be', () => {
    for (const query of ['status:sleeping', 'year:soon', 'status>reading', 'added>yesterday', 'has:wings'])
      expect(one(query).wrong, query).toBe(true)
  })

  test('counts days from a date and from now', () => {
    expect(one('added>2026-05').values).toEqual([Date.UTC(2026, 4, 1)])
    expect(one('added>2w').values).toEqual([now - 14 * 86_400_000])
    expect(one('added>2026').values).toEqual([Date.UTC(2026, 0, 1)])
  })
})

test('puts terms in and takes them out, the rest word for word', () => {
  expect(withTerm('status:read  Bayes', 'status:reading')).toBe('Bayes status:reading')
  expect(withTerm('Bayes', 'EM')).toBe('Bayes EM')
  expect(withoutTerm('status:read tag:"a b" Bayes', 1)).toBe('status:read Bayes')
  expect(termsOf(`tag:${written('deep learning, 2')}`)).toMatchObject([{ values: ['deep learning, 2'] }])
})

test.each([
  ['year>2020', 2021, true],
  ['year>2020', 2020, false],
  ['year>=2020', 2020, true],
  ['year<2020', 2019, true],
  ['year<=2020', 2021, false],
  ['year:2019,2021', 2021, true],
])('compares by %s', (query, value, holds) => {
  expect(compares(value, one(query))).toBe(holds)
})
