import { describe, expect, it } from 'vitest'
import { readBibtex } from '../../../../electron/host/exchange/bibtex/index.ts'
import { peopleFromTex, texFromPeople } from '../../../../electron/host/exchange/bibtex/names.ts'
import { filesIn, parsedBibtex } from '../../../../electron/host/exchange/bibtex/read.ts'
import { textFromTex, verbatimFromTex } from '../../../../electron/host/exchange/bibtex/tex.ts'
import { guarded, texFromText } from '../../../../electron/host/exchange/bibtex/tex-writing.ts'
import { noPause } from './taken-in.ts'

const read = (text: string) => readBibtex([{ name: 'refs.bib', text }], noPause)
async function itemsOf(text: string) {
  const { topics } = await read(text)
  return (topics[0]?.entries ?? []).flatMap(one => (one.kind === 'item' ? [one.item] : []))
}
const itemOf = async (text: string) => (await itemsOf(text))[0]

describe('TeX', () => {
  it.each([
    [String.raw`{\"o}`, 'ö'],
    [String.raw`\"{o}`, 'ö'],
    [String.raw`\"o`, 'ö'],
    [String.raw`{\'{\i}}`, 'í'],
    [String.raw`\v{C}ech \c{c} \H{o} \k{a} \r{a} \u{g}`, 'Čech ç ő ą å ğ'],
    [String.raw`{\o}stergaard, Stra{\ss}e, \L{}ukasz, \AE sir`, 'østergaard, Straße, Łukasz, Æsir'],
    [String.raw`A \& B \% C \_ D \# E \$5`, 'A & B % C _ D # E $5'],
    ["``quoted'' -- and --- dashes", '“quoted” – and — dashes'],
    [String.raw`{BERT}: {P}re-training of \emph{deep} {{LSTM}s}`, 'BERT: Pre-training of deep LSTMs'],
    [String.raw`An $O(n^{2})$ bound with $\ell_1$`, String.raw`An $O(n^{2})$ bound with $\ell_1$`],
    [String.raw`\textit{in} \texttt{code} \url{http://a.b/c}`, 'in code http://a.b/c'],
    [String.raw`\unknowncommand{kept}`, String.raw`\unknowncommandkept`],
    ['a\n  b\t c', 'a b c'],
    ['Kingma~and Ba', 'Kingma\u{a0}and Ba'],
    ['open { brace', 'open brace'],
    ['it is \\', 'it is'],
  ])('reads %j', (tex, text) => expect(textFromTex(tex)).toBe(text))

  it('comes back as it was, in ASCII and in letters', () => {
    const text = 'Čech & Łukasz: 100% “of” ö ñ ç ș 凸优化 – a_b #1 {x} ~ ^ \\ $x^2$ é—ß'
    expect(textFromTex(texFromText(text, true))).toBe(text)
    expect(textFromTex(texFromText(text, false))).toBe(text)
    expect(texFromText('Gödel', true)).toBe('G{\\"o}del')
    expect(texFromText('Gödel', false)).toBe('Gödel')
  })

  it('guards capitals that a style would lower', () => {
    expect(guarded('Deep BERT and ImageNet on $X$ data')).toBe('Deep {BERT} and {ImageNet} on $X$ data')
  })

  it('leaves addresses alone but for escapes', () => {
    expect(verbatimFromTex(String.raw`\url{https://a.org/x\_y?a=1\&b=\%20\textasciitilde{}c--d}`)).toBe(
      'https://a.org/x_y?a=1&b=%20~c--d',
    )
  })

  it('is read in time however deep it is nested', () => {
    expect(textFromTex(`${'{'.repeat(200_000)}x${'}'.repeat(200_000)}`)).toBe('x')
    expect(textFromTex("\\'".repeat(100_000))).not.toBeNull()
    expect(textFromTex('\\emph{'.repeat(100_000))).not.toBeNull()
  })
})

describe('names', () => {
  it.each([
    ['Ludwig van Beethoven', [{ 'non-dropping-particle': 'van', family: 'Beethoven', given: 'Ludwig' }]],
    ['van Beethoven, Ludwig', [{ 'non-dropping-particle': 'van', family: 'Beethoven', given: 'Ludwig' }]],
    ['King, Jr., Martin Luther', [{ family: 'King', suffix: 'Jr.', given: 'Martin Luther' }]],
    ['{Google DeepMind} and others', [{ literal: 'Google DeepMind' }, { literal: 'others' }]],
    [String.raw`{\'E}. Moulines`, [{ family: 'Moulines', given: 'É.' }]],
    [
      '周志华 and 欧阳修 and Li, Fei-Fei',
      [
        { family: '周', given: '志华' },
        { family: '欧阳', given: '修' },
        { family: 'Li', given: 'Fei-Fei' },
      ],
    ],
    [
      'family=Beethoven, given=Ludwig, prefix=van',
      [{ 'non-dropping-particle': 'van', family: 'Beethoven', given: 'Ludwig' }],
    ],
    ['Barnes {and} Noble', [{ family: 'Noble', given: 'Barnes and' }]],
    ['', []],
  ])('reads %j', (tex, people) => expect(peopleFromTex(tex)).toEqual(people))

  it('writes what reads back as the same people', () => {
    const people = peopleFromTex(
      String.raw`van der Waals, Johannes and {Open AI} and 周志华 and King, Jr., Martin and Plato and {\O}rsted, H.~C. and others`,
    )
    expect(peopleFromTex(texFromPeople(people, true))).toEqual(people)
    expect(peopleFromTex(texFromPeople(people, false))).toEqual(people)
  })
})

describe('a BibTeX file', () => {
  it('gives what a bibliography says', async () => {
    const item = await itemOf(String.raw`@inproceedings{vaswani2017attention,
  title     = {Attention is {All} you Need},
  author    = {Vaswani, Ashish and Shazeer, Noam},
  booktitle = {Advances in Neural Information Processing Systems},
  volume    = 30, pages = {5998--6008}, year = 2017, month = dec,
  publisher = {Curran}, editor = {I. Guyon},
  eprint = {1706.03762v7}, archivePrefix = {arXiv}, primaryClass = {cs.CL},
  doi = {https://doi.org/10.5555/3295222.3295349}, url = {https://papers.nips.cc/paper/7181}, isbn = {978-1},
  rating = {five}
}`)
    expect(item).toMatchObject({
      kind: 'paper',
      title: 'Attention is All you Need',
      url: 'https://papers.nips.cc/paper/7181',
      doi: '10.5555/3295222.3295349',
      arxivId: '1706.03762',
      reference: {
        type: 'paper-conference',
        citeKey: 'vaswani2017attention',
        author: [
          { family: 'Vaswani', given: 'Ashish' },
          { family: 'Shazeer', given: 'Noam' },
        ],
        editor: [{ family: 'Guyon', given: 'I.' }],
        issued: { 'date-parts': [[2017, 12]] },
        'container-title': 'Advances in Neural Information Processing Systems',
        volume: '30',
        page: '5998-6008',
        publisher: 'Curran',
        arxivClass: 'cs.CL',
        ISBN: '978-1',
      },
    })
    expect(item?.reference?.written?.text).toContain('rating = {five}')
  })

  it('reads BibLaTeX’s own names of things', async () => {
    const item =
      await itemOf(`@online{x, title={T}, subtitle={S}, date={2020-03-04}, urldate={2021-01}, url={https://a.org},
      eprinttype={arxiv}, eprint={2001.00001}, eprintclass={stat.ML}, langid={german}}`)
    expect(item).toMatchObject({
      title: 'T: S',
      arxivId: '2001.00001',
      reference: {
        type: 'article',
        issued: { 'date-parts': [[2020, 3, 4]] },
        accessed: { 'date-parts': [[2021, 1]] },
        language: 'german',
      },
    })
  })

  it('knows a preprint by its journal, and arXiv’s DOI as its number', async () => {
    const item = await itemOf(
      `@article{k, title={Adam}, journal={arXiv preprint arXiv:1412.6980}, year={2014}, doi={10.48550/arXiv.1412.6980}}`,
    )
    expect(item).toMatchObject({ arxivId: '1412.6980', doi: null, reference: { type: 'article' } })
    expect(item?.reference).not.toHaveProperty('container-title')
  })

  it('puts in abbreviations and what a crossref inherits', async () => {
    const items = await itemsOf(`@string{nips = "NeurIPS"} @string{full = nips # { Proceedings}}
@inproceedings{a, title={A}, crossref={p}, month=jan}
@proceedings{p, title=full, year=1999, publisher={MIT}}
@article(b, title="B {"} quoted", journal = "J. of " # nips, year = {1998})`)
    expect(items[0]).toMatchObject({
      reference: { 'container-title': 'NeurIPS Proceedings', publisher: 'MIT', issued: { 'date-parts': [[1999, 1]] } },
    })
    expect(items[2]).toMatchObject({ title: 'B " quoted', reference: { 'container-title': 'J. of NeurIPS' } })
    expect(items[2]?.reference?.written?.strings).toEqual({ nips: '"NeurIPS"' })
  })

  it('says which line makes no sense, and takes in the rest', async () => {
    const { topics, refused } = await read(`@article{good1, title={One}}
@article{half, title={Half of an entry,
  year = 2000
@article{good2, title={Two}}

@article{bad, title}
@book{good3, title = {Three}}
@misc{nothing, year=2000}
@article{open, title={never`)
    const titles = topics[0]?.entries.map(one => one.kind === 'item' && one.item.title)
    expect(titles).toEqual(['One', 'Two', 'Three'])
    expect(refused).toEqual([
      { line: 2, reason: 'not-closed', name: '@article{half, title={Half of an entry,' },
      { line: 6, reason: 'no-value', name: '@article{bad, title}' },
      { line: 8, reason: 'no-title', name: '@misc{nothing' },
      { line: 9, reason: 'not-closed', name: '@article{open, title={never' },
    ])
  })

  it('takes hostile keys and fields as words', async () => {
    const items = await itemsOf(
      '@article{__proto__, title={<script>alert(1)</script>}, constructor={x}, __proto__={y}}',
    )
    expect(items[0]).toMatchObject({ title: '<script>alert(1)</script>', reference: { citeKey: '__proto__' } })
    expect(({} as Record<string, unknown>)['y']).toBeUndefined()
  })

  it('keeps comments and preambles apart', async () => {
    const { rest } = await read('@preamble{"\\\\newcommand{}"}\nwords @comment{jabref-meta: x;} @misc{a, title={A}}')
    expect(rest).toBe('@preamble{"\\\\newcommand{}"}\n\n@comment{jabref-meta: x;}')
  })

  it('needs time in proportion to its length', async () => {
    const many = '@article{a, title={never closed,\n'.repeat(20_000)
    expect((await read(many)).refused).toHaveLength(20_000)
    expect(parsedBibtex('@article{a,'.repeat(50_000)).entries).toHaveLength(0)
  })

  it('finds the files that other programs name', () => {
    expect(filesIn('Full Text:files/12/a.pdf:application/pdf;Snapshot:files/13/a.html:text/html')).toEqual([
      'files/12/a.pdf',
    ])
    expect(filesIn(String.raw`:C\:\\papers\\x.pdf:PDF`)).toEqual(['C:\\papers\\x.pdf'])
    expect(filesIn('papers/y.pdf; z.pdf')).toEqual(['papers/y.pdf', 'z.pdf'])
  })
})
