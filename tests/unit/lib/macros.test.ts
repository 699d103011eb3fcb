import { describe, expect, test } from 'vitest'
import { macrosFrom } from '../../../renderer/lib/macros.ts'

describe('macrosFrom', () => {
  test('reads every way to define one', () => {
    const { macros, issues } = macrosFrom(
      [
        '% sets',
        '\\newcommand{\\R}{\\mathbb{R}}   % the reals',
        '\\newcommand{\\norm}[1]{\\lVert #1 \\rVert}',
        '\\renewcommand*\\vec[1]{\\mathbf{#1}}',
        '\\def\\E#1{\\mathbb{E}\\left[#1\\right]} \\providecommand\\half{\\frac{1}{2}}',
        '\\DeclareMathOperator*{\\argmin}{arg\\,min}',
        '\\DeclareMathOperator{\\rank}{rank}',
        '\\newcommand{\\pct}{100\\%}',
      ].join('\n'),
    )
    expect(issues).toEqual([])
    expect(macros).toEqual({
      '\\R': '\\mathbb{R}',
      '\\norm': '\\lVert #1 \\rVert',
      '\\vec': '\\mathbf{#1}',
      '\\E': '\\mathbb{E}\\left[#1\\right]',
      '\\half': '\\frac{1}{2}',
      '\\argmin': '\\operatorname*{arg\\,min}',
      '\\rank': '\\operatorname{rank}',
      '\\pct': '100\\%',
    })
  })

  test('tells what it cannot read with its place, and reads on', () => {
    const { macros, issues } = macrosFrom(
      '\\newcommand{\\R}{r}\nwords\n  \\newcommand{R}{x}\n\\def\\S{s}\n\\def\\open{a{b}',
    )
    expect(macros).toEqual({ '\\R': 'r', '\\S': 's' })
    expect(issues).toEqual([
      { line: 2, column: 1, reason: 'unknown', found: 'words' },
      { line: 3, column: 3, reason: 'name', found: '\\newcommand{R}{x}' },
      { line: 5, column: 10, reason: 'open', found: '{a{b}' },
    ])
  })

  test('says when a name is given twice', () => {
    const { macros, issues } = macrosFrom('\\newcommand\\R{1}\n\\newcommand\\R{2}')
    expect(macros['\\R']).toBe('2')
    expect(issues).toEqual([{ line: 2, column: 1, reason: 'repeated', found: '\\R' }])
  })

  test('takes nothing for nothing', () => {
    expect(macrosFrom('')).toEqual({ macros: {}, issues: [] })
    expect(macrosFrom(' % only a word\n')).toEqual({ macros: {}, issues: [] })
  })
})
