// npm test: sets up what is missing, runs every check, each with its time, names what failed, and ends with
// 'N passed, N failed'.
//   npm test -- --quick              everything that needs no browser
//   npm test -- STEP [ARGUMENTS…]    one step; the arguments go to its tool: npm test -- e2e reader --project=browser
import { readFileSync, rmSync } from 'node:fs'
import { fetchElectron, mayDownload, testChromium } from './programs.mjs'
import { namedFailures, playwrightOutcome, vitestOutcome } from './reports.mjs'
import { at, root, runNode, say, script, setUp, SetUpFailure } from './setup.mjs'

const sources = ['electron', 'renderer', 'tests']
const vitestReport = at('out/test/unit.json')
const gpuReport = at('out/test/gpu.json')
const e2eReport = at('out/test/e2e.json')
const vitest = (projects, report, args) =>
  runNode(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'tests/vitest.config.ts',
    ...projects.map(name => `--project=${name}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  )

/** Name, what it needs, how it runs, and what its report says of its tests; a step without a report is one test. */
const steps = [
  { name: 'types', run: args => runNode('node_modules/ts7/bin/tsc', '-b', ...args) },
  {
    name: 'format',
    run: () =>
      runNode(
        'node_modules/oxfmt/bin/oxfmt',
        '--config',
        'tests/oxfmt.json',
        '--check',
        ...sources,
        'resources/locales',
        'electron.config.ts',
      ),
  },
  {
    name: 'lint',
    run: args =>
      runNode(
        'node_modules/oxlint/bin/oxlint',
        '--config',
        'tests/oxlint.json',
        '--type-aware',
        '--deny-warnings',
        ...(args.length ? args : sources),
      ),
  },
  { name: 'rules', run: () => runNode('tests/house-rules.mjs') },
  { name: 'unused', run: args => runNode('node_modules/knip/bin/knip.js', '--config', 'tests/knip.json', ...args) },
  {
    name: 'unit',
    run: args => vitest(['pure', 'unit'], vitestReport, args),
    outcome: () => vitestOutcomeOf(vitestReport),
  },
  {
    name: 'gpu',
    browser: true,
    run: args => vitest(['gpu'], gpuReport, args),
    outcome: () => vitestOutcomeOf(gpuReport),
  },
  {
    name: 'e2e',
    browser: true,
    run: args =>
      runNode('node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/playwright.config.ts', ...args),
    outcome: () => ifWritten(e2eReport, playwrightOutcome),
  },
]

script(async () => {
  const [first, ...rest] = process.argv.slice(2)
  const chosen = steps.filter(step => (first === '--quick' ? !step.browser : !first || step.name === first))
  if (chosen.length === 0)
    throw new SetUpFailure(`No step ${first}: there are ${steps.map(step => step.name).join(', ')}.`)
  await setUp()
  for (const report of [vitestReport, gpuReport, e2eReport]) rmSync(report, { force: true })
  const chromium = chosen.some(step => step.browser) ? await chosenChromium() : null
  const results = []
  for (const step of chosen) results.push(await resultOf(step, rest, chromium))
  tell(results)
})

/** Which Chromium runs the tests, or why there is none: then the steps that need one fail, and the others still run. */
async function chosenChromium() {
  try {
    const { file, from } = await testChromium({ mayBeShell: true })
    say(`Chromium for the tests: ${file} (${from})`)
    process.env.FOLIUM_CHROMIUM = file
    // In a workflow the real Electron is tested too; elsewhere only where npm start has fetched it.
    if (process.env.CI && mayDownload()) await fetchElectron()
    return { file }
  } catch (error) {
    if (!(error instanceof SetUpFailure)) throw error
    return { complaint: error.message }
  }
}

async function resultOf(step, args, chromium) {
  say(step.name)
  const since = Date.now()
  const complaint = step.browser && chromium.complaint
  if (complaint) console.error(complaint)
  const code = complaint ? 1 : await step.run(args)
  const outcome = (!complaint && step.outcome?.()) || { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 }
  const failed = code === 0 ? 0 : Math.max(1, outcome.failed)
  return { name: step.name, ...outcome, failed, seconds: (Date.now() - since) / 1000 }
}

function vitestOutcomeOf(file) {
  return ifWritten(file, report => vitestOutcome(report, root))
}

function ifWritten(file, outcomeOf) {
  let report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null // the tool ended before it wrote one
  }
  return outcomeOf(report)
}

function tell(results) {
  const total = name => results.reduce((sum, result) => sum + result[name], 0)
  const row = (name, passed, failed, skipped, seconds) =>
    `${name.padEnd(8)}${String(passed).padStart(8)}${String(failed).padStart(8)}${String(skipped).padStart(9)}${seconds.padStart(9)}`
  console.log(`\n${row('step', 'passed', 'failed', 'skipped', 'seconds')}`)
  for (const { name, passed, failed, skipped, seconds } of results)
    console.log(row(name, passed, failed, skipped, seconds.toFixed(1)))
  console.log(`${row('total', total('passed'), total('failed'), total('skipped'), total('seconds').toFixed(1))}\n`)
  for (const line of namedFailures(results)) console.log(line)
  console.log(`${total('passed')} passed, ${total('failed')} failed`)
  process.exitCode = total('failed') > 0 ? 1 : 0
}
