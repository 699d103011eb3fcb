import type { Counted, Issue } from './issue.ts'
import { onCpu, paced, type Algorithm, type Iterate } from './paced.ts'
import type { Problem, Schema, Words } from './schema.ts'
import { defineSolver, type EngineName, type Solver, type Status } from './solver.ts'

/** One run under way: its iterates, and what it can answer so far. */
export interface Course<S, R, C> {
  readonly steps: Algorithm<S, Status>
  /** `undefined` as long as there is nothing to tell. */
  answer(): { readonly result: R; readonly certificate: C } | undefined
}

/**
 * A solver as a course: wherever it is stopped it still tells how far it came. It computes in float64 on the CPU but for
 * the kernels it asks. Between two of its iterates there should be no more than a few milliseconds of work.
 */
export function defineStepwise<F extends Schema, S, R, C>(parts: {
  id: string
  title: Words
  schema: F
  /** Where its kernels can run, if it asks any. */
  engines?: readonly EngineName[]
  check(problem: Problem<F>): Issue[]
  begin(problem: Problem<F>, seed: number): Course<S, R, C>
}): Solver<S, R | null, C | null> {
  const { id, title, schema, check } = parts
  return defineSolver({
    id,
    title,
    schema,
    ...(parts.engines && { engines: parts.engines }),
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
        ...(ended.engine ?? onCpu(ctx)),
        counts: { iterations },
      }
    },
  })
}

function* watched<S>(steps: Algorithm<S, Status>, tell: (k: number) => void): Algorithm<S, Status> {
  let answer: unknown
  for (;;) {
    const next = steps.next(answer)
    if (next.done) return next.value
    if ('k' in next.value) tell(next.value.k)
    answer = yield next.value
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

/** The issue of a parameter that does not go with another, or by itself where that is the same; `counted`: what the numbers are of. */
export const mismatch = (
  parameter: string,
  other: string,
  wanted: string | number,
  given: string | number,
  counted?: Counted,
): Issue[] => [
  { code: 'inconsistent', parameter, params: { parameter, other, wanted, given, ...(counted && { counted }) } },
]
