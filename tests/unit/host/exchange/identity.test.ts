import { describe, expect, it } from 'vitest'
import { arxivIdIn, doiIn, identityOf, itemFrom, kindOf } from '../../../../electron/host/exchange/identity.ts'

const identity = (url: string | null, title = 'T'): string => identityOf(itemFrom('id', title, url))

describe('kindOf', () => {
  it.each([
    ['paper', 'https://arxiv.org/abs/2203.12119', 'T'],
    ['paper', 'https://dx.doi.org/10.1000/xyz', 'T'],
    ['paper', 'https://openreview.net/forum?id=x', 'T'],
    ['paper', 'http://proceedings.mlr.press/v97/x.html', 'T'],
    ['paper', 'https://link.springer.com/article/10.1007/s1', 'T'],
    ['paper', 'https://onlinelibrary.wiley.com/doi/full/10.1002/abc', 'T'],
    ['paper', 'https://example.edu/~someone/thesis.pdf', 'T'],
    ['video', 'https://www.bilibili.com/video/BV1?vd_source=x', 'T'],
    ['video', 'https://youtu.be/x', '课程 1'],
    ['code', 'https://github.com/a/b', 'T'],
    ['code', 'https://gitlab.com/a/b/tree/main/c', 'T'],
    ['webpage', 'https://github.com/a/b/blob/main/README.md', 'T'],
    ['code', 'https://www.kaggle.com/someone/a-notebook', 'T'],
    ['book', 'https://github.com/a/b/blob/main/c.pdf', '《书》'],
    ['book', 'https://zh.d2l.ai/', 'Dive'],
    ['course', 'https://i.study.example.edu/x', 'Some Course：Parallel'],
    ['course', 'https://example.com', '某某课程'],
    ['course', 'https://ocw.mit.edu/courses/x', 'T'],
    ['webpage', 'https://zhuanlan.zhihu.com/p/1', 'T'],
    ['webpage', null, 'MODEL-2'],
    ['webpage', 'not an address', 'T'],
  ] as const)('says %s of %s (%s)', (kind, url, title) => {
    expect(kindOf(url, title)).toBe(kind)
  })
})

describe('the number of a paper', () => {
  it.each([
    ['https://arxiv.org/abs/2203.12119', '2203.12119'],
    ['http://arxiv.org/pdf/2203.12119v3.pdf', '2203.12119'],
    ['https://arxiv.org/abs/hep-th/9901001v1', 'hep-th/9901001'],
    ['https://arxiv.org/abs/math.AG/0601001', 'math.ag/0601001'],
    ['arXiv:1706.03762', '1706.03762'],
    ['https://doi.org/10.48550/arXiv.1706.03762', '1706.03762'],
    ['https://example.com/2203.12119', null],
  ])('in %s is arXiv %s', (text, id) => expect(arxivIdIn(text)).toBe(id))

  it.each([
    ['https://doi.org/10.1145/3292500.3330701', '10.1145/3292500.3330701'],
    ['https://link.springer.com/content/pdf/10.1007/S11263-022-01653-1.pdf', '10.1007/s11263-022-01653-1'],
    ['https://onlinelibrary.wiley.com/doi/10.1002/abc.123/full?x=1', '10.1002/abc.123'],
    ['https://doi.org/10.1016%2FS0140-6736(20)30183-5', '10.1016/s0140-6736(20)30183-5'],
    ['see doi:10.1000/182.', '10.1000/182'],
    ['https://example.com/10.5/x', null],
  ])('in %s is the DOI %s', (text, doi) => expect(doiIn(text)).toBe(doi))
})

describe('identityOf', () => {
  it.each([
    ['http://Example.com/a/', 'https://example.com/a'],
    ['https://example.com/a?utm_source=x&b=1', 'https://example.com/a?b=1'],
    ['https://www.bilibili.com/video/BV1/?spm_id_from=1&vd_source=2', 'https://www.bilibili.com/video/BV1'],
    ['https://arxiv.org/abs/2203.12119v1', 'http://arxiv.org/pdf/2203.12119v2'],
    ['https://doi.org/10.1000/ABC', 'https://dx.doi.org/10.1000/abc'],
  ])('is the same for %s and %s', (one, other) => expect(identity(one)).toBe(identity(other)))

  it.each([
    ['https://www.zhihu.com/question/1/answer/2', 'https://www.zhihu.com/question/1/answer/3'],
    ['https://example.github.io/a/#/', 'https://example.github.io/a/#/b'],
    ['https://example.com/?p=1', 'https://example.com/?p=2'],
  ])('differs for %s and %s', (one, other) => expect(identity(one)).not.toBe(identity(other)))

  it('is the title where there is no address', () => {
    expect(identity(null, 'Model  2')).toBe(identity(null, 'model 2'))
    expect(identity(null, 'T')).not.toBe(identity('https://a.com', 'T'))
  })

  it('leaves the address as it is written', () => {
    const url = 'HTTP://Example.com/a/?utm_source=x'
    expect(itemFrom('id', 'T', url).url).toBe(url)
  })
})
