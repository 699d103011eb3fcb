import { runSolver, type Ctx, type Report, type SolverId, type Step } from '../../../../renderer/compute/index.ts'

/** A solver driven to its end; `R` and `C` are what the caller knows its result and certificate to be. */
export async function drive<R, C = unknown, S = unknown>(
  id: string,
  problem: object,
  context: Partial<Ctx> = {},
): Promise<{ steps: Step<S>[]; report: Report<R, C> }> {
  const steps: Step[] = []
  const run = runSolver(id as SolverId, problem, context)
  for (;;) {
    const next = await run.next()
    if (next.done) return { steps: steps as Step<S>[], report: next.value as Report<R, C> }
    steps.push(next.value)
  }
}
