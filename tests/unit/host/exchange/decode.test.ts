import { describe, expect, it } from 'vitest'
import { emptyLibrary } from '../../../../electron/contract/library.ts'
import { Refusal } from '../../../../electron/contract/result.ts'
import { decodeText, listLimit } from '../../../../electron/host/exchange/decode.ts'
import { formats } from '../../../../electron/host/exchange/index.ts'
import { exported, sourceOf, takenIn } from './taken-in.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function refusalOf(action: () => unknown): Pick<Refusal, 'code' | 'params'> {
  try {
    action()
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, params: error.params }
    throw error
  }
  throw new Error('nothing was refused')
}

describe('decodeText', () => {
  it('keeps a byte order mark and every line break', () => {
    const text = '\u{feff}# A\r\nb\rc\n'
    expect(decodeText(bytesOf(text), 'a.md')).toBe(text)
  })

  it('names the line that is not UTF-8', () => {
    const bytes = new Uint8Array([...bytesOf('# 甲\n\n'), 0xb8, 0xdf, 0x0a, ...bytesOf('more\n')])
    expect(refusalOf(() => decodeText(bytes, 'a.md'))).toEqual({ code: 'not-utf8', params: { name: 'a.md', line: 3 } })
    expect(refusalOf(() => decodeText(new Uint8Array([0xff, 0xfe]), 'a.md')).params).toEqual({ name: 'a.md', line: 1 })
  })

  it('refuses a file of 50 MB', () => {
    const { code, params } = refusalOf(() => decodeText(new Uint8Array(50 << 20), 'a.md'))
    expect({ code, params }).toEqual({
      code: 'file-too-large',
      params: { name: 'a.md', limit: `${listLimit >> 20} MB` },
    })
  })

  it.each(['', ' \n\t\r\n', '\u{feff}\n'])('refuses a file of nothing but blanks: %j', text => {
    const read = () => formats.markdown.read(emptyLibrary(), bytesOf(text), sourceOf(text))
    expect(refusalOf(read)).toEqual({ code: 'empty-file', params: { name: 'my list.md' } })
  })
})

describe('a hostile list', () => {
  const many = 10_000
  const numbered = (make: (index: number) => string) => Array.from({ length: many }, (_, index) => make(index)).join('')
  const lists: Record<string, string> = {
    'open brackets': '['.repeat(many),
    'nested brackets': '['.repeat(many) + '](x)'.repeat(many),
    'nested images': '!['.repeat(many) + '](x)'.repeat(many),
    'nested quotes': '> '.repeat(many),
    'nested bullets on a line': '- '.repeat(many) + 'x',
    'nested bullets on lines': Array.from({ length: 1000 }, (_, index) => `${' '.repeat(2 * index)}- x\n`).join(''),
    'runs of ticks': `# ${Array.from({ length: 700 }, (_, index) => `${'`'.repeat(index + 1)}a`).join('')}`,
    'marks of emphasis': `- [${'*a_ '.repeat(many)}](https://a.com)`,
    'open targets': '[a](b'.repeat(many),
    'open titles': '[a](b "'.repeat(many),
    'open comments': '<!-- '.repeat(many),
    'open tags': '<a '.repeat(many),
    'stops of an address': `x https://a.com${'.'.repeat(many)})`,
    'blank ends': `- [a](https://a.com)${' '.repeat(many)}x`,
    'separators around words': `- ${'：'.repeat(20 * many)}x [a](https://a.com)${'，'.repeat(20 * many)}y`,
    'closing marks of a heading': `# ${' #'.repeat(many)}x`,
    'one very long line': `prose ${'x'.repeat(2_500_000)}`,
    'a very long title': `# ${'word '.repeat(many)}\n`,
    'bullets of one list': numbered(index => `- [a${index}](https://a.com/${index})\n`),
    'equal headings': '# a\n'.repeat(many),
    'equal bullets': '- [a](https://a.com)\n'.repeat(many),
    'null characters': '- [a\0](https://a.com/\0)\0\n',
  }
  it.each(Object.keys(lists))(
    'of %s is read and comes back',
    name => {
      const text = lists[name] as string
      expect(exported(takenIn(text).library) === text).toBe(true)
    },
    120_000,
  )
})
