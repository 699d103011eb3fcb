import { describe, expect, it } from 'vitest'
import type { CiteStyle } from '../../../../electron/contract/choices.ts'
import type { Item } from '../../../../electron/contract/item.ts'
import type { Person, Reference } from '../../../../electron/contract/reference.ts'
import { formatted } from '../../../../electron/host/cite/index.ts'

type Style = Exclude<CiteStyle, 'bibtex'>

const itemOf = (title: string, reference: Reference | undefined, more: Partial<Item> = {}): Item => ({
  id: 'item',
  kind: 'paper',
  title,
  url: null,
  arxivId: null,
  doi: null,
  paper: null,
  addedAt: '2026-01-01T00:00:00.000Z',
  ...(reference ? { reference } : {}),
  ...more,
})
const person = (family: string, given: string): Person => ({ family, given })
const year = (...date: [number] | [number, number] | [number, number, number]) => ({ 'date-parts': [date] })
const plain = (item: Item, style: Style): string => formatted([item], style).plain

const article = itemOf(
  'Deep learning',
  {
    type: 'article-journal',
    author: [person('LeCun', 'Yann'), person('Bengio', 'Yoshua'), person('Hinton', 'Geoffrey E.')],
    issued: year(2015, 5),
    'container-title': 'Nature',
    volume: '521',
    issue: '7553',
    page: '436-444',
  },
  { doi: '10.1038/nature14539' },
)
const conference = itemOf(
  'Attention is all you need',
  {
    type: 'paper-conference',
    author: [person('Vaswani', 'Ashish'), person('Shazeer', 'Noam')],
    issued: year(2017),
    'container-title': 'Advances in Neural Information Processing Systems',
    publisher: 'Curran Associates',
    page: '5998-6008',
  },
  { url: 'https://papers.nips.cc/paper/7181' },
)
const book = itemOf('Convex optimization', {
  type: 'book',
  author: [person('Boyd', 'Stephen'), person('Vandenberghe', 'Lieven')],
  issued: year(2004),
  publisher: 'Cambridge University Press',
  'publisher-place': 'Cambridge',
  edition: '2',
})
const chapter = itemOf('Learning internal representations', {
  type: 'chapter',
  author: [person('Rumelhart', 'David E.')],
  editor: [person('McClelland', 'James'), { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van den' }],
  issued: year(1986),
  'container-title': 'Parallel distributed processing',
  publisher: 'MIT Press',
  'publisher-place': 'Cambridge, MA',
  page: '318-362',
})
const thesis = itemOf('On learning', {
  type: 'thesis',
  author: [person('Doe', 'Jean-Luc')],
  issued: year(1999),
  genre: 'PhD thesis',
  publisher: 'ETH Zürich',
})
const preprint = itemOf(
  'Adam: A method for stochastic optimization',
  {
    type: 'article',
    author: [person('Kingma', 'Diederik P.'), person('Ba', 'Jimmy')],
    issued: year(2014, 12, 22),
    accessed: year(2020, 1, 2),
  },
  { arxivId: '1412.6980' },
)
const webpage = itemOf(
  'What is a saddle point?',
  {
    type: 'webpage',
    author: [{ literal: 'Folium Team' }],
    issued: year(2021, 3, 4),
    accessed: year(2024, 5, 6),
    'container-title': 'The Folium Blog',
  },
  { kind: 'webpage', url: 'https://example.org/saddle' },
)
const chinese = itemOf('机器学习', {
  type: 'book',
  author: [person('周', '志华')],
  issued: year(2016),
  publisher: '清华大学出版社',
  'publisher-place': '北京',
  edition: '2',
})

const cases: [string, Item, Record<Style, string>][] = [
  [
    'an article',
    article,
    {
      apa: 'LeCun, Y., Bengio, Y., & Hinton, G. E. (2015). Deep learning. Nature, 521(7553), 436–444. https://doi.org/10.1038/nature14539',
      ieee: 'Y. LeCun, Y. Bengio, and G. E. Hinton, “Deep learning,” Nature, vol. 521, no. 7553, pp. 436–444, May 2015, doi: 10.1038/nature14539.',
      acm: 'Yann LeCun, Yoshua Bengio, and Geoffrey E. Hinton. 2015. Deep learning. Nature 521, 7553 (May 2015), 436–444. https://doi.org/10.1038/nature14539',
      chicago:
        'LeCun, Yann, Yoshua Bengio, and Geoffrey E. Hinton. 2015. “Deep learning.” Nature 521 (7553): 436–444. https://doi.org/10.1038/nature14539',
      gbt7714:
        'LECUN Y, BENGIO Y, HINTON G E. Deep learning[J]. Nature, 2015, 521(7553): 436-444. DOI:10.1038/nature14539.',
    },
  ],
  [
    'a conference paper',
    conference,
    {
      apa: 'Vaswani, A., & Shazeer, N. (2017). Attention is all you need. In Advances in Neural Information Processing Systems (pp. 5998–6008). Curran Associates. https://papers.nips.cc/paper/7181',
      ieee: 'A. Vaswani and N. Shazeer, “Attention is all you need,” in Advances in Neural Information Processing Systems, Curran Associates, 2017, pp. 5998–6008. [Online]. Available: https://papers.nips.cc/paper/7181',
      acm: 'Ashish Vaswani and Noam Shazeer. 2017. Attention is all you need. In Advances in Neural Information Processing Systems. Curran Associates, 5998–6008. Retrieved from https://papers.nips.cc/paper/7181',
      chicago:
        'Vaswani, Ashish, and Noam Shazeer. 2017. “Attention is all you need.” In Advances in Neural Information Processing Systems, 5998–6008. Curran Associates. https://papers.nips.cc/paper/7181',
      gbt7714:
        'VASWANI A, SHAZEER N. Attention is all you need[C]//Advances in Neural Information Processing Systems. Curran Associates, 2017: 5998-6008.',
    },
  ],
  [
    'a book',
    book,
    {
      apa: 'Boyd, S., & Vandenberghe, L. (2004). Convex optimization (2nd ed.). Cambridge University Press.',
      ieee: 'S. Boyd and L. Vandenberghe, Convex optimization, 2nd ed. Cambridge: Cambridge University Press, 2004.',
      acm: 'Stephen Boyd and Lieven Vandenberghe. 2004. Convex optimization (2nd. ed.). Cambridge University Press, Cambridge.',
      chicago:
        'Boyd, Stephen, and Lieven Vandenberghe. 2004. Convex optimization. 2nd ed. Cambridge: Cambridge University Press.',
      gbt7714: 'BOYD S, VANDENBERGHE L. Convex optimization[M]. 2nd ed. Cambridge: Cambridge University Press, 2004.',
    },
  ],
  [
    'a chapter',
    chapter,
    {
      apa: 'Rumelhart, D. E. (1986). Learning internal representations. In J. McClelland & J. van den Berg (Eds.), Parallel distributed processing (pp. 318–362). MIT Press.',
      ieee: 'D. E. Rumelhart, “Learning internal representations,” in Parallel distributed processing, J. McClelland and J. van den Berg, Eds. Cambridge, MA: MIT Press, 1986, pp. 318–362.',
      acm: 'David E. Rumelhart. 1986. Learning internal representations. In Parallel distributed processing, James McClelland and Jan van den Berg (Eds.). MIT Press, Cambridge, MA, 318–362.',
      chicago:
        'Rumelhart, David E. 1986. “Learning internal representations.” In Parallel distributed processing, edited by James McClelland and Jan van den Berg, 318–362. Cambridge, MA: MIT Press.',
      gbt7714:
        'RUMELHART D E. Learning internal representations[M]//MCCLELLAND J, VAN DEN BERG J. Parallel distributed processing. Cambridge, MA: MIT Press, 1986: 318-362.',
    },
  ],
  [
    'a thesis',
    thesis,
    {
      apa: 'Doe, J.-L. (1999). On learning [PhD thesis, ETH Zürich].',
      ieee: 'J.-L. Doe, “On learning,” PhD thesis, ETH Zürich, 1999.',
      acm: 'Jean-Luc Doe. 1999. On learning. Ph.D. Dissertation. ETH Zürich.',
      chicago: 'Doe, Jean-Luc. 1999. “On learning.” PhD thesis, ETH Zürich.',
      gbt7714: 'DOE J-L. On learning[D]. ETH Zürich, 1999.',
    },
  ],
  [
    'a preprint',
    preprint,
    {
      apa: 'Kingma, D. P., & Ba, J. (2014). Adam: A method for stochastic optimization (arXiv:1412.6980). arXiv. https://arxiv.org/abs/1412.6980',
      ieee: 'D. P. Kingma and J. Ba, “Adam: A method for stochastic optimization,” 2014, arXiv:1412.6980.',
      acm: 'Diederik P. Kingma and Jimmy Ba. 2014. Adam: A method for stochastic optimization. arXiv:1412.6980. Retrieved from https://arxiv.org/abs/1412.6980',
      chicago:
        'Kingma, Diederik P., and Jimmy Ba. 2014. “Adam: A method for stochastic optimization.” Preprint, arXiv. https://arxiv.org/abs/1412.6980',
      gbt7714:
        'KINGMA D P, BA J. Adam: A method for stochastic optimization[EB/OL]. (2014-12-22)[2020-01-02]. https://arxiv.org/abs/1412.6980.',
    },
  ],
  [
    'a web page',
    webpage,
    {
      apa: 'Folium Team. (2021, March 4). What is a saddle point? The Folium Blog. https://example.org/saddle',
      ieee: 'Folium Team, “What is a saddle point?” The Folium Blog, 2021. Accessed: May 6, 2024. [Online]. Available: https://example.org/saddle',
      acm: 'Folium Team. 2021. What is a saddle point? The Folium Blog. Retrieved May 6, 2024 from https://example.org/saddle',
      chicago:
        'Folium Team. 2021. “What is a saddle point?” The Folium Blog. Accessed May 6, 2024. https://example.org/saddle',
      gbt7714:
        'Folium Team. What is a saddle point?[EB/OL]. The Folium Blog. (2021-03-04)[2024-05-06]. https://example.org/saddle.',
    },
  ],
  [
    'a Chinese book',
    chinese,
    {
      apa: '周志华. (2016). 机器学习 (2nd ed.). 清华大学出版社.',
      ieee: '周志华, 机器学习, 2nd ed. 北京: 清华大学出版社, 2016.',
      acm: '周志华. 2016. 机器学习 (2nd. ed.). 清华大学出版社, 北京.',
      chicago: '周志华. 2016. 机器学习. 2nd ed. 北京: 清华大学出版社.',
      gbt7714: '周志华. 机器学习[M]. 2版. 北京: 清华大学出版社, 2016.',
    },
  ],
]

describe.each(cases)('writes %s', (_, item, styles) => {
  it.each(Object.entries(styles) as [Style, string][])('in %s', (style, words) =>
    expect(plain(item, style)).toBe(words),
  )
})

const many = (count: number): Item =>
  itemOf('T', {
    type: 'article-journal',
    author: Array.from({ length: count }, (_, index) => person(`N${index + 1}`, 'A')),
    issued: year(2000),
    'container-title': 'J',
  })

describe('many authors', () => {
  it.each<[Style, number, string]>([
    ['apa', 1, 'N1, A. (2000)'],
    ['apa', 2, 'N1, A., & N2, A. (2000)'],
    ['apa', 8, 'N1, A., N2, A., N3, A., N4, A., N5, A., N6, A., N7, A., & N8, A. (2000)'],
    ['apa', 21, 'N19, A., . . . N21, A. (2000)'],
    ['ieee', 6, 'A. N1, A. N2, A. N3, A. N4, A. N5, and A. N6, “T,”'],
    ['ieee', 8, 'A. N1 et al., “T,”'],
    ['acm', 8, 'A N7, and A N8. 2000'],
    ['chicago', 10, 'A N9, and A N10. 2000'],
    ['chicago', 21, 'N1, A, A N2, A N3, A N4, A N5, A N6, A N7, et al. 2000'],
    ['gbt7714', 3, 'N1 A, N2 A, N3 A. T[J]'],
    ['gbt7714', 8, 'N1 A, N2 A, N3 A, et al. T[J]'],
  ])('in %s, %i of them', (style, count, words) => expect(plain(many(count), style)).toContain(words))

  it('says that there are others, and Chinese ones in Chinese', () => {
    const item = itemOf('题', {
      type: 'article-journal',
      author: [person('周', '志华'), { literal: 'others' }],
      'container-title': '计算机学报',
      issued: year(2000),
    })
    expect(plain(item, 'gbt7714')).toBe('周志华, 等. 题[J]. 计算机学报, 2000.')
    expect(plain(item, 'apa')).toBe('周志华, et al. (2000). 题. 计算机学报.')
  })
})

describe('what is not known', () => {
  it.each<[Style, string]>([
    ['apa', 'Untitled thing. (n.d.). https://example.org/x'],
    ['ieee', '“Untitled thing.” [Online]. Available: https://example.org/x'],
    ['acm', 'Untitled thing. [n. d.]. Retrieved from https://example.org/x'],
    ['chicago', '“Untitled thing.” n.d. https://example.org/x'],
    ['gbt7714', 'Untitled thing[EB/OL]. https://example.org/x.'],
  ])('is left out in %s', (style, words) => {
    const item = itemOf('Untitled thing', undefined, { kind: 'webpage', url: 'https://example.org/x' })
    expect(plain(item, style)).toBe(words)
  })

  it('gives no link that may not be opened, and no markup', () => {
    const item = itemOf('<img src=x onerror=alert(1)> *a* [b](c)', { type: 'webpage' }, { url: 'javascript:alert(1)' })
    const { html, markdown, plain } = formatted([item], 'apa')
    expect(html).toBe('<p><i>&lt;img src=x onerror=alert(1)&gt; *a* [b](c)</i>. (n.d.).</p>')
    expect(plain).not.toContain('javascript')
    expect(markdown).toContain('\\<img')
  })

  it('writes italics and links in Markdown and HTML', () => {
    const { markdown, html } = formatted([article], 'apa')
    expect(markdown).toContain('*Nature*, *521*(7553), 436–444. <https://doi.org/10.1038/nature14539>')
    expect(html).toContain('<i>Nature</i>, <i>521</i>(7553), 436–444. <a href="https://doi.org/10.1038/nature14539">')
  })
})
