import { describe, expect, it } from 'vitest'
import { bib, csl, ris } from './samples.ts'
import { said, takenIn, written } from './taken-in-as.ts'

describe('BibTeX', () => {
  it('goes out entry by entry as it came in', async () => {
    const { library } = await takenIn('bibtex', bib)
    const out = written('bibtex', library)
    for (const entry of bib.split(/\n\n|\n(?=@proceedings)/).slice(2)) expect(out).toContain(entry.trim())
    expect(out).toContain('@string{jmlr = "Journal of Machine Learning Research"}')
    expect(out).toContain('@preamble{"x"}')
    const again = await takenIn('bibtex', out)
    expect(said(again.library)).toEqual(said(library))
  })

  it('writes only the changed fields of an entry anew', async () => {
    const { library } = await takenIn('bibtex', bib)
    const item = Object.values(library.items).find(({ reference }) => reference?.citeKey === 'gartner2009')
    if (!item?.reference) throw new Error('missing')
    const { page: _, ...reference } = item.reference
    library.items[item.id] = { ...item, doi: '10.1000/new', reference: { ...reference, volume: '7' } }
    const out = written('bibtex', library)
    expect(out).toContain('  title =   {Gr{\\"o}bner Bases for {BERT} \\& Co.},\n')
    expect(out).toContain('myfield = {kept as is},\n  volume = {7},\n  doi = {10.1000/new}\n}')
    expect(out).not.toContain('1--20')
    expect(said((await takenIn('bibtex', out)).library)).toEqual(said(library))
  })

  it.each(['bibtex', 'biblatex'] as const)('writes items of other files so that they read back: %s', async style => {
    const { library } = await takenIn('csl-json', csl)
    const again = await takenIn('bibtex', written(style, library))
    expect(again.refused).toEqual([])
    const [article, thesis] = said(again.library)
    expect(article).toMatchObject({
      title: 'Über Ω and $x^2$: 100% {sure}',
      doi: '10.1000/abc',
      reference: {
        type: 'article-journal',
        author: [{ 'non-dropping-particle': 'de la', family: 'Fuente', given: 'José' }, { literal: 'Open & AI' }],
        issued: { 'date-parts': [[2020, 2, 3]] },
        'container-title': 'J. of “Tests”',
        page: '1-9',
        volume: '3',
        issue: '4',
      },
    })
    expect(thesis).toMatchObject({ reference: { type: 'thesis', publisher: 'ETH' } })
  })
})

describe('CSL-JSON', () => {
  it('comes back as it was, with what it has no place for', async () => {
    const { library } = await takenIn('csl-json', csl)
    const out = JSON.parse(written('csl-json', library)) as unknown[]
    expect(out[0]).toEqual((JSON.parse(csl) as unknown[])[0])
    expect(said((await takenIn('csl-json', JSON.stringify(out))).library)).toEqual(said(library))
  })

  it('takes in what is good of a damaged file', async () => {
    const { library, refused } = await takenIn(
      'csl-json',
      `[{"title":"A"},\n{"title":},\n5,\n{"type":"book"},\n{"title":"B", "__proto__": {"x": 1}},\n{"title":"C`,
    )
    expect(Object.values(library.items).map(({ title }) => title)).toEqual(['A', 'B'])
    expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'bad-json'],
      [3, 'not-an-entry'],
      [4, 'no-title'],
      [6, 'bad-json'],
    ])
  })
})

describe('RIS', () => {
  it('is read, and goes out as it came in', async () => {
    const { library, refused } = await takenIn('ris', ris)
    expect(said(library)[0]).toMatchObject({
      title: 'A Title',
      doi: '10.1000/xyz',
      reference: {
        type: 'article-journal',
        author: [{ family: 'Doe', given: 'Jane' }, { literal: 'Consortium' }],
        issued: { 'date-parts': [[2011, 5, 6]] },
        'container-title': 'Nature',
        page: '10-20',
        keyword: 'one, two',
      },
    })
    expect(refused).toEqual([{ line: 20, reason: 'not-an-entry', name: 'noise' }])
    expect(written('ris', library)).toBe(ris.replace('noise\n', ''))
  })

  it('keeps unknown tags of an entry that was changed', async () => {
    const { library } = await takenIn('ris', ris)
    const [first] = Object.values(library.items)
    if (first) library.items[first.id] = { ...first, title: 'New' }
    const out = written('ris', library)
    expect(out).toContain('TI  - New\n')
    expect(out).toContain('ZZ  - unknown\n')
    expect(said((await takenIn('ris', out)).library)).toEqual(said(library))
  })
})
