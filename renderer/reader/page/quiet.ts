/** When a view was last busy with what its reader asked for: what is only of use later waits until it is at rest. */
export class Quiet {
  private last = performance.now()

  stir(): void {
    this.last = performance.now()
  }

  /** Whether it was busy within the last so many milliseconds. */
  isStirred(ms: number): boolean {
    return performance.now() - this.last < ms
  }

  /** Resolves once nothing has stirred for so long. */
  async rest(ms: number, signal: AbortSignal): Promise<void> {
    for (;;) {
      const left = this.last + ms - performance.now()
      if (left <= 0 || signal.aborted) return
      await new Promise(resolve => setTimeout(resolve, left))
    }
  }
}
