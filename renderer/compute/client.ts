import { startWorker } from '../lib/worker.ts'
import {
  BadProblem,
  type Choice,
  type Ctx,
  type Engine,
  type FieldProblem,
  type Report,
  type SolverId,
  type Step,
} from './index.ts'
import { unpack } from './packing.ts'
import type { Answer, Request } from './worker.ts'
import workerUrl from './worker.ts?worker&url'

/** A cancelled run that has not ended by then is let go: its caller hears so, and what still comes of it is dropped. */
const farewellMs = 60
/** A worker that has not heard of a cancel by then is ended. Longer, for one that only starts is not deaf. */
const patienceMs = 250

interface Job<T> {
  readonly request: Exclude<Request, { kind: 'cancel' }>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
  readonly onSteps: (steps: readonly Step[]) => void
  cancelled?: boolean
}

export interface Running<T> {
  /** Rejects with BadProblem where the problem is refused, with an AbortError where a cancelled run did not end in time. */
  readonly result: Promise<T>
  /** Settles `result` within 100 ms: with a report that says so, or by an AbortError; no step comes after. */
  cancel(): void
}

let worker: Worker | undefined
let lastJob = 0
const jobs = new Map<number, Job<never>>()
/** Cancels that the worker has not heard yet, each with the timer that ends it. */
const unheard = new Map<number, ReturnType<typeof setTimeout>>()

/** Takes the next message, unread. */
let takesNext: ((message: MessageEvent<unknown>) => void) | undefined

/**
 * A report whose result is read out of its message once it is looked at. A message is only made into objects when its data is
 * asked for: a sampler's tells of tens of thousands of numbers, sixty times a second while a slider is dragged, and a picture
 * looks at none of them.
 */
function withLateResult(report: Report, message: MessageEvent<unknown>): Report {
  let unread: MessageEvent<unknown> | undefined = message
  let result: unknown
  return {
    ...report,
    get result() {
      if (unread) result = unread.data
      unread = undefined
      return result
    },
  }
}

function receive(message: MessageEvent<Answer>): void {
  if (takesNext) return takesNext(message)
  const { data } = message
  if (data.kind === 'heard') {
    clearTimeout(unheard.get(data.job))
    unheard.delete(data.job)
    return
  }
  const job = jobs.get(data.job) as Job<unknown> | undefined
  if (data.kind === 'report' && data.isLate) {
    const { report } = data
    // Until it is there the job is one under way: another worker would begin it again.
    takesNext = next => {
      takesNext = undefined
      jobs.delete(data.job)
      job?.resolve(withLateResult(report, next))
    }
    return
  }
  if (!job) return
  if (data.kind === 'steps') return job.onSteps('numbers' in data.steps ? unpack(data.steps) : data.steps)
  jobs.delete(data.job)
  if (data.kind === 'report') job.resolve(data.report)
  else if (data.kind === 'field') job.resolve({ values: data.values, engine: data.engine })
  else if (data.kind === 'refused') job.reject(new BadProblem(data.issues))
  else job.reject(new Error(data.message))
}

function send(request: Request): void {
  if (!worker) {
    worker = startWorker(workerUrl)
    worker.addEventListener('message', receive)
    worker.addEventListener('error', failed)
  }
  worker.postMessage(request)
}

function endWorker(): void {
  worker?.terminate()
  worker = undefined
  takesNext = undefined
  for (const timer of unheard.values()) clearTimeout(timer)
  unheard.clear()
}

/** A worker that cannot even start fails every job; a bug inside a job is answered, not thrown. */
function failed(event: ErrorEvent): void {
  endWorker()
  for (const [number, job] of jobs) {
    jobs.delete(number)
    job.reject(new Error(event.message))
  }
}

function letGo(number: number): void {
  jobs.get(number)?.reject(new DOMException('cancelled', 'AbortError'))
  jobs.delete(number)
}

/** Ends a deaf worker. Jobs that nobody cancelled are pure: they begin again in a new one and give the same steps. */
function replaceWorker(): void {
  endWorker()
  for (const [number, { cancelled, request }] of jobs) {
    if (cancelled) letGo(number)
    else send(request)
  }
}

function begin<T>(make: (job: number) => Job<T>['request'], onSteps: Job<T>['onSteps'] = () => undefined): Running<T> {
  const number = ++lastJob
  const result = new Promise<T>((resolve, reject) => {
    jobs.set(number, { request: make(number), resolve, reject, onSteps })
  })
  send(jobs.get(number)!.request)
  const cancel = () => {
    const job = jobs.get(number)
    if (!job || job.cancelled) return
    job.cancelled = true
    send({ kind: 'cancel', job: number })
    setTimeout(letGo, farewellMs, number)
    unheard.set(number, setTimeout(replaceWorker, patienceMs))
  }
  return { result, cancel }
}

/** Runs a solver in the worker; `onSteps` is called at most 60 times a second, again from step 0 should the worker be replaced. */
export const solve = (
  solver: SolverId,
  problem: unknown,
  context: Partial<Omit<Ctx, 'signal'>>,
  onSteps: (steps: readonly Step[]) => void,
): Running<Report> => begin(job => ({ kind: 'solve', job, solver, problem, context }), onSteps)

/** f over a grid, `values[j * x.count + i]`. */
export const field = (problem: FieldProblem, choice: Choice): Running<{ values: Float64Array; engine: Engine }> =>
  begin(job => ({ kind: 'field', job, problem, choice }))
