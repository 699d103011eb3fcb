import { expect, test } from 'vitest'
import type { Item } from '../../../electron/contract/item.ts'
import { Catalogue } from '../../../renderer/state/catalogue.ts'
import { itemsMatching } from '../../../renderer/state/filtering.ts'
import { nextSort, placesInTreeOrder, sorted } from '../../../renderer/state/sorting.ts'
import { item, libraryOf, place, topic } from './library-of.ts'

const hash = 'a'.repeat(64)
const parts: Record<string, Partial<Item>> = {
  vae: {
    kind: 'paper',
    title: 'Auto-encoding variational Bayes',
    arxivId: '1312.6114',
    reading: { status: 'reading', priority: 3, startedAt: '2026-11-03T08:00:00.000Z' },
    tags: ['t1'],
    paper: hash,
  },
  em: {
    title: 'Expectation maximisation',
    url: 'https://zhuanlan.zhihu.com/p/1',
    reading: { status: 'read', rating: 5 },
    tags: ['t2'],
  },
  book: {
    kind: 'book',
    title: '变分推断',
    reference: { type: 'book', author: [{ family: 'Blei', given: 'David' }], issued: { 'date-parts': [[2017]] } },
  },
}

function made() {
  const library = libraryOf(
    [topic('bayes', null, 'a0', 'Bayes'), topic('inner', 'bayes', 'a0', 'Inference'), topic('code', null, 'a1')],
    [place('e1', 'code', 'a0', 'em'), place('e2', 'inner', 'a0', 'book'), place('e3', 'bayes', 'a0', 'vae')],
  )
  for (const [id, part] of Object.entries(parts)) library.items[id] = { ...item(id), ...part }
  library.tags = { t1: { id: 't1', name: 'VI', color: 'blue' }, t2: { id: 't2', name: 'EM', color: null } }
  library.papers[hash] = {
    id: hash,
    fileName: 'vae.pdf',
    bytes: 1,
    addedAt: '2026-01-01T00:00:00Z',
    pages: 14,
    annotations: 2,
    place: { page: 7, scale: 'auto', topPt: 0 },
  }
  library.visits['em'] = { id: 'em', at: '2026-11-20T08:00:00.000Z' }
  return { data: library, catalogue: new Catalogue(library), version: 1 }
}

test.each([
  ['', ['book', 'em', 'vae']],
  ['status:reading', ['vae']],
  ['status:to-read,read', ['book', 'em']],
  ['-status:read', ['book', 'vae']],
  ['tag:em', ['em']],
  ['tag:vi,em', ['em', 'vae']],
  ['kind:book', ['book']],
  ['year>2015', ['book']],
  ['year:2013', ['vae']],
  ['author:blei', ['book']],
  ['site:zhihu', ['em']],
  ['topic:bayes', ['book', 'vae']],
  ['priority:high', ['vae']],
  ['rating>=4', ['em']],
  ['progress>=50', ['em', 'vae']],
  ['progress<60', ['vae']],
  ['has:annotations', ['vae']],
  ['has:pdf,tags', ['em', 'vae']],
  ['started:2026-11-03', ['vae']],
  ['started>2026-11-04', []],
  ['opened>2026-11', ['em']],
  ['bayes', ['vae']],
  ['variational status:reading', ['vae']],
  ['variational status:read', []],
  ['-variational', ['book', 'em']],
  ['em', ['em']],
  ['变分', ['book']],
  ['blei', ['book']],
  ['status:sleeping', []],
])('finds by %s', (query, found) => {
  expect(
    itemsMatching(query, made())
      .map(({ item }) => item.id)
      .sort(),
  ).toEqual(found)
})

test('sorts by a column, what is not known last, and comes back to the hand', () => {
  const { data, catalogue } = made()
  const places = placesInTreeOrder(catalogue)
  const ids = (list: typeof places) => list.map(({ itemId }) => itemId)
  expect(ids(places)).toEqual(['vae', 'book', 'em'])
  const up = sorted(places, { column: 'year', descending: false }, data, 'en')
  expect(ids(up)).toEqual(['vae', 'book', 'em'])
  expect(ids(sorted(places, { column: 'year', descending: true }, data, 'en'))).toEqual(['book', 'vae', 'em'])
  expect(ids(sorted(places, { column: 'status', descending: true }, data, 'en'))).toEqual(['em', 'vae', 'book'])
  expect(ids(sorted(places, { column: 'title', descending: false }, data, 'zh-CN'))).toEqual(['book', 'vae', 'em'])
  const first = nextSort(null, 'year')
  expect(first).toEqual({ column: 'year', descending: true })
  expect(nextSort(nextSort(first, 'year'), 'year')).toBeNull()
  expect(nextSort(first, 'title')).toEqual({ column: 'title', descending: false })
})
