import { describe, expect, it } from 'vitest'
import type { ListedItem, ListedTopic } from '../../../../electron/host/exchange/listed.ts'
import { readingListFrom } from '../../../../electron/host/exchange/reading-list.ts'
import { sampleList } from './fixture.ts'

const read = (text: string): ListedTopic[] => readingListFrom(text, 'my list.md').topics

function topic(topics: ListedTopic[], title: string): ListedTopic {
  const found = topics.flatMap(one => [one, ...one.topics]).find(one => one.title === title)
  if (!found) throw new Error(`no topic ${title}`)
  return found
}

const items = ({ entries }: ListedTopic): ListedItem[] => entries.filter(entry => entry.kind === 'item')

/** A topic's entries in short: titles of items, first words of texts. */
const outline = ({ entries }: ListedTopic): string[] =>
  entries.map(entry => (entry.kind === 'item' ? `• ${entry.item.title}` : (entry.note.split('\n')[0] ?? '')))

const tree = (topics: ListedTopic[]): unknown[] => topics.map(({ title, topics }) => [title, ...tree(topics)])

/** The one item of a list of one topic. */
const only = (text: string): ListedItem => items(read(text)[0] as ListedTopic)[0] as ListedItem

describe('topics of a reading list', () => {
  it('nest by heading, with skipped levels and underlines', () => {
    expect(tree(read(sampleList))).toEqual([
      ['下降法 Descent'],
      ['对偶 Duality', ['定义']],
      ['Levels', ['Deep heading'], ['Setext of two lines'], ['书籍']],
    ])
  })

  it('are not made of headings in lists, quotes, code and mathematics', () => {
    const text =
      '# A\n\n- # b\n\n> # c\n\n```\n# d\n```\n\n$$\n# e\n$$\n\n    # f\n\n<div>\n# g\n</div>\n\n<!--\n# h\n-->\n'
    expect(tree(read(text))).toEqual([['A']])
  })

  it('have plain titles, with mathematics as it is written', () => {
    expect(read('# **Bold** `code` $x_1$ &amp; snake_case [link](https://a.com) ##\n')[0]?.title).toBe(
      'Bold code $x_1$ & snake_case link',
    )
  })

  it('hold words before the first heading under the name of the file', () => {
    const [first, second] = read('\u{feff}\r\nWords.\r\n\r\n# A\r\n')
    expect(first).toMatchObject({ title: 'my list', markdown: '' })
    expect(first?.entries).toEqual([{ kind: 'text', markdown: '\u{feff}\r\nWords.\r\n\r\n', note: 'Words.\n\n' }])
    expect(second?.markdown).toBe('# A\r\n')
  })

  it('begin with the blank lines before the first heading', () => {
    expect(read('\n\n# A\n').map(({ markdown }) => markdown)).toEqual(['\n\n# A\n'])
  })

  it('are not made of front matter', () => {
    expect(tree(read('---\ntitle: x\n---\n# A\n'))).toEqual([['my list'], ['A']])
  })
})

describe('bullets of a reading list', () => {
  const descent = topic(read(sampleList), '下降法 Descent')

  it('become items, in order, with prose where it stood', () => {
    expect(outline(descent)).toEqual([
      '• 一篇介绍',
      '• Two spaces',
      '• 上',
      '• 下',
      '• A',
      '• B',
      '• MODEL-2',
      '- 关键词',
    ])
  })

  it('give several links one label, each its own piece', () => {
    const [first, second] = items(descent).filter(({ label }) => label === '教程')
    expect(first?.markdown).toBe('- 教程：[上](https://example.com/1)')
    expect(second?.markdown).toBe('，[下](https://example.com/2)\n\n')
  })

  it('divide the words between links into remark and label', () => {
    const [first, second] = items(descent).filter(({ item }) => item.title === 'A' || item.title === 'B')
    expect(first).toMatchObject({ remark: 'first words', markdown: '- [A](https://example.com/a)：first words' })
    expect(second).toMatchObject({ label: '讲义', markdown: '，讲义：[B](https://example.com/b)\n\n' })
  })

  it('keep the words after a link as its remark', () => {
    expect(items(descent)[1]).toMatchObject({ remark: '值得读！' })
    expect(only('- [a](https://a.com) - words with $x$ and *stress*.\n').remark).toBe('words with $x$ and *stress*.')
  })

  it('without a link are items without an address', () => {
    const [book] = items(topic(read(sampleList), '书籍'))
    expect(items(descent).at(-1)).toMatchObject({ item: { title: 'MODEL-2', url: null } })
    expect(book).toMatchObject({ item: { title: '《一本书》某人', url: null, kind: 'book' }, remark: '原《旧名》' })
  })

  it('under a bullet of words have these as their label', () => {
    const text = '- Solvers\n  - [a](https://a.com)\n  - [b](https://b.com)\n    - [c](https://c.com)\n'
    expect(items(read(text)[0] as ListedTopic).map(({ item, label }) => [item.title, label])).toEqual([
      ['a', 'Solvers'],
      ['b', 'Solvers'],
      ['c', 'Solvers'],
    ])
  })

  it('go on with notes of their own, without their indentation', () => {
    const [first] = read('- [a](https://a.com)\n\n  Some words.\n\n      code\n\n- [b](https://b.com)\n')
    expect(first?.entries[1]).toEqual({
      kind: 'text',
      markdown: '  Some words.\n\n      code\n\n',
      note: 'Some words.\n\n    code\n\n',
    })
  })

  it.each([
    ['- [x] [a](https://a.com)\n', 'a', undefined],
    ['1. [a](https://a.com)\n', 'a', undefined],
    ['- **[a](https://a.com)**: words\n', 'a', 'words'],
    ['- <https://a.com>\n', 'https://a.com', undefined],
    ['- https://a.com/x, words\n', 'https://a.com/x', 'words'],
    ['- [a][ref]\n\n[ref]: https://a.com\n', 'a', undefined],
    ['- [![](i.png)](https://a.com)\n', 'https://a.com', undefined],
    ['- [Price $5](https://a.com) or $6\n', 'Price $5', 'or $6'],
    ['- [a [b] c](<https://a.com/x y>)\n', 'a [b] c', undefined],
  ])('are read in the form %j', (text, title, remark) => {
    expect(only(text)).toMatchObject({ item: { title }, ...(remark ? { remark } : {}) })
    expect(only(text).remark).toBe(remark)
  })
})

describe('papers of a reading list', () => {
  const levels = read(sampleList)

  it('are one item with title and translation, whatever form their lines have', () => {
    const papers = items(topic(levels, 'Setext of two lines')).filter(({ item }) => item.kind === 'paper')
    expect(papers.map(({ item, remark }) => [item.title, item.arxivId ?? item.doi, remark])).toEqual([
      ['A First Paper', null, '第一篇论文'],
      ['Second Paper', '2101.00001', undefined],
      ['Third Paper: with a colon', '10.1007/s11263-000-00001-1', '第三篇'],
      ['https://openreview.net/forum?id=abc', null, undefined],
      ['Fifth Paper', '10.1145/12345.67890', undefined],
    ])
  })

  it('leave the prose around them in place', () => {
    expect(outline(topic(levels, 'Setext of two lines'))).toEqual([
      '1. First step',
      '• https://example.com/blog',
      '最早的论文：',
      '• A First Paper',
      '一段话，之后是论文：',
      '• Second Paper',
      '<img src="https://example.com/one.png" style="zoom:67%;" />',
      '• Third Paper: with a colon',
      '综述：',
      '• https://openreview.net/forum?id=abc',
      '- 两种：',
      '• Fifth Paper',
    ])
  })

  it.each([
    ['论文标题：甲\n论文链接：<https://a.com/x>\n', '甲', 'https://a.com/x'],
    ['Paper: [Words](https://a.com/x)\n', 'Words', 'https://a.com/x'],
    ['Paper: A Title\nLink: https://a.com/x\n', 'A Title', 'https://a.com/x'],
    ['论文地址：arXiv:1706.03762\n论文标题：甲\n', '甲', null],
  ])('are read in the form %j', (text, title, url) => {
    expect(only(text).item).toMatchObject({ title, url, kind: 'paper' })
  })

  it('are not made of other lines with colons', () => {
    expect(outline(read('Title: a poem\nVPT: Deep, see 注：x\n')[0] as ListedTopic)).toEqual(['Title: a poem'])
  })

  it('share lines with other addresses, named by their words', () => {
    const [paper, code] = items(
      read('论文地址：https://arxiv.org/abs/1706.03762\n代码：https://github.com/a/b\n')[0] as ListedTopic,
    )
    expect(paper?.item).toMatchObject({ arxivId: '1706.03762', kind: 'paper' })
    expect(code).toMatchObject({ item: { url: 'https://github.com/a/b', kind: 'code' }, label: '代码' })
  })
})

describe('prose of a reading list', () => {
  it('keeps mathematics whole, links in it unread', () => {
    const [note, ...rest] = topic(read(sampleList), '定义').entries
    expect(rest).toEqual([])
    expect(note?.markdown).toContain('- [not](https://example.com/a-link)\n\\end{aligned}\n$$\n')
  })

  it('gives its links to the item list and keeps their words', () => {
    const { entries } = topic(read(sampleList), 'Deep heading')
    expect(entries.map(({ kind, markdown }) => [kind, markdown.slice(0, 8)])).toEqual([
      ['text', 'Inspired'],
      ['item', ''],
      ['item', ''],
      ['text', 'After it'],
    ])
    expect(items(topic(read(sampleList), 'Deep heading')).map(({ item }) => item.url)).toEqual([
      'https://example.org/someone',
      'https://example.org/notes',
    ])
  })

  it('is every list without a link, images and all', () => {
    const { entries } = topic(read(sampleList), 'Setext of two lines')
    expect(entries[0]).toMatchObject({ note: '1. First step\n\n   more of it\n\n2. Second step\n\n' })
    expect(entries.at(-2)).toMatchObject({ note: expect.stringContaining('  ![](https://example.com/two.png)') })
  })

  it('is a table of contents, numbered steps and what hides a link', () => {
    const text =
      '- [Part](#part)\n- [Other](#other)\n\n1. First get [it](https://a.com) here\n2. Run\n\n`[a](https://b.com)` \\[a](c)\n'
    expect(outline(read(text)[0] as ListedTopic)).toEqual(['- [Part](#part)', '• it', '`[a](https://b.com)` \\[a](c)'])
  })
})
