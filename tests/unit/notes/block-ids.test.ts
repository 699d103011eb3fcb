import type { Nodes } from 'mdast'
import { expect, test } from 'vitest'
import type {} from '../../../renderer/notes/block-ids.ts'
import { embeddedText } from '../../../renderer/notes/embedded-text.ts'
import { noteFromMarkdown } from '../../../renderer/notes/markdown.ts'
import { beginningOf, sectionOf, wordsOf } from '../../../renderer/notes/sections.ts'

/** Every block with a name, as `type name: words`. */
function named(node: Nodes): string[] {
  const own = node.data?.blockId ? [`${node.type} ${node.data.blockId}: ${wordsOf(node)}`] : []
  return 'children' in node ? [...own, ...node.children.flatMap(named)] : own
}
const namedIn = (markdown: string) => named(noteFromMarkdown(markdown))
const wordsIn = (markdown: string) => noteFromMarkdown(markdown).children.map(wordsOf)

test('stand behind the last word of a paragraph or an item, and are no words of it', () => {
  expect(namedIn('One *two* ^first-1\n\nThree.\n')).toEqual(['paragraph first-1: One two'])
  expect(namedIn('Two lines\n^below')).toEqual(['paragraph below: Two lines'])
  expect(namedIn('- a ^A\n- b\n  - c $x$ ^C\n')).toEqual(['listItem A: a', 'listItem C: c x'])
  expect(namedIn('> [!note]\n> words ^q')).toEqual(['paragraph q: words'])
})

test('stand alone under the block that they name', () => {
  expect(namedIn('> said\n\n^quote\n\nrest')).toEqual(['blockquote quote: said'])
  expect(namedIn('$$\nx\n$$\n\n^sum')).toEqual(['math sum: '])
  expect(wordsIn('| a |\n| - |\n| b |\n\n^table')).toEqual(['ab'])
})

test.each(['x^2', 'a power: x^n', '\\^taken', 'no ^under_score', '`code ^a`', 'behind **bold**^a', '^alone', 'a ^b c'])(
  'are none in %s',
  markdown => expect(namedIn(markdown)).toEqual([]),
)

test('are what a link means by ^, whatever their letters’ case', () => {
  const root = noteFromMarkdown('# A\n\nOne ^x\n\n- two ^Y\n- three\n')
  const said = (path: string) => sectionOf(root, path)?.map(node => `${node.type}: ${wordsOf(node)}`)
  expect(said('^x')).toEqual(['paragraph: One'])
  expect(said('^y')).toEqual(['list: two'])
  expect(said('^z')).toBeUndefined()
})

test('let one paragraph be shown in another note', () => {
  const entry = {
    id: 'n1',
    topicId: 't1',
    order: 'a0',
    kind: 'text',
    markdown: 'Before.\n\nThis one. ^here\n',
  } as const
  const shown = embeddedText({ entries: [entry], language: 'en', heading: '^here', own: null, place: 0 })
  expect(shown.kind === 'text' && shown.nodes.map(wordsOf)).toEqual(['This one.'])
})

test.each([
  ['Short.', 'Short.'],
  ['One that is so long that, sooner or later, it has to end', 'One that is so long that, sooner or…'],
  ['拉格朗日对偶把约束搬进目标函数，乘子就是放松约束的价格。', '拉格朗日对偶把约束搬进目标函数，乘子就是…'],
  ['a [[Topic|link]] and *more*\nof it', 'a link and more of it'],
  [`${'x'.repeat(100)} y`, `${'x'.repeat(100)}…`],
  ['$$\nx\n$$', ''],
])('call %j by how it begins', (markdown, beginning) =>
  expect(beginningOf(noteFromMarkdown(markdown).children)).toBe(beginning),
)
