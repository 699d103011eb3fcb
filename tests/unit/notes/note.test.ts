import { describe, expect, test } from 'vitest'
import { definitionsOf, topDepthOf } from '../../../renderer/notes/drawing.ts'
import { pictureFromHtml, pictureName } from '../../../renderer/notes/html-image.ts'
import { noteFromMarkdown } from '../../../renderer/notes/markdown.ts'
import { solverBlock, solversIn } from '../../../renderer/notes/solver-block.ts'

describe('solverBlock', () => {
  test('reads a name and its state', () => {
    expect(solverBlock('descent?f=x%5E2&rate=0.1')).toEqual({ name: 'descent', state: 'f=x%5E2&rate=0.1' })
    expect(solverBlock('  descent ')).toEqual({ name: 'descent', state: '' })
  })

  test('refuses what names nothing', () => {
    for (const line of ['', '?f=1', 'two words', 'a\nb']) expect(solverBlock(line)).toBeNull()
  })

  test('is found in a note, fenced in either way', () => {
    const note = 'x\n\n```solver\ndescent?f=x\n```\n\n~~~ solver\nduality\n~~~\n\n```js\nsolver\n```\n'
    expect(solversIn(note)).toEqual(['descent', 'duality'])
  })
})

describe('pictureFromHtml', () => {
  test('reads the source and the text, whatever the quotes', () => {
    expect(pictureFromHtml('<img src="https://a.org/x%20y.png" style="zoom:67%;" />')).toEqual({
      address: 'https://a.org/x%20y.png',
      text: '',
    })
    expect(pictureFromHtml("<IMG alt='two words' src=a.png>")).toEqual({ address: 'a.png', text: 'two words' })
  })

  test('takes nothing else for a picture', () => {
    for (const html of ['<script>x</script>', '<img>', '<img src="a"><b>', '<image src="a">'])
      expect(pictureFromHtml(html)).toBeNull()
  })

  test('calls a picture by its text, else by its file', () => {
    expect(pictureName({ address: 'https://a.org/x%20y.png?z=1#q', text: '' })).toBe('x y.png')
    expect(pictureName({ address: 'https://a.org/%E0%A4%A.png', text: '' })).toBe('%E0%A4%A.png')
    expect(pictureName({ address: 'a.png', text: ' graph ' })).toBe('graph')
  })
})

describe('noteFromMarkdown', () => {
  const kinds = (markdown: string) => noteFromMarkdown(markdown).children.map(node => node.type)

  test('lets display mathematics stand right behind a line', () => {
    expect(kinds('words：\n$$\nx^2\n$$\nmore')).toEqual(['paragraph', 'math', 'paragraph'])
  })

  test('reads tables, tasks and reference links', () => {
    const root = noteFromMarkdown('|a|\n|-|\n|1|\n\n- [x] done\n\n[one][ref]\n\n[ref]: https://a.org\n')
    expect(root.children.map(node => node.type)).toEqual(['table', 'list', 'paragraph', 'definition'])
    expect(definitionsOf(root).get('ref')?.url).toBe('https://a.org')
  })

  test('takes the first line of a callout for its title', () => {
    const [callout, plain] = noteFromMarkdown('> [!note]- Take care\n> words\n\n> [x] words\n').children
    expect(callout).toMatchObject({ type: 'blockquote', data: { callout: 'Take care' } })
    expect(plain!.data).toBeUndefined()
    const [bare] = noteFromMarkdown('> [!warning]\n> words [[Link]]\n').children
    expect(bare).toMatchObject({
      data: { callout: 'Warning' },
      children: [{ children: [{ value: 'words ' }, { type: 'noteLink', target: 'Link' }] }],
    })
    for (const rich of ['[[Link]]', '==now==', 'Take **care**', '$x$ and'])
      expect(noteFromMarkdown(`> [!note] ${rich}\n> words\n`).children[0]!.data).toBeUndefined()
  })

  test('finds the highest heading', () => {
    expect(topDepthOf(noteFromMarkdown('### a\n\n## b\n\n#### c').children)).toBe(2)
  })
})
