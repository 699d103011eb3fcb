import { describe, expect, it } from 'vitest'
import type { FormatName } from '../../../../electron/contract/choices.ts'
import { emptyLibrary } from '../../../../electron/contract/empty-library.ts'
import { rowsIn } from '../../../../electron/host/exchange/csv-rows.ts'
import { formatOf, formats } from '../../../../electron/host/exchange/index.ts'
import { planImport } from '../../../../electron/host/exchange/merge.ts'
import { itemsInOrder, scoped } from '../../../../electron/host/exchange/outline.ts'
import { libraryOf, place, text, topic } from '../../state/library-of.ts'
import { bib, csl, ris } from './samples.ts'
import { said, takenIn, written } from './taken-in-as.ts'
import { changed, noPause, sourceOf, topicNamed } from './taken-in.ts'

describe('bookmarks and outlines', () => {
  const html = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE><H1>Bookmarks Menu</H1>
<DL><p>
  <DT><H3 ADD_DATE="1">Papers &amp; more</H3>
  <DL><p>
    <DT><A HREF="https://arxiv.org/abs/1706.03762" ADD_DATE="1500000000" TAGS="nlp,Vision">Attention &lt;3</A>
    <DD>a remark
    <DT><A HREF="javascript:alert(1)">evil</A>
    <DT><H3>Inner</H3>
    <DL><p><DT><A HREF="http://b.org">B</A></DL><p>
  </DL><p>
  <DT><A HREF="http://c.org/?a=1&amp;b=2">C</A>
</DL>`

  it('become topics, items, tags and dates, and come back', async () => {
    const { library, refused } = await takenIn('bookmarks', html)
    expect(refused).toEqual([{ line: 8, reason: 'no-address', name: 'evil' }])
    const inner = topicNamed(library, 'Inner')
    expect(library.topics[inner.parentId ?? '']?.title).toBe('Papers & more')
    const attention = Object.values(library.items).find(({ title }) => title === 'Attention <3')
    expect(attention).toMatchObject({ arxivId: '1706.03762', addedAt: '2017-07-14T02:40:00.000Z' })
    expect(attention?.tags?.map(id => library.tags[id]?.name)).toEqual(['nlp', 'Vision'])
    const again = await takenIn('bookmarks', written('bookmarks', library))
    expect(said(again.library).map(({ title, url }) => [title, url])).toEqual(
      said(library).map(({ title, url }) => [title, url]),
    )
    expect(written('opml', library)).toContain('url="http://c.org/?a=1&amp;b=2"')
    const outline = await takenIn('opml', written('opml', library))
    expect(outline.refused).toEqual([])
    expect(said(outline.library).map(({ title, url }) => [title, url])).toEqual(
      said(library).map(({ title, url }) => [title, url]),
    )
  })

  it('nest as deep as they like', async () => {
    const deep = `<opml><body>${'<outline text="a">'.repeat(5000)}<outline text="leaf" url="http://l.org"/>`
    const { library } = await takenIn('opml', deep)
    expect(Object.values(library.items).some(({ url }) => url === 'http://l.org')).toBe(true)
  })
})

describe('CSV', () => {
  it('reads quotes, line breaks and headings in either language', async () => {
    const csv =
      '\u{feff}题名;作者;年份;网址;标签;状态;主题\r\n"A ""b""\nc";Doe, Jane; 2001;https://a.org;x, y;read;T / U\r\n;;;;;;\r\nD;;;;;;\r\n'
    const { library } = await takenIn('csv', csv)
    const [item] = Object.values(library.items)
    expect(item).toMatchObject({
      title: 'A "b"\nc',
      url: 'https://a.org',
      reading: { status: 'read' },
      reference: { author: [{ family: 'Doe', given: 'Jane' }], issued: { 'date-parts': [[2001]] } },
    })
    expect(topicNamed(library, 'U').parentId).toBe(topicNamed(library, 'T').id)
    const out = written('csv', library)
    const again = await takenIn('csv', out)
    expect(written('csv', again.library).split('\r\n').length).toBe(out.split('\r\n').length)
  })

  it('lets no cell become a formula', async () => {
    const { library } = await takenIn('csv', 'title,url\n"=HYPERLINK(""http://evil"")",https://a.org\n')
    expect(written('csv', library)).toContain('"\'=HYPERLINK')
    const again = await takenIn('csv', written('csv', library))
    expect(said(again.library)[0]?.title).toBe('=HYPERLINK("http://evil")')
  })

  it('says that a table has no column it knows', async () => {
    expect((await takenIn('csv', 'a,b\n1,2\n')).refused).toEqual([{ line: 1, reason: 'no-columns', name: 'a, b' }])
    expect([...rowsIn('"open\nx,y\n', ',')].map(({ cells }) => cells)).toEqual([['"open'], ['x', 'y']])
  })
})

describe('a pasted list', () => {
  it('finds addresses, DOIs and arXiv numbers', async () => {
    const text =
      'https://a.org/x\n10.1000/abc, doi:10.1000/def\narXiv:1706.03762\n2101.00001v2 hep-th/9901001\nnothing here\n'
    const { library, refused } = await takenIn('pasted', text)
    expect(said(library).map(({ url }) => url)).toEqual([
      'https://a.org/x',
      'https://doi.org/10.1000/abc',
      'https://doi.org/10.1000/def',
      'https://arxiv.org/abs/1706.03762',
      'https://arxiv.org/abs/2101.00001v2',
      'https://arxiv.org/abs/hep-th/9901001',
    ])
    expect(refused).toEqual([{ line: 5, reason: 'no-address', name: 'nothing here' }])
  })
})

describe('Obsidian notes', () => {
  const note = `---
title: "Attention: Is All"
authors:
  - Vaswani, Ashish
  - Noam Shazeer
year: 2017
arxiv: 1706.03762
citekey: vaswani2017
tags: [nlp, "deep learning"]
status: reading
---

My **words**.
`
  it('are read by their front matter and folders, and come back', async () => {
    const files = [
      { name: 'Vault/NLP/a.md', text: note },
      { name: 'Vault/plain.md', text: '# nothing\n' },
    ]
    const read = await formats.obsidian.read?.(files, noPause)
    expect(read?.refused).toEqual([{ file: 'Vault/plain.md', line: 1, reason: 'no-front-matter', name: 'plain' }])
    if (!read) throw new Error('not read')
    const library = changed(emptyLibrary(), planImport(emptyLibrary(), read, { ...sourceOf(note), format: 'obsidian' }))
    const [item] = Object.values(library.items)
    expect(item).toMatchObject({
      title: 'Attention: Is All',
      arxivId: '1706.03762',
      kind: 'paper',
      reading: { status: 'reading' },
      reference: {
        citeKey: 'vaswani2017',
        author: [
          { family: 'Vaswani', given: 'Ashish' },
          { family: 'Shazeer', given: 'Noam' },
        ],
      },
    })
    expect(topicNamed(library, 'NLP').parentId).toBe(topicNamed(library, 'Vault').id)
    const out = formats.obsidian.writeFolder?.(library) ?? []
    expect(out.map(({ path }) => path)).toEqual(['Vault/NLP/Attention Is All.md'])
    expect(out[0]?.text).toContain('\nMy **words**.\n')
    const again = await formats.obsidian.read?.(
      out.map(({ path, text }) => ({ name: path, text })),
      noPause,
    )
    expect(again?.topics[0]?.topics[0]?.topics[0]?.entries[0]).toMatchObject({
      item: { title: 'Attention: Is All', arxivId: '1706.03762', reading: { status: 'reading' } },
      tags: ['nlp', 'deep learning'],
    })
  })

  it('lead to each other by their files, whatever name a link has', () => {
    const library = libraryOf(
      [
        topic('top1', null, 'a0', '博弈 Games'),
        topic('top2', null, 'a1', 'A/B'),
        topic('top3', 'top2', 'a0', '博弈 Games'),
      ],
      [
        text('txt1', 'top1', 'a0', '## Begin\n'),
        text('txt3', 'top3', 'a0', '![[博弈 Games#Begin]] [[博弈 Games|words]]\n'),
        text(
          'txt2',
          'top2',
          'a0',
          '![[top1#Begin]] [[A/B]] [[#Own]] `[[top1]]` [[nobody]] [[annotation:abcd]] [[item-one]]\n',
        ),
        place('one', 'top2', 'a1'),
      ],
    )
    const out = formats.obsidian.writeFolder?.(library) ?? []
    const textAt = (path: string) => out.find(file => file.path === path)?.text
    expect(textAt('A B/A B.md')).toBe(
      '![[博弈 Games/博弈 Games#Begin|博弈 Games › Begin]] [[A B|A/B]] [[#Own]] `[[top1]]` [[nobody]] [[annotation:abcd]] [[item-one]]\n',
    )
    expect(textAt('A B/博弈 Games/博弈 Games.md')).toBe(
      '![[博弈 Games/博弈 Games#Begin|博弈 Games › Begin]] [[博弈 Games/博弈 Games|words]]\n',
    )
  })

  it('hold every text, and lead to annotations in the notes of their papers', () => {
    const library = libraryOf(
      [topic('top1', null, 'a0', 'Games')],
      [
        text('txt1', 'top1', 'a0', 'First, [[annotation:an_1]] and [[annotation:an_1|these]].\n'),
        text('txt2', 'top1', 'a1', 'Second, ![[annotation:an_1]] [[annotation:gone]] [[Games#^here]]\n'),
        place('one', 'top1', 'a2'),
        text('txt3', 'top1', 'a3', 'Of the item.\n'),
        text('txt4', 'top1', 'a4', 'More of it. ^here\n'),
      ],
    )
    const item = Object.values(library.items)[0]!
    const itemId = item.id
    const path = `Games/${item.title}`
    const marks = [{ id: 'an_1', itemId, text: '> [!quote|yellow] p. 1\n\n^an-1', blockId: 'an-1', words: 'words' }]
    const out = formats.obsidian.writeFolder?.(library, marks) ?? []
    const textAt = (file: string) => out.find(one => one.path === `${file}.md`)?.text
    const name = path.slice('Games/'.length)
    expect(textAt('Games/Games')).toBe(
      `First, [[${name}#^an-1|words]] and [[${name}#^an-1|these]].\n\nSecond, ![[${name}#^an-1]] [[annotation:gone]] [[Games#^here]]\n`,
    )
    expect(textAt(path)).toContain('\nOf the item.\n\nMore of it. ^here\n\n> [!quote|yellow] p. 1\n\n^an-1\n')
  })

  it('never write outside the folder', () => {
    const library = emptyLibrary()
    library.topics['top1'] = { id: 'top1', parentId: null, order: 'a0', title: '../../etc' }
    const item = { kind: 'webpage', title: '../x: "y"', url: null, arxivId: null, doi: null, paper: null } as const
    library.items['item'] = { ...item, id: 'item', addedAt: '2026-01-01T00:00:00.000Z' }
    library.entries['entr'] = { id: 'entr', topicId: 'top1', order: 'a0', kind: 'item', itemId: 'item' }
    const [file] = formats.obsidian.writeFolder?.(library) ?? []
    expect(file?.path.split('/').some(part => part === '..' || part === '')).toBe(false)
  })
})

describe('a dump', () => {
  it('gives every record back as it was', async () => {
    const { library } = await takenIn('bibtex', bib)
    const dump = written('folium', library)
    const again = await takenIn('folium', dump)
    const { [`source-1`]: _, ...sources } = again.library.sources
    expect({ ...again.library, sources }).toEqual({ ...library, sources })
    expect((await takenIn('folium', dump, library)).plan.changes).toEqual([])
    expect((await takenIn('folium', '{"folium":1,\n"items":{"a":1}}')).refused).toMatchObject([
      { reason: 'not-an-entry' },
    ])
    expect((await takenIn('folium', '{"folium":1,\n')).refused).toMatchObject([{ reason: 'bad-json', line: 2 }])
    expect((await takenIn('folium', '{"folium":99}')).refused).toMatchObject([{ reason: 'newer' }])
  })
})

it.each<[FormatName, string, string]>([
  ['bibtex', 'a.bib', '@article{x,}'],
  ['bibtex', 'a.txt', 'words\n@article{x, title={A}}'],
  ['ris', 'a.txt', 'TY  - JOUR\nER  -'],
  ['csl-json', 'a.json', '[{"title": "x"}]'],
  ['folium', 'a.json', '{ "folium": 1 }'],
  ['bookmarks', 'b.html', '<!DOCTYPE NETSCAPE-Bookmark-file-1>'],
  ['opml', 'b.xml', '<?xml version="1.0"?><opml version="2.0">'],
  ['csv', 'b.tsv', 'title\turl'],
  ['pasted', 'b.txt', 'https://a.org\n10.1000/abc\n'],
  ['markdown', 'b.txt', '# A\n\n- [a](https://a.org)\n'],
  ['markdown', 'b.md', 'https://a.org\n'],
  ['obsidian', 'b.md', '---\ndoi: 10.1/x\n---\n'],
])('recognises %s in %s', (format, name, text) => expect(formatOf([{ name, text }])).toBe(format))

it.each(Object.keys(formats) as FormatName[])('changes nothing when the same is imported again: %s', async format => {
  const samples: Partial<Record<FormatName, string>> = {
    bibtex: bib,
    biblatex: bib,
    'csl-json': csl,
    ris,
    markdown: '# A\n\n- [a](https://a.org): b\n',
    pasted: 'https://a.org\n',
    csv: 'title,url,tags\nA,https://a.org,x\n',
    bookmarks: '<DL><DT><H3>F</H3><DL><DT><A HREF="http://a.org" TAGS="t">A</A></DL></DL>',
    opml: '<opml><body><outline text="T" _note="n"><outline text="A" url="http://a.org"/></outline></body></opml>',
    obsidian: '---\ntitle: A\ndoi: 10.1000/x\ntags: [t]\n---\nwords\n',
  }
  const text = samples[format] ?? '{"folium":1}'
  const { library } = await takenIn(format, text)
  expect((await takenIn(format, text, library)).plan.changes).toEqual([])
})

it('exports a topic with all below it, or one file', async () => {
  const { library } = await takenIn(
    'markdown',
    '# A\n\n- [a](https://a.org)\n\n## B\n\n- [b](https://b.org)\n\n# C\n\n- [c](https://c.org)\n',
  )
  const part = scoped(library, { topicId: topicNamed(library, 'A').id })
  expect(itemsInOrder(part).map(({ title }) => title)).toEqual(['a', 'b'])
  expect(written('markdown', part)).toBe('# A\n\n- [a](https://a.org)\n\n## B\n\n- [b](https://b.org)\n\n')
})

it('takes a ticked box for read, once', async () => {
  const text = '# T\n\n- [x] [a](https://a.org)\n- [ ] [b](https://b.org)\n- [c](https://c.org)\n'
  const { library } = await takenIn('markdown', text)
  expect(itemsInOrder(library).map(({ title, reading }) => [title, reading?.status])).toEqual([
    ['a', 'read'],
    ['b', undefined],
    ['c', undefined],
  ])
  const [first] = itemsInOrder(library)
  if (first) library.items[first.id] = { ...first, reading: { status: 'dropped' } }
  expect((await takenIn('markdown', text, library)).plan.changes).toEqual([])
  expect(written('markdown', library)).toBe(text)
})
