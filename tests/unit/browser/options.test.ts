import path from 'node:path'
import { expect, test } from 'vitest'
import { optionsFrom } from '../../../electron/browser/options.ts'

test('takes a free port, prints a sentence and opens by itself', () => {
  expect(optionsFrom(['--library', 'a'])).toEqual({ libraryPath: path.resolve('a'), port: 0, json: false, opens: true })
})

test('reads every option in both spellings', () => {
  const wanted = { libraryPath: path.resolve('--a'), port: 8080, json: true, opens: false }
  expect(optionsFrom(['--json', '--library=--a', '--port', '8080', '--no-open'])).toEqual(wanted)
})

test.each([
  ['unknown-option', '--bogus'],
  ['unknown-option', 'word'],
  ['unknown-option', '-p'],
  ['unknown-option', '--'],
  ['unknown-option', '--constructor'],
  ['missing-value', '--library'],
  ['missing-value', '--library --json'],
  ['missing-value', '--port='],
  ['bad-option', '--port 65536'],
  ['bad-option', '--port=-1'],
  ['bad-option', '--port 1.5'],
  ['bad-option', '--port x'],
])('says %s to %s', (code, words) => {
  expect(() => optionsFrom(words.split(' '))).toThrow(expect.objectContaining({ name: 'Refusal', code }) as Error)
})
