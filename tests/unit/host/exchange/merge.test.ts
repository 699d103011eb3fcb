import { describe, expect, it } from 'vitest'
import { emptyLibrary } from '../../../../electron/contract/empty-library.ts'
import type { Library } from '../../../../electron/contract/library.ts'
import { sampleList } from './fixture.ts'
import { again, exported, itemNamed, sourceOf, takenIn, topicNamed } from './taken-in.ts'

/** A library that has some of the sample's topics and items already, in another order, with notes of its own. */
function kept(): Library {
  const library = emptyLibrary()
  const addedAt = '2026-01-01T00:00:00.000Z'
  const item = { kind: 'webpage', arxivId: null, doi: null, paper: null, addedAt } as const
  library.topics['own1'] = { id: 'own1', parentId: null, order: 'a0', title: 'Own' }
  library.topics['dual'] = { id: 'dual', parentId: null, order: 'a1', title: '对偶 Duality' }
  library.topics['desc'] = { id: 'desc', parentId: null, order: 'a2', title: '下降法 Descent' }
  library.items['it-b'] = { ...item, id: 'it-b', title: 'My B', url: 'http://example.com/b/' }
  library.items['it-i'] = { ...item, id: 'it-i', title: 'My intro', url: 'https://example.com/intro' }
  const place = { topicId: 'desc' } as const
  library.entries['note'] = { ...place, id: 'note', order: 'a0', kind: 'text', markdown: 'Our note.', language: 'en' }
  library.entries['en-b'] = { ...place, id: 'en-b', order: 'a1', kind: 'item', itemId: 'it-b' }
  library.entries['en-i'] = { ...place, id: 'en-i', order: 'a2', kind: 'item', itemId: 'it-i', label: 'Mine' }
  return library
}

const titles = (library: Library, topicId: string): string[] =>
  Object.values(library.entries)
    .filter(entry => entry.topicId === topicId)
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(entry => (entry.kind === 'item' ? (library.items[entry.itemId]?.title ?? '') : entry.markdown.slice(0, 5)))

describe('importing a list', () => {
  it('counts what it adds', () => {
    const { plan } = takenIn(sampleList)
    expect(plan.report).toEqual({ topicsAdded: 7, itemsAdded: 18, entriesAdded: 29 })
  })

  it('makes one item of one address under two topics', () => {
    const { library } = takenIn(sampleList)
    const { item } = itemNamed(library, 'Two spaces')
    const places = Object.values(library.entries).filter(entry => entry.kind === 'item' && entry.itemId === item.id)
    expect(places.map(({ topicId }) => library.topics[topicId]?.title)).toEqual(['下降法 Descent', '书籍'])
  })

  it('knows a bullet again whose words are signs alone', () => {
    const text = '- ， -\n- ！\n- [a](https://example.com/a)\n'
    const { library, plan } = takenIn(text)
    expect(plan.report.itemsAdded).toBe(3)
    expect(again(library, text).changes).toEqual([])
  })

  it('takes over topics and items that are there', () => {
    const { library } = takenIn(sampleList, kept())
    expect(library.topics['desc']?.origin?.markdown).toBe('# 下降法 Descent\n\n')
    expect(library.entries['en-i']).toMatchObject({ label: 'Mine', origin: { sourceId: 'source-1' } })
    expect(titles(library, 'desc')).toEqual([
      'Our n',
      'My intro',
      'Two spaces',
      '上',
      '下',
      'A',
      'My B',
      'MODEL-2',
      '- 关键词',
    ])
  })

  it('gives the file back from a library with other notes', () => {
    const { library } = takenIn(sampleList, kept())
    expect(exported(library, 'source-1')).toBe(sampleList)
    expect(again(library, sampleList).changes).toEqual([])
    expect(exported(library)).toContain('Our note.')
  })

  it('leaves the library alone that it plans for', () => {
    const library = kept()
    takenIn(sampleList, library)
    expect(library).toEqual(kept())
  })

  it('gives a bare address the title of a later line', () => {
    const { library } = takenIn('# A\n\nhttps://a.com/x\n\n# B\n\n- [Title](https://a.com/x)\n')
    expect(Object.values(library.items).map(({ title }) => title)).toEqual(['Title'])
  })
})

describe('importing a list again', () => {
  it('changes nothing after renaming, rewriting and moving', () => {
    const { library } = takenIn(sampleList)
    topicNamed(library, '定义').title = 'Definition'
    const note = Object.values(library.entries).find(entry => entry.kind === 'text')
    if (note?.kind === 'text') note.markdown = 'New words.\n\n'
    const first = itemNamed(library, '一篇介绍').entry
    first.order = 'z0'
    expect(again(library, sampleList).changes).toEqual([])
  })

  it('brings back what was deleted', () => {
    const { library } = takenIn(sampleList)
    const { entry } = itemNamed(library, 'Course: ML')
    delete library.entries[entry.id]
    const { plan, library: mended } = takenIn(sampleList, library)
    expect(plan.report).toEqual({ topicsAdded: 0, itemsAdded: 0, entriesAdded: 1 })
    expect(exported(mended)).toBe(sampleList)
  })

  it('takes a newer state of the file, which comes back whole', () => {
    const newer = sampleList
      .replace('- MODEL-2：\n', '- [New](https://example.com/new)\n\n- MODEL-2：\n')
      .replace('After it.', 'After it, more.\n\nAfter it.')
      .replace('- [一篇介绍](https://example.com/intro)\n', '')
      .replace('- 教程', '- [一篇介绍](https://example.com/intro)\n- 教程')
    const { library, plan } = takenIn(newer, takenIn(sampleList).library)
    expect(plan.report).toMatchObject({ topicsAdded: 0, itemsAdded: 1 })
    expect(exported(library, 'source-1')).toBe(newer)
  })

  it('keeps words written over words that the file has changed', () => {
    const { library } = takenIn('# A\n\nOne.\nTwo.\n\n')
    const note = Object.values(library.entries)[0]
    if (note?.kind === 'text') note.markdown = 'One.\nMy two.\n\n'
    const merged = takenIn('# A\n\nOne.\nTwo.\nThree.\n\n', library).library
    const notes = Object.values(merged.entries).map(entry => (entry.kind === 'text' ? entry.markdown : ''))
    expect(notes.toSorted()).toEqual(['One.\nMy two.\n\n', 'One.\nTwo.\nThree.\n\n'])
  })
})

describe('two lists in one library', () => {
  it('keep apart what only one of them has', () => {
    const other = '# Only here\n\n- [x](https://x.com)\n'
    const { library } = takenIn(other, takenIn(sampleList).library, sourceOf(other, 'source-2', 'other.md'))
    expect(exported(library, 'source-1')).toBe(sampleList)
    expect(exported(library, 'source-2')).toBe(other)
    expect(exported(library)).toBe(sampleList + other)
  })
})
