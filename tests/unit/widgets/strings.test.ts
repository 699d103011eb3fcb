import { expect, test } from 'vitest'
import { countedThings, issueCodes, parse, saying, solvers } from '../../../renderer/compute/index.ts'
import { exampleIds } from '../../../renderer/widgets/descent/model.ts'
import { shownWith } from '../../../renderer/widgets/frame/NumberInput.tsx'
import en from '../../../resources/locales/en/widgets.json'
import zh from '../../../resources/locales/zh-CN/widgets.json'

const keysOf = (value: object, prefix = ''): string[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' ? keysOf(inner as object, `${prefix}${key}.`) : `${prefix}${key}`,
  )
const gapsOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]!).sort()
const textAt = (strings: object, key: string) =>
  key.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], strings) as string

test('says the same things in both languages', () => {
  expect(keysOf(zh)).toEqual(keysOf(en))
  for (const key of keysOf(en))
    expect([key, new Set(gapsOf(textAt(zh, key)))]).toEqual([key, new Set(gapsOf(textAt(en, key)))])
})

test('has a sentence for every issue and example', () => {
  // After a low line stands the form that a sentence has by itself, counted or empty.
  const codes = Object.keys(en.issue).filter(key => !key.includes('_'))
  expect(codes.sort()).toEqual([...issueCodes].sort())
  expect(Object.keys(en.counted).sort()).toEqual([...countedThings].sort())
  expect(Object.keys(en.descent.example)).toEqual(exampleIds)
})

test('says what is given and wanted, of what, and beside which field', () => {
  const said = (params: Record<string, string | number>) => {
    const { key, gaps, counted } = saying({ code: 'inconsistent', parameter: 'B', params }, name => `field ${name}`)
    const filled = { ...gaps, ...(counted && { what: en.counted[counted] }) }
    return textAt(en, key).replaceAll(/\{\{(\w+)\}\}/g, (_, gap: string) => String(filled[gap as 'what']))
  }
  const beside = { other: 'A', wanted: '2 × 2' }
  expect(said({ ...beside, given: '1 × 2' })).toBe('1 × 2 does not fit “field A”, which needs 2 × 2.')
  expect(said({ ...beside, given: '0 × 0' })).toBe('Nothing stands here; 2 × 2 is needed.')
  const words = { wanted: '1 … 400', given: 0, counted: 'words' }
  expect(said({ ...words, other: 'B' })).toBe('Number of words: 0; needed: 1 … 400.')
  expect(said({ ...words, other: 'A' })).toBe('Number of words: 0; “field A” needs 1 … 400.')
  expect(said({ other: 'B', wanted: '> 0', given: -1 })).toBe('-1 does not do here; > 0 is needed.')
})

test('says what is no number by how it is written', () => {
  const keyOf = (code: 'not-a-number' | 'not-numbers', text?: string) =>
    saying({ code, params: text === undefined ? {} : { text } }, name => name).key
  expect(keyOf('not-a-number')).toBe('issue.not-a-number')
  expect(keyOf('not-a-number', 'abc')).toBe('issue.not-a-number_cell')
  expect(keyOf('not-a-number', '0,5')).toBe('issue.not-a-number_comma')
  expect(keyOf('not-a-number', '1,2,3')).toBe('issue.not-a-number_cell')
  expect(keyOf('not-numbers', '1e400')).toBe('issue.not-numbers_cell')
  expect(keyOf('not-numbers', '')).toBe('issue.not-numbers_gap')
})

test('says of a number that none can hold that it is out of range', () => {
  const said = (text: string) => {
    const { code, params } = shownWith({ code: 'not-a-number', params: { value: 'NaN', min: 0, max: 9 } }, text)
    return [code, params['value'], params['text']]
  }
  expect(said('1e400')).toEqual(['out-of-range', '1e400', undefined])
  expect(said('−1e999')).toEqual(['out-of-range', '−1e999', undefined])
  expect(said('Infinity')).toEqual(['not-a-number', 'NaN', 'Infinity'])
  expect(said('')).toEqual(['not-a-number', 'NaN', undefined])
})

test('quotes the beginning of what is long, no letter of it cut in two', () => {
  const textIn = (text: string) => saying({ code: 'not-numbers', params: { text } }, name => name).gaps['text']
  expect(textIn('一二三')).toBe('一二三')
  expect(textIn('啊'.repeat(60_000))).toBe(`${'啊'.repeat(40)}…`)
  expect(textIn('😀'.repeat(60_000))).toBe(`${'😀'.repeat(40)}…`)
  const parsed = parse('q'.repeat(500), ['x', 'y'])
  const { gaps } = saying(parsed.ok ? { code: 'empty', params: {} } : parsed.issue, name => name)
  expect([gaps['name'], String(gaps['functions']).endsWith('…')]).toEqual([`${'q'.repeat(40)}…`, false])
})

test('fills every gap of a sentence', () => {
  const typed = ['', 'x'.repeat(3_000), '('.repeat(99), '#', 'x+', ')', 'x 2', '(x', '1e999', 'q', 'sin x', 'sin(x,y)']
  const issues = typed.map(source => parse(source, ['x', 'y'])).flatMap(parsed => (parsed.ok ? [] : [parsed.issue]))
  expect(issues).toHaveLength(typed.length)
  issues.push(
    ...solvers.gd.validate({ f: 1, x0: [], lr: -1, iterations: 0.5, tolerance: 'a', rate: 1 }),
    ...solvers.gd.validate({ x0: 'a' }),
    ...solvers.gd.validate(0),
  )
  for (const { code, params } of issues)
    for (const gap of gapsOf(en.issue[code])) expect(Object.keys(params), code).toContain(gap)
})
