import { expect, it } from 'vitest'
import { startKeyFormula } from '../../../../electron/contract/choices.ts'
import type { Item } from '../../../../electron/contract/item.ts'
import { emptyLibrary } from '../../../../electron/contract/empty-library.ts'
import { citeKeys, keyFormula } from '../../../../electron/host/exchange/cite-key.ts'

const itemOf = (id: string, title: string, family: string, given = '', year = 2017, citeKey?: string): Item => ({
  id,
  kind: 'paper',
  title,
  url: null,
  arxivId: null,
  doi: null,
  paper: null,
  addedAt: `2026-01-0${id.slice(-1)}T00:00:00.000Z`,
  reference: {
    type: 'article-journal',
    author: [{ family, given }],
    issued: { 'date-parts': [[year]] },
    ...(citeKey ? { citeKey } : {}),
  },
})
const vaswani = itemOf('item1', 'The $x^2$ Attention Is All You Need', 'Vaswani')

it.each([
  [startKeyFormula, 'vaswani2017attention'],
  ['auth + year + shorttitle', 'Vaswani2017AttentionAllYou'],
  ["auth.upper.substring(3) + '_' + shortyear", 'VAS_17'],
  ['title.lower.capitalize', 'Attentionallyouneed'],
])('makes of %j the key %s', (formula, key) => expect(keyFormula(formula)?.(vaswani)).toBe(key))

it('spells Chinese and accents in Latin letters', () => {
  expect(keyFormula(startKeyFormula)?.(itemOf('item2', '机器学习', '周', '志华'))).toBe('zhou2017jiqixuexi')
  expect(keyFormula('auth')?.(itemOf('item2', 'x', 'Łukasz-Ørsted Groß'))).toBe('Lukasz-OrstedGross')
})

it.each(['', 'auth +', 'nothing', 'auth.eval', '__proto__', 'constructor + year', 'auth(9999)', 'a'.repeat(600)])(
  'refuses %j',
  formula => expect(keyFormula(formula)).toBeNull(),
)

it('makes keys unique by a letter, the older items first, pinned ones untouched', () => {
  const library = emptyLibrary()
  const items = [
    itemOf('item3', 'Attention', 'Vaswani'),
    itemOf('item1', 'Attention', 'Vaswani'),
    itemOf('item2', 'Attention', 'Vaswani', '', 2017, 'vaswani2017attentiona'),
    itemOf('item4', 'Attention', 'Vaswani'),
  ]
  for (const item of items) library.items[item.id] = item
  expect(Object.fromEntries(citeKeys(library))).toEqual({
    item1: 'vaswani2017attention',
    item2: 'vaswani2017attentiona',
    item3: 'vaswani2017attentionb',
    item4: 'vaswani2017attentionc',
  })
})
