import type { FormatName } from '../../../../electron/contract/choices.ts'
import { sampleList } from './fixture.ts'

export const bib = `@string{jmlr = "Journal of Machine Learning Research"}
@preamble{"x"}

@article{gartner2009,
  title =   {Gr{\\"o}bner Bases for {BERT} \\& Co.},
  author = {G{\\"a}rtner, Thomas and others},
  journal = jmlr, year = 2009,
  pages = {1--20},
  myfield = {kept as is},
}

@inproceedings{second, title={Second}, crossref={proc}, author={周志华}}
@proceedings{proc, title={Proceedings of X}, year={2010}, publisher={ACM}}
`

export const csl = JSON.stringify([
  {
    id: 'one',
    type: 'article-journal',
    title: 'Über Ω and $x^2$: 100% {sure}',
    author: [{ family: 'de la Fuente', given: 'José' }, { literal: 'Open & AI' }],
    issued: { 'date-parts': [[2020, '2', 3]] },
    'container-title': 'J. of <i>“Tests”</i>',
    page: '1–9',
    volume: 3,
    issue: '4',
    DOI: '10.1000/ABC',
    custom: { kept: true },
  },
  { id: 'http://zotero.org/items/2', type: 'thesis', title: 'Thesis', publisher: 'ETH', genre: 'PhD thesis' },
])

export const ris = `TY  - JOUR
TI  - A Title
AU  - Doe, Jane
AU  - Consortium
PY  - 2011
DA  - 2011/05/06/
T2  - Nature
VL  - 1
IS  - 2
SP  - 10
EP  - 20
SN  - 1234-5678
DO  - 10.1000/xyz
UR  - https://example.org/a
KW  - one
KW  - two
ZZ  - unknown
ER  - 

noise
TY  - BOOK
TI  - Book
SN  - 978-1
ER  - 
`

/** One text of each format, as a beginning for what is mutated. */
export const beginnings: Record<FormatName, string> = {
  bibtex: bib,
  biblatex: bib,
  'csl-json': csl,
  ris,
  markdown: sampleList,
  pasted: 'https://a.org/x\n10.1000/abc, doi:10.1000/def\narXiv:1706.03762\n2101.00001v2 hep-th/9901001\n',
  csv: 'title,authors,year,url,doi,tags,topic\n"A ""b""","Doe, Jane; Roe, R",2001,https://a.org,10.1000/a,"x, y",T / U\nB,,,,,,\n',
  bookmarks:
    '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><H3>F &amp; G</H3>\n<DL><p><DT><A HREF="http://a.org" ADD_DATE="1500000000" TAGS="t">A</A><DD>r\n</DL><p></DL>',
  opml: '<?xml version="1.0"?><opml version="2.0"><head><title>T</title></head><body><outline text="U" _note="n">\n<outline text="A" url="http://a.org" category="x,y"/></outline></body></opml>',
  obsidian:
    '---\ntitle: "A: b"\nauthors:\n  - Doe, Jane\nyear: 2001\ndoi: 10.1000/x\ntags: [t, "u v"]\nstatus: read\n---\n\nwords **x**\n',
  folium:
    '{"folium": 1, "topics": {"top1": {"id": "top1", "parentId": null, "order": "a0", "title": "T"}}, "items": {}}',
}
