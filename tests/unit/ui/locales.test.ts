import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { failureCodes } from '../../../electron/contract/result.ts'

const root = path.resolve(import.meta.dirname, '../../../resources/locales')
const files = readdirSync(path.join(root, 'en'))
const read = (language: string, file: string): unknown =>
  JSON.parse(readFileSync(path.join(root, language, file), 'utf8'))

/** Every string of a file by its path; plural forms of a word count as one, since Chinese has one and English two. */
function strings(value: unknown, at = ''): [string, string][] {
  if (typeof value === 'string') return [[at.replace(/_(one|other)$/, ''), value]]
  return Object.entries(value as object).flatMap(([key, inner]) => strings(inner, `${at}.${key}`))
}
const gapsOf = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort()

test('has the same files in both languages', () => {
  expect(readdirSync(path.join(root, 'zh-CN'))).toEqual(files)
})

test.each(files)('says the same in both languages: %s', file => {
  const [english, chinese] = [new Map(strings(read('en', file))), new Map(strings(read('zh-CN', file)))]
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  for (const [key, words] of english) expect(gapsOf(chinese.get(key) ?? ''), key).toEqual(gapsOf(words))
})

test('has a sentence for every failure', () => {
  const sentences = Object.keys(read('en', 'errors.json') as object)
  expect(sentences.sort()).toEqual([...failureCodes].sort())
})
