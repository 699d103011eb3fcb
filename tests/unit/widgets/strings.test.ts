import { expect, test } from 'vitest'
import { issueCodes, parse, solvers } from '../../../renderer/compute/index.ts'
import { exampleIds } from '../../../renderer/widgets/descent/model.ts'
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
  expect(Object.keys(en.issue).sort()).toEqual([...issueCodes].sort())
  expect(Object.keys(en.descent.example)).toEqual(exampleIds)
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
