import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../../electron/contract/result.ts'
import { decodeText, fileLimit } from '../../../../electron/host/exchange/decode.ts'
import { readingListFrom } from '../../../../electron/host/exchange/reading-list.ts'
import { exported, takenIn } from './taken-in.ts'

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
    expect(decodeText(bytesOf(text), 'a.md')).toEqual({ text, said: [] })
  })

  const read = (bytes: Iterable<number>) => decodeText(new Uint8Array([...bytes]), 'a.md')

  it('recognises UTF-16 in both orders, with a mark and without', () => {
    const text = '# Title 标题\n'
    const units = [...text].map(letter => letter.charCodeAt(0))
    const little = units.flatMap(unit => [unit & 255, unit >> 8])
    const big = units.flatMap(unit => [unit >> 8, unit & 255])
    expect(read([0xff, 0xfe, ...little])).toMatchObject({ text, said: [{ params: { encoding: 'UTF-16LE' } }] })
    expect(read([0xfe, 0xff, ...big])).toMatchObject({ text, said: [{ params: { encoding: 'UTF-16BE' } }] })
    expect(read(little)).toMatchObject({ text })
    expect(read(big)).toMatchObject({ text })
  })

  it('recognises GB18030 and Windows-1252, and says so', () => {
    const chinese = [...bytesOf('# '), 0xcd, 0xb9, 0xd3, 0xc5, 0xbb, 0xaf, 0x0a] // 凸优化
    expect(read(chinese)).toMatchObject({ text: '# 凸优化\n', said: [{ params: { encoding: 'GB18030' } }] })
    const western = [...bytesOf('caf'), 0xe9, ...bytesOf(' na'), 0xef, ...bytesOf('ve\n')]
    expect(read(western)).toMatchObject({ text: 'café naïve\n', said: [{ params: { encoding: 'Windows-1252' } }] })
  })

  it('replaces the few bytes that were damaged, and names the line', () => {
    const decoded = read([...bytesOf('# 凸优化与对偶\n- '), 0xb8, ...bytesOf('x 对偶\n')])
    expect(decoded).toEqual({
      text: '# 凸优化与对偶\n- \u{fffd}x 对偶\n',
      said: [{ key: 'replaced-bytes', params: { name: 'a.md', line: 2 } }],
    })
  })

  it('refuses what is no text, and names the line', () => {
    const picture = () => read([...bytesOf('ab\n'), 0, 0xff, 0x89, 0, 0])
    expect(refusalOf(picture)).toEqual({ code: 'not-utf8', params: { name: 'a.md', line: 2 } })
  })

  it('refuses a file of 200 MB at once', () => {
    const { code, params } = refusalOf(() => decodeText(new Uint8Array(200 << 20), 'a.md'))
    expect({ code, params }).toEqual({
      code: 'file-too-large',
      params: { name: 'a.md', limit: `${fileLimit >> 20} MB` },
    })
  })

  it.each(['', ' \n\t\r\n', '\u{feff}\n'])('refuses a file of nothing but blanks: %j', text => {
    expect(refusalOf(() => readingListFrom(text, 'my list.md'))).toEqual({
      code: 'empty-file',
      params: { name: 'my list.md' },
    })
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
  it.each(Object.keys(lists))('of %s is read and comes back', name => {
    const text = lists[name] as string
    expect(exported(takenIn(text).library) === text).toBe(true)
  })
})
