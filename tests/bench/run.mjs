// npm run bench -- NAME [CASE…]: sets up what is missing, runs tests/bench/NAME.mjs and prints one JSON line a case. A bench
// that knows its cases by name runs only those that are named.
// `ours` and `rival` are medians of runs that alternate on the same machine; `ratio` says how many times better ours is.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { script, setUp, SetUpFailure } from '../../electron/dev/setup.mjs'

const folder = import.meta.dirname
/** What benches share; the other files are a bench each. */
const shared = new Set(['big-library', 'run', 'frames', 'bundled', 'door', 'rivals', 'chromium', 'dawn', 'dawn-child'])
const names = readdirSync(folder)
  .flatMap(file => /^(\w[\w-]*)\.mjs$/.exec(file)?.[1] ?? [])
  .filter(name => !shared.has(name))

script(async () => {
  const name = process.argv[2] ?? ''
  const file = path.join(folder, `${name}.mjs`)
  if (!names.includes(name) || !existsSync(file))
    throw new SetUpFailure(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`)
  await setUp()
  const { cases } = await import(pathToFileURL(file).href)
  for await (const { ours, rival, ...rest } of cases(process.argv.slice(3))) {
    const line = { bench: name, case: rest.case, ours, rival, rivalName: rest.rivalName, unit: rest.unit }
    console.log(JSON.stringify({ ...line, ratio: round(rival / ours) }))
  }
})

/** Three significant digits: more would claim more than such a run knows. */
const round = value => Number(value.toPrecision(3))
