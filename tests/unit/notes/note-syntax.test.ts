import type { Nodes } from 'mdast'
import { describe, expect, test } from 'vitest'
import { embeddedText } from '../../../renderer/notes/embedded-text.ts'
import { noteFromMarkdown } from '../../../renderer/notes/markdown.ts'
import type {} from '../../../renderer/notes/note-syntax.ts'
import { headingAt, headingsOf, sectionOf, wordsOf } from '../../../renderer/notes/sections.ts'

/** A tree in one line: `p(text, mark(strong))`. */
function shape(node: Nodes): string {
  if (node.type === 'text') return JSON.stringify(node.value)
  if (node.type === 'noteLink') return `${node.embedded ? '!' : ''}[${node.target}${node.text ? `|${node.text}` : ''}]`
  if (node.type === 'embed') return `embed[${node.target}${node.text ? `|${node.text}` : ''}]`
  if (node.type === 'inlineMath' || node.type === 'inlineCode') return `${node.type} ${node.value}`
  const name = node.type === 'paragraph' ? 'p' : node.type
  return 'children' in node ? `${name}(${node.children.map(shape).join(' ')})` : name
}
const shapes = (markdown: string) => noteFromMarkdown(markdown).children.map(shape)

describe('links', () => {
  test('stand apart from the words around them', () => {
    expect(shapes('see [[A|the *b*]] and [[#c]].')).toEqual(['p("see [[A|the " emphasis("b") "]] and " [#c] ".")'])
    expect(shapes('see [[A|b]], [[#c]].')).toEqual(['p("see " [A|b] ", " [#c] ".")'])
    expect(shapes('| a |\n| - |\n| [[x\\|y]] |')).toEqual([
      'table(tableRow(tableCell("a")) tableRow(tableCell([x|y])))',
    ])
  })

  test.each(['\\[[a]]', '`[[a]]`', '$[[a]]$', '[[a] ]'])('are none in %s', markdown =>
    expect(shapes(markdown).join('')).not.toMatch(/[( ]!?\[a\]/),
  )
})

describe('embeds', () => {
  test('cut the paragraph that they stand in', () => {
    expect(shapes('![[A#b|c]]')).toEqual(['embed[A#b|c]'])
    expect(shapes('before ![[A]]  \n![[B]]\nbehind')).toEqual([
      'p("before ")',
      'embed[A]',
      'embed[B]',
      'p("\\nbehind")',
    ])
    expect(shapes('> ![[A]]\n\n- [ ] ![[B]]')).toEqual(['blockquote(embed[A])', 'list(listItem(embed[B]))'])
  })

  test('are links where no block can stand, and where the sign was taken back', () => {
    expect(shapes('## ![[A]]')).toEqual(['heading(![A])'])
    expect(shapes('**![[A]]**')).toEqual(['p(strong(![A]))'])
    expect(shapes('so \\![[A]]')).toEqual(['p("so !" [A])'])
  })
})

describe('marks', () => {
  test.each([
    ['a ==b== c', 'p("a " mark("b") " c")'],
    ['==b **c** $x$==', 'p(mark("b " strong("c") " " inlineMath x))'],
    ['**==b==**', 'p(strong(mark("b")))'],
    ['==[[A]]==', 'p(mark([A]))'],
    ['中==文==字', 'p("中" mark("文") "字")'],
    ['==a== b ==c==', 'p(mark("a") " b " mark("c"))'],
    ['==a ==b==', 'p("==" "a " mark("b"))'],
  ])('%s', (markdown, expected) => expect(shapes(markdown)).toEqual([expected]))

  test.each([
    'a == b and c == d',
    'a ==b',
    '==',
    '====',
    '===a===',
    '\\==a==',
    '&#61;=a==',
    '== a ==',
    '`==a==`',
    '$a==b==c$',
  ])('are none in %s', markdown => expect(shapes(markdown).join('')).not.toContain('mark('))

  test('do not take callouts their titles', () => {
    expect(shapes('> [!note] Take care\n> ==a==')).toEqual(['blockquote(p(mark("a")))'])
  })
})

describe('sections', () => {
  const root = noteFromMarkdown(
    '# Top\n\none\n\n## The $x^2$ `case`, [[A|of a]] ==kind==\n\ntwo\n\n### Below\n\nthree\n\n## C++\n\nfour\n\n## C\n\n### Below\n\nfive\n',
  )
  const words = headingsOf(root).map(wordsOf)

  test.each([
    ['Top', 0],
    ['top', 0],
    ['The x^2 case, of a kind', 1],
    ['the x2  case of a kind', 1],
    ['Below', 2],
    ['C', 4],
    ['c++', 3],
    ['C#Below', 5],
    ['Top#C#Below', 5],
    ['Nobody', -1],
    ['C#Nobody', -1],
    ['##', -1],
  ])('knows the heading %s', (path, at) => expect(headingAt(words, path)).toBe(at))

  test('end where the next heading as high begins', () => {
    expect(sectionOf(root, 'the x2 case of a kind')!.map(wordsOf)).toEqual(['two', 'Below', 'three'])
    expect(sectionOf(root, 'C#Below')!.map(wordsOf)).toEqual(['five'])
    expect(sectionOf(root, 'nobody')).toBeNull()
  })
})

describe('embeddedText', () => {
  const entry = (markdown: string, language?: 'en' | 'zh-CN') =>
    ({ id: markdown, topicId: 't', order: 'a', kind: 'text', markdown, ...(language && { language }) }) as const
  const asked = { entries: [entry('# One\n\nenglish', 'en'), entry('# 一\n\n中文', 'zh-CN')], own: null, place: 0 }

  test('reads the text of the language that is spoken, the other where only that has the heading', () => {
    const told = (part: Partial<Parameters<typeof embeddedText>[0]>) => {
      const shown = embeddedText({ ...asked, language: 'en', heading: '', ...part })
      return shown.kind === 'text' ? [shown.nodes.map(wordsOf).join(' '), shown.isSpoken] : shown
    }
    expect(told({})).toEqual(['One english', true])
    expect(told({ language: 'zh-CN' })).toEqual(['一 中文', true])
    expect(told({ heading: '一' })).toEqual(['中文', false])
    expect(told({ heading: 'Two' })).toEqual({ kind: 'none', reason: 'noHeading' })
    expect(told({ entries: [] })).toEqual({ kind: 'none', reason: 'empty' })
  })

  test('knows when what asks lies in what it asks for', () => {
    const text = '## A\n\n![[#A]]\n\n## B\n\n![[#A]]\n'
    const own = noteFromMarkdown(text)
    const at = (place: number) => embeddedText({ ...asked, language: 'en', heading: 'A', own, place }).kind
    expect(at(text.indexOf('![['))).toBe('within')
    expect(at(text.lastIndexOf('![['))).toBe('text')
  })
})
