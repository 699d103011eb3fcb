// What the reports of Vitest and Playwright say: how many tests passed, which failed and why, which passed only on a retry.
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const longest = 20

/** Counts and failures of Vitest's JSON report; a file that did not load, or whose set-up failed, is a failure of its own. */
export function vitestOutcome(report, root) {
  const failures = report.testResults.flatMap(file => {
    const name = path.relative(root, file.name).replaceAll('\\', '/')
    const tests = file.assertionResults.filter(test => test.status === 'failed')
    if (tests.length === 0 && file.status === 'failed') return [{ where: name, why: wordsOf(file.message) }]
    return tests.map(test => ({
      where: [name, ...test.ancestorTitles.filter(Boolean), test.title].join(' › '),
      why: wordsOf(test.failureMessages[0]),
    }))
  })
  const skipped = report.numPendingTests + report.numTodoTests
  return { passed: report.numPassedTests, failed: failures.length, skipped, failures, flaky: [] }
}

/** The same of Playwright's report. Errors outside a test (a file that did not load) stand at its top. */
export function playwrightOutcome({ stats, suites = [], errors = [] }) {
  const tests = suites.flatMap(suite => testsIn(suite))
  const of = status => tests.filter(test => test.status === status).map(({ where, why }) => ({ where, why }))
  const outside = errors.map(({ message, location }) => ({
    where: location ? `${path.basename(location.file)}:${location.line}` : 'outside a test',
    why: wordsOf(message),
  }))
  const failures = [...of('unexpected'), ...outside]
  return {
    passed: stats.expected + stats.flaky,
    failed: failures.length,
    skipped: stats.skipped,
    failures,
    flaky: of('flaky'),
  }
}

function testsIn(suite, above = []) {
  const titles = suite.title && suite.title !== suite.file ? [...above, suite.title] : above
  const own = (suite.specs ?? []).flatMap(spec =>
    spec.tests.map(({ projectName, status, results }) => ({
      status,
      where: [`[${projectName}] ${spec.file}:${spec.line}`, ...titles, spec.title].join(' › '),
      why: wordsOf((results.find(result => result.errors?.length)?.errors ?? []).map(each => each.message).join('\n')),
    })),
  )
  return [...own, ...(suite.suites ?? []).flatMap(inner => testsIn(inner, titles))]
}

/** The first lines of an error on one line: a property's seed stands in the second, what a locator found in the third. */
function wordsOf(error) {
  const lines = stripVTControlCharacters(error || 'no reason in the report')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line && !/^(at |>? ?\d* ?\|)/.test(line)) // without stack and picture of the source
  return clipped(lines.slice(0, 4).join(' | '))
}

const clipped = words => (words.length > 400 ? `${words.slice(0, 399)}…` : words)

/** Lines that name, by step, what failed and what passed only on a retry. A step that fails without a test has its own line. */
export function namedFailures(results) {
  const failed = results.flatMap(({ name, failed: count, failures = [] }) => {
    const unnamed = { where: name, why: 'it failed outside any test: the reason stands above, where this step ran' }
    return count > 0 && failures.length === 0
      ? [unnamed]
      : failures.map(each => ({ ...each, where: `${name} ${each.where}` }))
  })
  const flaky = results.flatMap(({ name, flaky: some = [] }) =>
    some.map(each => ({ ...each, where: `${name} ${each.where}` })),
  )
  return [...listed('Failed', failed), ...listed('Passed only on a retry', flaky)]
}

function listed(heading, all) {
  if (all.length === 0) return []
  const shown = all.slice(0, longest).flatMap(({ where, why }) => [`  ${clipped(where)}`, `    ${why}`])
  const left = all.length - longest
  return [`${heading}:`, ...shown, ...(left > 0 ? [`  … and ${left} more`] : []), '']
}
