// In a workflow: fails unless the last npm test ran its stories in Electron's own program.
import { readFileSync } from 'node:fs'

const { suites } = JSON.parse(readFileSync(new URL('../out/test/e2e.json', import.meta.url), 'utf8'))
const specsIn = suite => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)]
const ran = suites
  .flatMap(specsIn)
  .flatMap(spec => spec.tests)
  .filter(test => test.projectName === 'electron' && test.status !== 'skipped')
console.log(`${ran.length} tests ran in Electron`)
process.exitCode = ran.length > 0 ? 0 : 1
