import { BadProblem, type Issue } from './issue.ts'
import type { Choice, Engine } from './kernels/kernel.ts'
import { exampleFrom, readProblem, type Problem, type Schema, type Words } from './schema.ts'

/** How to run: what may stop it, where it may compute, how exact it must be. */
export interface Ctx extends Choice {
  /** Begins every random stream; the same seed gives the same run. */
  readonly seed: number
  readonly signal: AbortSignal
  readonly budget: { readonly ms: number; readonly iterations: number }
}

/** One iterate: what it is (plain data), when it came, and numbers to draw. */
export interface Step<S = unknown> {
  readonly k: number
  readonly tMs: number
  readonly state: S
  readonly metrics: Readonly<Record<string, number>>
  /** It only tells that the run is alive, between two iterates: nothing to draw. */
  readonly minor?: true
}

export type EngineName = Engine['backend']

/**
 * How far a GPU's answer may be from float64's, as a share of the largest number of the same part: finer than a picture
 * shows, coarser than float32's rounding in a run that does not magnify it.
 */
export const gpuTolerance = 1e-3

export type Status =
  | 'optimal'
  | 'converged'
  | 'infeasible'
  | 'unbounded'
  | 'not_attained'
  | 'max_iterations'
  | 'stalled'
  | 'diverged'
  | 'cancelled'

/** How far a float32 run strayed from the same run in float64. */
export interface Agreement {
  /** Largest distance of two iterates over the largest coordinate of the float64 run. */
  readonly difference: number
  readonly tolerance: number
  readonly holds: boolean
}

export interface Report<R = unknown, C = unknown> extends Engine {
  readonly status: Status
  readonly result: R
  /** Recomputed by verify/ from the result alone. */
  readonly certificate: C
  readonly agreement?: Agreement
  readonly counts: Readonly<Record<string, number>>
}

/** Problem in, iterates out, report last. */
export interface Solver<S = unknown, R = unknown, C = unknown> {
  readonly id: string
  readonly title: Words
  readonly schema: Schema
  /** Where its work can be done; the report says where it was. */
  readonly engines: readonly EngineName[]
  readonly example: Readonly<Record<string, unknown>>
  validate(problem: unknown): Issue[]
  /** Throws BadProblem at the first step when `validate` finds anything. */
  run(problem: unknown, ctx: Ctx): AsyncGenerator<Step<S>, Report<R, C>>
}

/** A solver from its typed parts; reading and checking a problem from outside is done here once. */
export function defineSolver<F extends Schema, S, R, C>(parts: {
  id: string
  title: Words
  schema: F
  /** The CPU alone where nothing is said. */
  engines?: readonly EngineName[]
  /** What the schema alone cannot see. */
  check(problem: Problem<F>): Issue[]
  run(problem: Problem<F>, ctx: Ctx): AsyncGenerator<Step<S>, Report<R, C>>
}): Solver<S, R, C> {
  const read = (given: unknown) => {
    const { problem, issues } = readProblem(parts.schema, given)
    return { problem, issues: issues.length ? issues : parts.check(problem) }
  }
  return {
    id: parts.id,
    title: parts.title,
    schema: parts.schema,
    engines: parts.engines ?? ['cpu'],
    example: exampleFrom(parts.schema),
    validate: given => read(given).issues,
    async *run(given, ctx) {
      const { problem, issues } = read(given)
      if (issues.length) throw new BadProblem(issues)
      return honest(yield* parts.run(problem, ctx))
    },
  }
}

/** Nothing is called optimal that its certificate does not bear out, whatever overflowed or cancelled on the way. */
function honest<R, C>(report: Report<R, C>): Report<R, C> {
  const { status, certificate } = report
  const refuted =
    typeof certificate === 'object' && certificate !== null && 'holds' in certificate && !certificate.holds
  return status === 'optimal' && refuted ? { ...report, status: 'stalled' } : report
}
