import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { referencesFolder } from './oracle.ts'

/** Words about the numbers, and parts that a test walks without naming them, by the name of what it walks. */
const walked: Record<string, string> = {
  posterior: 'statistics/posterior.test.ts compares every value of each family',
  map_regression: 'statistics/regression.test.ts takes both kinds of weights in order',
  outliers: 'features/preparation.test.ts compares every rule',
  functions: 'unconstrained/smooth.test.ts compares every function',
  rules: 'the formulas of the methods whose runs are compared',
}

/** The names of all numbers and tables in a reference, down to three levels; sentences, verdicts and indices are none. */
function* namesIn(value: unknown, depth = 0): Generator<string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 3) return
  for (const [name, inner] of Object.entries(value)) {
    const isFront = name.endsWith('_front')
    const isData = typeof inner === 'number' || Array.isArray(inner) || (typeof inner === 'object' && inner !== null)
    if (name.startsWith('_') || /^[\d.]+$/.test(name) || !(isData || isFront)) continue
    if (Object.keys(inner as object).join() === 'note') continue
    if (name in walked) continue
    yield name
    yield* namesIn(inner, depth + 1)
  }
}

test('every reference answer that is there is read by a test', context => {
  if (!existsSync(referencesFolder)) context.skip(`no reference files at ${referencesFolder}`)
  const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && name !== path.basename(import.meta.filename))
    .map(name => readFileSync(path.join(import.meta.dirname, name), 'utf8'))
    .join('\n')
  const unread = readdirSync(referencesFolder).flatMap(file => {
    if (!tests.includes(file)) return [file]
    if (!file.endsWith('.json')) return []
    const document = JSON.parse(readFileSync(path.join(referencesFolder, file), 'utf8')) as unknown
    return [...namesIn(document)].filter(name => !tests.includes(name)).map(name => `${file}: ${name}`)
  })
  expect(unread).toEqual([])
})
