import { generateKeyBetween } from 'fractional-indexing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Library } from '../../../../electron/contract/library.ts'
import { markdownLink, readdressedEntry, retitledEntry } from '../../../../electron/host/exchange/retouch.ts'
import { sampleList } from './fixture.ts'
import { again, exported, itemNamed, takenIn, topicNamed } from './taken-in.ts'

const imported = (text: string = sampleList): Library => takenIn(text).library

/** Renames an item as the host does. */
function rename(library: Library, title: string, to: string): void {
  const { item } = itemNamed(library, title)
  for (const entry of Object.values(library.entries))
    if (entry.kind === 'item' && entry.itemId === item.id) library.entries[entry.id] = retitledEntry(entry, item, to)
  library.items[item.id] = { ...item, title: to }
}

/** The lines of the export that are not in the file, and the file's that are gone. */
function difference(library: Library, text: string = sampleList): { new: string[]; gone: string[] } {
  const [then, now] = [text.split('\n'), exported(library, 'source-1').split('\n')]
  return { new: now.filter(line => !then.includes(line)), gone: then.filter(line => !now.includes(line)) }
}

describe('a renamed topic', () => {
  it.each([
    ['下降法 Descent', '新名 # *New* #', ['# 下降法 Descent']],
    ['Levels', 'A [b] c', ['# Levels ']],
    ['Setext of two lines', 'One line', ['Setext of two', 'lines']],
  ])('changes the heading of %s only', (title, to, gone) => {
    const library = imported()
    topicNamed(library, title).title = to
    expect(difference(library)).toEqual({ new: [expect.any(String)], gone })
    expect(topicNamed(imported(exported(library)), to)).toBeDefined()
  })
})

describe('a renamed item', () => {
  it.each([
    ['一篇介绍', 'New [title] *x*', '- [New [title] \\*x\\*](https://example.com/intro)'],
    ['Two spaces', 'Three', '- [Three](https://github.com/example/code)：值得读！'],
    ['下', '后篇', '- 教程：[上](https://example.com/1)，[后篇](https://example.com/2)'],
    ['MODEL-2', 'MODEL-3', '- MODEL-3：'],
    ['《一本书》某人', '《一本书》', '- 《一本书》：原《旧名》'],
    ['A First Paper', 'The First Paper', '论文标题：The First Paper'],
    ['Third Paper: with a colon', 'Third', '- 论文标题：Third'],
    ['Fifth Paper', 'No. 5', 'Title: No. 5'],
    ['https://example.com/blog', 'A Blog', '[A Blog](https://example.com/blog)'],
  ])('changes the words of %s only', (title, to, line) => {
    const library = imported()
    rename(library, title, to)
    expect(difference(library).new.map(one => one.replaceAll('\\', ''))).toEqual([line.replaceAll('\\', '')])
    expect(difference(library).gone).toHaveLength(1)
    expect(again(library, sampleList).changes).toEqual([])
    expect(Object.values(imported(exported(library)).items).map(item => item.title)).toContain(to)
  })

  it('gives a paper without a title line one', () => {
    const library = imported()
    rename(library, 'https://openreview.net/forum?id=abc', 'Fourth Paper')
    expect(difference(library)).toEqual({ new: ['论文标题：Fourth Paper'], gone: [] })
  })

  it('leaves other words for it, and sentences, as they are', () => {
    const library = imported()
    rename(library, 'Someone', 'Somebody')
    expect(exported(library)).toBe(sampleList)
  })
})

describe('a rewritten note', () => {
  const note = (library: Library, begin: string) => {
    const entry = Object.values(library.entries).find(one => one.kind === 'text' && one.markdown.startsWith(begin))
    if (entry?.kind !== 'text') throw new Error(`no note ${begin}`)
    return entry
  }

  it('changes its own lines only', () => {
    const library = imported()
    const entry = note(library, 'After it.')
    entry.markdown = entry.markdown.replace('it', 'that')
    expect(difference(library)).toEqual({ new: ['After that.'], gone: ['After it.'] })
  })

  it('keeps line breaks, blank lines and indentation of the file', () => {
    const text = '\u{feff}# A\r\n\r\n- [a](https://a.com)\r\n\r\n  One.\r\n\r\n\r\n# B\r\n'
    const library = imported(text)
    note(library, 'One.').markdown = 'One.\nTwo.\n'
    expect(exported(library)).toBe(text.replace('One.\r\n', 'One.\r\n  Two.\r\n'))
  })

  it('closes a fence that was left open', () => {
    const library = imported('# A\n\nWords.\n\n# B\n')
    note(library, 'Words.').markdown = '$$\nx\n'
    expect(exported(library)).toBe('# A\n\n$$\nx\n$$\n\n# B\n')
  })
})

/** Every place of an item, as address or title, and topic. */
const places = (library: Library): string[] =>
  Object.values(library.entries)
    .flatMap(entry => {
      const item = entry.kind === 'item' ? library.items[entry.itemId] : undefined
      return item ? [`${item.url ?? item.title} in ${library.topics[entry.topicId]?.title}`] : []
    })
    .sort()

describe('things added by hand', () => {
  const last = (library: Library, topicId: string): string | null =>
    Object.values(library.entries)
      .filter(entry => entry.topicId === topicId)
      .map(({ order }) => order)
      .sort()
      .at(-1) ?? null

  function add(library: Library, topic: string, title: string, url: string | null, beside = {}): void {
    const topicId = topicNamed(library, topic).id
    const rest = {
      kind: 'webpage',
      arxivId: null,
      doi: null,
      paper: null,
      addedAt: '2026-12-01T00:00:00.000Z',
    } as const
    library.items[`i-${title}`] = { ...rest, id: `i-${title}`, title, url }
    const order = generateKeyBetween(last(library, topicId), null)
    library.entries[`e-${title}`] = { id: `e-${title}`, topicId, order, kind: 'item', itemId: `i-${title}`, ...beside }
  }

  it('add one line after the last bullet', () => {
    const text = '# A\r\n\r\n- [a](https://a.com) \r\n\r\n\r\n# B\r\n'
    const library = imported(text)
    add(library, 'A', 'new', 'https://new.com/a(b', { label: '讲义', remark: '好' })
    const line = '- 讲义：[new](<https://new.com/a(b>)：好\r\n'
    expect(exported(library, 'source-1')).toBe(text.replace(' \r\n', ` \r\n${line}`))
  })

  it('are set off from prose, headings and a missing line end', () => {
    const library = imported('# A\n\nWords.\n# B\n- [b](https://b.com)')
    add(library, 'A', 'one', 'https://one.com')
    add(library, 'B', 'two', null)
    const topics = library.topics
    topics['new-1'] = { id: 'new-1', parentId: topicNamed(library, 'B').id, order: 'a0', title: 'Sub' }
    library.entries['t-1'] = { id: 't-1', topicId: 'new-1', order: 'a0', kind: 'text', markdown: 'Text' }
    const text = '# A\n\nWords.\n\n- [one](https://one.com)\n\n# B\n- [b](https://b.com)\n- two\n\n## Sub\n\nText\n'
    expect(exported(library, 'source-1')).toBe(text)
  })

  it('read back as the same tree', () => {
    const library = imported()
    for (const topic of ['下降法 Descent', '定义', 'Levels', 'Deep heading', 'Setext of two lines', '书籍'])
      add(library, topic, `to ${topic}`, `https://new.com/${encodeURIComponent(topic)}`)
    const { library: copy } = takenIn(exported(library, 'source-1'))
    expect(places(copy)).toEqual(places(library))
  })
})

describe('things taken out or moved', () => {
  const remove = (library: Library, title: string): void => {
    delete library.entries[itemNamed(library, title).entry.id]
  }

  it('leave what is left of a bullet a bullet', () => {
    const library = imported()
    remove(library, '上')
    expect(difference(library).new).toEqual(['- 教程：[下](https://example.com/2)'])
    remove(library, 'B')
    expect(difference(library).new).toContain('- [A](https://example.com/a)：first words')
    expect(exported(library)).toContain('first words\n- MODEL-2：\n')
  })

  it('leave all others where they stood', () => {
    const all = Object.values(imported().entries).length
    fc.assert(
      fc.property(fc.subarray(Array.from({ length: all }, (_, index) => index)), gone => {
        const library = imported()
        const entries = Object.values(library.entries)
        for (const index of gone) {
          const entry = entries[index]
          // The words of a link in a sentence stay, and bring it back.
          if (entry?.kind === 'item' && entry.origin?.markdown !== '') delete library.entries[entry.id]
        }
        // A bullet without a link, alone in its list, is prose.
        const linked = (of: Library): string[] => places(of).filter(place => place.startsWith('http'))
        expect(linked(imported(exported(library, 'source-1')))).toEqual(linked(library))
      }),
      { numRuns: 30, seed: 1 },
    )
  })

  it('get headings of the level of their place', () => {
    const library = imported('# A\n\n## A1\n\n### A2\n\nTitle\n=====\n\n# C\n')
    const moved = (title: string, parent: string | null, order: string) =>
      Object.assign(topicNamed(library, title), { parentId: parent && topicNamed(library, parent).id, order })
    moved('A1', null, 'z0')
    moved('Title', 'C', 'z0')
    expect(exported(library)).toBe('# A\n\n# C\n## Title\n\n# A1\n\n### A2\n\n')
  })
})

describe('markdownLink', () => {
  it('reads back as its title and address', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        (words, url) => {
          const title = words.replace(/\s+/g, ' ').trim() || 'x'
          const { library } = takenIn(`- ${markdownLink(title, url)}\n`)
          expect(Object.values(library.items).map(item => [item.title, item.url])).toEqual([[title, url]])
        },
      ),
      { numRuns: 100, seed: 1 },
    )
  })
})

describe('an item with another address', () => {
  it.each([
    ['一篇介绍', '- [一篇介绍](https://example.net/new_(1))'],
    ['下', '- 教程：[上](https://example.com/1)，[下](https://example.net/new_(1))'],
    ['https://example.com/blog', '<https://example.net/new_(1)>'],
  ])('changes the link of %s only', (title, line) => {
    const library = imported()
    const { item } = itemNamed(library, title)
    const url = 'https://example.net/new_(1)'
    for (const entry of Object.values(library.entries))
      if (entry.kind === 'item' && entry.itemId === item.id)
        library.entries[entry.id] = readdressedEntry(entry, item.url, url)
    library.items[item.id] = { ...item, url }
    expect(difference(library).new).toEqual([line])
    expect(Object.values(imported(exported(library, 'source-1')).items).map(each => each.url)).toContain(url)
  })
})
