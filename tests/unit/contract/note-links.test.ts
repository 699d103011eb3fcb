import { describe, expect, test } from 'vitest'
import { LinkNames, linksIn, linkTo, relinked } from '../../../electron/contract/note-links.ts'
import { item, libraryOf, place, topic } from '../state/library-of.ts'

const targets = (markdown: string) => linksIn(markdown).map(({ target, text }) => [target, text])

describe('linksIn', () => {
  test('reads a target and the words for it, where they stand', () => {
    const markdown = 'see [[Duality]] and [[ id-1 | the *paper* ]].'
    expect(linksIn(markdown)).toEqual([
      { from: 4, to: 15, target: 'Duality', text: null, embedded: false },
      { from: 20, to: 44, target: 'id-1', text: 'the *paper*', embedded: false },
    ])
    expect(markdown.slice(4, 15)).toBe('[[Duality]]')
  })

  test('tells what is to be shown in place', () => {
    expect(linksIn('a![[b#c|d]] \\![[e]] `![[f]]`')).toEqual([
      { from: 1, to: 11, target: 'b#c', text: 'd', embedded: true },
      { from: 14, to: 19, target: 'e', text: null, embedded: false },
    ])
  })

  test('reads Chinese titles, paths, annotations and links in a table', () => {
    expect(targets('[[拉格朗日对偶性/KKT 条件]] | [[annotation:a_b-12|引文]] | [[a\\|b]]')).toEqual([
      ['拉格朗日对偶性/KKT 条件', null],
      ['annotation:a_b-12', '引文'],
      ['a', 'b'],
    ])
  })

  test.each([
    ['code in a line', '`[[a]]` and ``x ` [[a]]``'],
    ['a fence', '```js\n[[a]]\n```'],
    ['a fence that is never closed', 'x\n\n~~~\n[[a]]\n'],
    ['a longer fence around a shorter', '````\n```\n[[a]]\n```\n````\n'],
    ['mathematics', '$[[a]]$ and $$\n[[a]]\n$$'],
    ['a matrix', '[[1, 2], [3, 4]]'],
    ['a bracket taken back', '\\[[a]] and [\\[a]]'],
    ['nothing', '[[]] [[|a]] [[a] [[a\nb]]'],
  ])('sees no link in %s', (_, markdown) => expect(linksIn(markdown)).toEqual([]))

  test('sees the links behind what is closed', () => {
    expect(targets('`x` [[a]] $1$ [[b]]\n\n```\n```\n[[c]] \\$ [[d]] $')).toEqual([
      ['a', null],
      ['b', null],
      ['c', null],
      ['d', null],
    ])
  })

  test('keeps its time on a long hostile text', () => {
    for (const piece of ['[[', '`', '$', '[[a|', '~~~\n'])
      expect(linksIn(piece.repeat(20_000)).length).toBeLessThan(20_000)
  })
})

test('writes targets anew and nothing else', () => {
  const markdown = '[[Old]] [[Old|words]] [[Older]] `[[Old]]` [[Old\\|cell]] ![[Old]] ![[Old|w]]'
  expect(relinked(markdown, ({ target }) => (target === 'Old' ? 'New' : null))).toBe(
    '[[New]] [[New|words]] [[Older]] `[[Old]]` [[New\\|cell]] ![[New]] ![[New|w]]',
  )
})

test('writes a link that is read again', () => {
  expect(linkTo({ kind: 'topic', id: 'abcd' }, ' a [b] | c\n ')).toBe('[[abcd|a b c]]')
  expect(linkTo({ kind: 'annotation', id: 'abcd' }, '')).toBe('[[annotation:abcd]]')
  expect(targets(linkTo({ kind: 'item', id: 'abcd' }, 'x]]y'))).toEqual([['abcd', 'x y']])
})

describe('LinkNames', () => {
  const library = libraryOf(
    [
      topic('top-1', null, 'a', 'Games'),
      topic('top-2', 'top-1', 'a', 'Nash'),
      topic('top-3', null, 'b', 'Others'),
      topic('top-4', 'top-3', 'a', 'Nash'),
      topic('top-5', null, 'c', 'A/B testing'),
      topic('top-6', null, 'd', 'a]b'),
      topic('top-7', null, 'e', 'C#'),
    ],
    [place('one', 'top-1', 'a')],
  )
  library.items['paper-1'] = { ...item('paper-1'), title: 'Games', reference: { type: 'book', citeKey: 'Nash1950' } }
  const names = new LinkNames(library)

  test.each([
    ['top-2', 'topic', 'top-2'],
    ['games', 'topic', 'top-1'],
    ['Nash', 'topic', 'top-2'],
    ['Others/Nash', 'topic', 'top-4'],
    ['others / nash', 'topic', 'top-4'],
    ['A/B testing', 'topic', 'top-5'],
    ['@nash1950', 'item', 'paper-1'],
    ['Nash1950', 'item', 'paper-1'],
    ['item-one', 'item', 'item-one'],
    ['annotation:abcd', 'annotation', 'abcd'],
    ['Others/Nash#How it began', 'topic', 'top-4'],
    ['C#', 'topic', 'top-7'],
  ])('knows %s', (target, kind, id) => expect(names.find(target)).toEqual({ kind, id }))

  test.each(['Nobody', 'Games/Others', 'annotation:', '__proto__', 'constructor', '@', '#', 'Nobody#x', 'Nash1950#x'])(
    'does not know %s',
    target => expect(names.find(target)).toBeNull(),
  )

  test('cuts a heading off a name, and leaves a name with that sign whole', () => {
    expect(names.cut('Games # How they began ')).toEqual({ name: 'Games', heading: 'How they began' })
    expect(names.cut('C#')).toEqual({ name: 'C#', heading: '' })
  })

  test('calls a topic by its title where that means no other', () => {
    const called = ['top-1', 'top-2', 'top-4', 'top-6'].map(id => names.targetOf(library.topics[id]!))
    expect(called).toEqual(['Games', 'Nash', 'top-4', 'top-6'])
  })
})

describe('LinkNames, for titles in two languages', () => {
  const library = libraryOf(
    [
      topic('top-1', null, 'a', '梯度下降 Gradient Descent'),
      topic('top-2', null, 'b', '拉格朗日对偶性 Lagrange duality'),
      topic('top-3', 'top-2', 'a', '例子 Examples'),
      topic('top-4', 'top-1', 'a', '例子 Exercises'),
      topic('top-5', null, 'c', 'Games'),
      topic('top-6', null, 'd', '博弈 Games'),
    ],
    [place('one', 'top-1', 'a')],
  )
  library.items['item-one'] = { ...item('item-one'), title: 'Exercises' }
  const names = new LinkNames(library)

  test.each([
    ['梯度下降', 'topic', 'top-1'],
    ['gradient descent', 'topic', 'top-1'],
    ['Lagrange duality/例子', 'topic', 'top-3'],
    ['拉格朗日对偶性 / Examples', 'topic', 'top-3'],
    // Whole names come before halves.
    ['Games', 'topic', 'top-5'],
    ['博弈', 'topic', 'top-6'],
    ['Exercises', 'item', 'item-one'],
  ])('knows a topic by half its title, %s', (target, kind, id) => expect(names.find(target)).toEqual({ kind, id }))

  test('means none of several that share a half, and names them', () => {
    expect(names.find('例子')).toBeNull()
    expect(names.rivals('例子').map(({ id }) => id)).toEqual(['top-3', 'top-4'])
    expect(names.rivals('Games')).toEqual([])
    expect(names.rivals('梯度')).toEqual([])
  })
})
