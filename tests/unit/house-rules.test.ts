import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'

const tests = path.resolve(import.meta.dirname, '..')
const { forbidden } = createRequire(import.meta.url)('../house-rules.cjs') as { forbidden: { name: string }[] }
const folder = mkdtempSync(path.join(tmpdir(), 'folium-rules-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** By rule: a module, and what it imports against that rule. */
const offences: Record<string, [from: string, to: string]> = {
  'no-cycles': ['renderer/lib/one.ts', './two.ts'],
  'no-orphans': ['renderer/lib/alone.ts', ''],
  'everything-resolves': ['renderer/lib/lost.ts', './nowhere.ts'],
  'source-never-imports-tests': ['electron/host/a.ts', '../../tests/fixture.ts'],
  'contract-is-pure': ['electron/contract/a.ts', 'node:fs'],
  'preload-is-thin': ['electron/preload/a.ts', 'node:fs'],
  'host-knows-contract': ['electron/host/b.ts', '../main/target.ts'],
  'main-knows-host': ['electron/main/a.ts', '../browser/target.ts'],
  'browser-knows-host': ['electron/browser/a.ts', '../main/target.ts'],
  'cli-knows-host-and-compute': ['electron/cli/a.ts', '../../renderer/compute/inner.ts'],
  'dev-is-plain-node': ['electron/dev/a.mjs', 'zod'],
  'electron-only-in-main': ['electron/cli/b.ts', 'electron'],
  'lowdb-only-in-store': ['electron/host/c.ts', 'lowdb'],
  'ws-only-in-browser': ['electron/host/d.ts', 'ws'],
  'renderer-sees-only-contract': ['renderer/app/a.ts', '../../electron/host/target.ts'],
  'renderer-has-no-node': ['renderer/app/b.ts', 'node:path'],
  'lib-is-pure': ['renderer/lib/a.ts', '../state/target.ts'],
  'compute-is-pure': ['renderer/compute/a.ts', '../state/target.ts'],
  'plot-draws-data': ['renderer/plot/a.ts', '../ui/target.ts'],
  'ui-is-dumb': ['renderer/ui/a.ts', '../state/target.ts'],
  'compute-has-one-door': ['renderer/app/c.ts', '../compute/inner.ts'],
  'widgets-have-one-door': ['renderer/app/d.ts', '../widgets/wave/target.ts'],
  'widgets-know-no-feature': ['renderer/widgets/wave/a.ts', '../../reader/target.ts'],
  'widgets-are-islands': ['renderer/widgets/wave/b.ts', '../heat/target.ts'],
  'features-do-not-meet': ['renderer/topics/a.ts', '../reader/target.ts'],
  'state-sits-below-features': ['renderer/state/a.ts', '../reader/target.ts'],
  'only-state-uses-the-bridge': ['renderer/reader/a.ts', '../bridge.ts'],
  'nothing-imports-app': ['renderer/reader/b.ts', '../app/target.ts'],
  'pdfjs-only-in-reader-pages': ['renderer/reader/c.ts', 'pdfjs-dist'],
  'pdfjs-only-in-papers': ['electron/host/library/a.ts', 'pdfjs-dist'],
  'katex-only-in-ui': ['renderer/notes/a.ts', 'katex'],
  'markdown-only-in-notes-and-exchange': ['renderer/app/e.ts', 'mdast-util-math'],
}
const targets = [
  'electron/host',
  'electron/main',
  'electron/browser',
  'renderer/state',
  'renderer/ui',
  'renderer/reader',
  'renderer/app',
  'renderer/widgets/wave',
  'renderer/widgets/heat',
].map(room => `${room}/target.ts`)
const packages = ['zod', 'electron', 'lowdb', 'ws', 'pdfjs-dist', 'katex', 'mdast-util-math']

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}

test('every house rule fires on its offence', () => {
  for (const file of [...targets, 'renderer/compute/inner.ts', 'renderer/bridge.ts', 'tests/fixture.ts'])
    put(file, 'export const value = 1\n')
  put('renderer/lib/two.ts', "import './one.ts'\n")
  for (const name of packages) {
    put(`node_modules/${name}/index.js`, 'export const value = 1\n')
    put(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js', type: 'module' }),
    )
  }
  put(
    'package.json',
    JSON.stringify({ type: 'module', dependencies: Object.fromEntries(packages.map(name => [name, '1.0.0'])) }),
  )
  for (const [from, to] of Object.values(offences)) put(from, to ? `import '${to}'\n` : 'export const value = 1\n')

  const { stderr, status } = spawnSync(process.execPath, [path.join(tests, 'house-rules.mjs'), folder], {
    encoding: 'utf8',
  })

  const fired = Object.entries(offences).filter(([rule, [from]]) =>
    stderr.split('\n').some(line => line.startsWith(`${rule}: ${from}`)),
  )
  expect(fired.map(([rule]) => rule).toSorted()).toEqual(forbidden.map(rule => rule.name).toSorted())
  expect(status).toBe(1)
})
