import type { Issue } from './issue.ts'
import { onCpu, paced, type Iterate } from './paced.ts'
import type { Problem, Schema, Words } from './schema.ts'
import { defineSolver, type Solver, type Status } from './solver.ts'

/** One run under way: its iterates, and what it can answer so far. */
export interface Course<S, R, C> {
  readonly steps: Generator<Iterate<S>, Status>
  /** `undefined` as long as there is nothing to tell. */
  answer(): { readonly result: R; readonly certificate: C } | undefined
}

/**
 * A solver in float64 on the CPU, as a course: wherever it is stopped it still tells how far it came. Between two of
 * its iterates there should be no more than a few milliseconds of work.
 */
export function defineStepwise<F extends Schema, S, R, C>(parts: {
  id: string
  title: Words
  schema: F
  check(problem: Problem<F>): Issue[]
  begin(problem: Problem<F>, seed: number): Course<S, R, C>
}): Solver<S, R | null, C | null> {
  const { id, title, schema, check } = parts
  return defineSolver({
    id,
    title,
    schema,
    check,
    async *run(problem, ctx) {
      const course = parts.begin(problem, ctx.seed)
      let iterations = 0
      const ended = yield* paced(
        ctx,
        watched(course.steps, k => (iterations = k)),
      )
      const answer = course.answer()
      return {
        status: ended.stopped ?? ended.value,
        result: answer?.result ?? null,
        certificate: answer?.certificate ?? null,
        ...onCpu(ctx),
        counts: { iterations },
      }
    },
  })
}

function* watched<S>(steps: Generator<Iterate<S>, Status>, tell: (k: number) => void): Generator<Iterate<S>, Status> {
  for (;;) {
    const next = steps.next()
    if (next.done) return next.value
    tell(next.value.k)
    yield next.value
  }
}

/** The course of what is computed at one stroke: one iterate, then the answer. */
export function atOnce<S, R, C>(
  compute: () => { state: S; metrics: Readonly<Record<string, number>>; result: R; certificate: C; status?: Status },
): Course<S, R, C> {
  let done: ReturnType<typeof compute> | undefined
  function* steps(): Generator<Iterate<S>, Status> {
    done = compute()
    yield { k: 0, state: done.state, metrics: done.metrics }
    return done.status ?? 'optimal'
  }
  return { steps: steps(), answer: () => done && { result: done.result, certificate: done.certificate } }
}

/** The issue of a parameter that does not go with another. */
export const mismatch = (
  parameter: string,
  other: string,
  wanted: string | number,
  given: string | number,
): Issue[] => [{ code: 'inconsistent', parameter, params: { parameter, other, wanted, given } }]
