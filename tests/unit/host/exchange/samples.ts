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
