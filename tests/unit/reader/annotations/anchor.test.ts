import { describe, expect, test } from 'vitest'
import { highlight } from '../../../../electron/contract/annotation.ts'
import {
  type PageSelection,
  partsFrom,
  type Piece,
  quoteFrom,
  readableText,
  textMarkFrom,
} from '../../../../renderer/reader/annotations/anchor.ts'

const lines = (...texts: string[]) => texts.map(text => ({ text, endsLine: true }))

/** A page of lines in the file's order; `selected` gives the stretch of each line by its index. */
function pageOf(page: number, texts: string[], selected: Record<number, [number, number]>): PageSelection {
  let start = 0
  const pieces = texts.map((text, index): Piece => {
    const [from, to] = selected[index] ?? [0, 0]
    const piece = { text, start, from, to, endsLine: true }
    start += text.length
    return piece
  })
  return { page, pieces, rectsPt: [[0, 0, 10, 10]] }
}

describe('readable text', () => {
  test('joins lines with one space', () => {
    expect(readableText(lines('one two ', ' three', 'four'))).toBe('one two three four')
  })

  test('joins a word broken by a hyphen', () => {
    expect(readableText(lines('the meth-', 'ods slow', 'soft\u00ad', 'ware'))).toBe('the methods slow software')
  })

  test('keeps a hyphen that the word has elsewhere', () => {
    expect(readableText(lines('a low-rank update; a low-', 'rank matrix'))).toBe('a low-rank update; a low-rank matrix')
  })

  test('keeps a hyphen before a capital or a number', () => {
    expect(readableText(lines('Gauss-', 'Newton', 'COVID-', '19'))).toBe('Gauss- Newton COVID- 19')
  })

  test('sets no space inside Chinese', () => {
    expect(readableText(lines('鞍点 处的', '梯度为零，', 'Adam 优化'))).toBe('鞍点处的梯度为零，Adam 优化')
  })

  test('writes the letter where a PDF has the radical that looks like it', () => {
    expect(readableText(lines('\u2f45法，\u2f00种新的\u2f45法'))).toBe('方法，一种新的方法')
  })

  test('spells ligatures and drops NUL', () => {
    expect(readableText(lines('e\ufb03cient \ufb02ow\0'))).toBe('efficient flow')
  })
})

describe('quote', () => {
  test('takes 32 characters on each side', () => {
    const page = pageOf(
      1,
      ['It was the best of times and it was', 'the worst of times', 'it was the age of wisdom, it was'],
      {
        1: [4, 9],
      },
    )
    expect(quoteFrom([page])).toEqual({
      exact: 'worst',
      prefix: 'he best of times and it was the ',
      suffix: ' of times it was the age of wisd',
    })
  })

  test('runs over pages and their hyphens', () => {
    const pages = [
      pageOf(3, ['first', 'the opti-'], { 1: [4, 9] }),
      pageOf(4, ['misers compare', 'last'], { 0: [0, 7] }),
    ]
    expect(quoteFrom(pages)).toMatchObject({
      exact: 'the optimisers'.slice(4),
      prefix: 'first the ',
      suffix: 'compare last',
    })
    expect(partsFrom(pages)).toEqual([
      { page: 3, start: 9, end: 14, rectsPt: [[0, 0, 10, 10]] },
      { page: 4, start: 0, end: 7, rectsPt: [[0, 0, 10, 10]] },
    ])
  })

  test('follows the reading order, spans the file’s', () => {
    const left: Piece = { text: 'left', start: 5, from: 0, to: 4, endsLine: true }
    const right: Piece = { text: 'right', start: 0, from: 0, to: 5, endsLine: true }
    const page: PageSelection = { page: 1, pieces: [left, right], rectsPt: [[0, 0, 1, 1]] }
    expect(quoteFrom([page]).exact).toBe('left right')
    expect(partsFrom([page])).toMatchObject([{ start: 0, end: 9 }])
  })

  test('cuts no character in two', () => {
    const page = pageOf(1, [`${'𝔵'.repeat(40)}word`], { 0: [80, 84] })
    expect(quoteFrom([page]).prefix).toBe('𝔵'.repeat(32))
  })
})

describe('mark of a passage', () => {
  const made = { kind: 'highlight', paper: 'a'.repeat(64), color: 'green', author: 'Ada' } as const

  test('makes a record the contract accepts', () => {
    const record = textMarkFrom([pageOf(1, ['some words'], { 0: [0, 4] })], made)
    expect(highlight.parse(record)).toMatchObject({ color: 'green', author: 'Ada', quote: { exact: 'some' } })
  })

  test('makes nothing of a selection without words', () => {
    expect(textMarkFrom([pageOf(1, ['a   b'], { 0: [1, 4] })], made)).toBeNull()
    expect(textMarkFrom([], made)).toBeNull()
  })
})
