import { expect, test } from 'vitest'
import { addressFromTyped, hostOf } from '../../../renderer/lib/address.ts'

test.each([
  ['https://example.org/a?b=1', 'https://example.org/a?b=1'],
  ['  2302.03024v2 ', 'https://arxiv.org/abs/2302.03024v2'],
  ['arXiv: 1706.03762', 'https://arxiv.org/abs/1706.03762'],
  ['doi:10.1007/s11263-022-01653-1', 'https://doi.org/10.1007/s11263-022-01653-1'],
  ['example.org/paper', 'https://example.org/paper'],
])('reads the address of %j', (typed, address) => {
  expect(addressFromTyped(typed)).toBe(address)
})

test.each([
  'Attention is all you need',
  '凸优化',
  'javascript:alert(1)',
  'https://',
  'file:///etc/passwd',
  'https://a b',
  '3.14',
])('takes %j for a title', typed => expect(addressFromTyped(typed)).toBeNull())

test('names a host as people say it', () => {
  expect(hostOf('https://www.zhihu.com/question/1')).toBe('zhihu.com')
  expect(hostOf('not an address')).toBe('')
  expect(hostOf(null)).toBe('')
})
