import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { namedFailures, playwrightOutcome, vitestOutcome } from '../../../electron/dev/reports.mjs'

const modules = path.resolve(import.meta.dirname, '../../../node_modules')
const folders: string[] = []
afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true })))

/** Runs a tool of this project over files in a folder of their own, and gives that folder and the report that it wrote. */
function runOver(files: Record<string, string>, tool: string, ...args: string[]) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'folium-reports-')))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  const file = path.join(folder, 'report.json')
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  spawnSync(process.execPath, [path.join(modules, tool), ...args], { cwd: folder, env })
  return { folder, report: JSON.parse(readFileSync(file, 'utf8')) }
}

test('names what failed in Vitest, and the files that did not load', () => {
  const { folder, report } = runOver(
    {
      'one.test.mjs': `
        test('adds', () => expect(1 + 1).toBe(2))
        test.skip('waits', () => {})
        describe('in a group', () => test('subtracts', () => expect(2 - 1).toBe(0)))`,
      'two.test.mjs': `import './not-there.mjs'`,
      'three.test.mjs': `
        beforeAll(() => { throw new Error('no disk') })
        test('is never run', () => {})`,
    },
    'vitest/vitest.mjs',
    ...['run', '--globals', '--reporter=json', '--outputFile.json=report.json'],
  )
  const outcome = vitestOutcome(report, folder)
  expect(outcome).toMatchObject({ passed: 1, failed: 3 })
  const lines = namedFailures([{ name: 'unit', ...outcome }]).join('\n')
  expect(lines).toMatch(/^Failed:\n/)
  expect(lines).toContain(
    '  unit one.test.mjs › in a group › subtracts\n    AssertionError: expected 1 to be +0 // Object.is equality',
  )
  expect(lines).toMatch(/ {2}unit two\.test\.mjs\n {4}.*not-there\.mjs/)
  expect(lines).toMatch(/ {2}unit three\.test\.mjs\n {4}no disk/)
})

test('names what failed in Playwright, what passed only on a retry, and what did not load', () => {
  const playwright = createRequire(import.meta.url).resolve('@playwright/test')
  const begin = `const { test, expect } = require(${JSON.stringify(playwright)})\n`
  const args = ['test', '--retries=1', '--workers=1', '--reporter=json', '--config=.']
  const cli = '@playwright/test/cli.js'
  const story = `${begin}
    test.describe('by night', () => {
      test('fails', () => expect(1).toBe(2))
      test('comes round', ({}, info) => { if (info.retry === 0) throw new Error('too early') })
      test('passes', () => {})
      test.skip('waits', () => {})
    })`
  const outcome = playwrightOutcome(runOver({ 'a.spec.cjs': story }, cli, ...args).report)
  expect(outcome).toMatchObject({ passed: 2, failed: 1, skipped: 1 })
  expect(namedFailures([{ name: 'e2e', ...outcome }])).toEqual([
    'Failed:',
    '  e2e [] a.spec.cjs:4 › by night › fails',
    '    Error: expect(received).toBe(expected) // Object.is equality | Expected: 2 | Received: 1',
    '',
    'Passed only on a retry:',
    '  e2e [] a.spec.cjs:5 › by night › comes round',
    '    Error: too early',
    '',
  ])
  const broken = playwrightOutcome(runOver({ 'b.spec.cjs': "require('./not-there.cjs')" }, cli, ...args).report)
  expect(broken.failures[0]).toMatchObject({ where: 'b.spec.cjs:1', why: expect.stringContaining('not-there.cjs') })
})

test('names twenty at most, says how many are left, and names a step that has no tests', () => {
  const failures = Array.from({ length: 23 }, (_, index) => ({ where: `t${index} ${'x'.repeat(1e6)}`, why: 'no' }))
  const lines = namedFailures([
    { name: 'lint', failed: 1 },
    { name: 'types', failed: 0 },
    { name: 'unit', failed: 23, failures },
  ])
  expect(lines[1]).toBe('  lint')
  expect(lines).toHaveLength(1 + 20 * 2 + 2)
  expect(Math.max(...lines.map(line => line.length))).toBeLessThan(500)
  expect(lines.at(-2)).toBe('  … and 4 more')
})
