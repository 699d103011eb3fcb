import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** Says at the end what was skipped and why, so that nothing is passed over in silence. */
export default class Skips implements Reporter {
  private readonly counts = new Map<string, number>()

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status !== 'skipped') return
    const reason = [...result.annotations, ...test.annotations].find(
      annotation => annotation.type === 'skip',
    )?.description
    const line = `${test.parent.project()?.name}: ${reason ?? 'no reason given'}`
    this.counts.set(line, (this.counts.get(line) ?? 0) + 1)
  }

  onEnd(): void {
    for (const [line, count] of this.counts) console.log(`skipped ${count} in ${line}`)
  }
}
