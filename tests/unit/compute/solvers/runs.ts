import {
  runSolver,
  type Ctx,
  type Descent,
  type DescentCertificate,
  type Report,
  type SolverId,
  type Step,
} from '../../../../renderer/compute/index.ts'

export interface Run {
  steps: Step<readonly number[]>[]
  report: Report<Descent, DescentCertificate>
}

/** A solver driven to its end, with everything it said. */
export async function run(id: SolverId, problem: object, context: Partial<Ctx> = {}): Promise<Run> {
  const steps: Step[] = []
  const generator = runSolver(id, problem, context)
  for (;;) {
    const next = await generator.next()
    if (next.done) return { steps: steps as Run['steps'], report: next.value as Run['report'] }
    steps.push(next.value)
  }
}
