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

/** A worker that has not heard of a cancel by then is ended. */
const patienceMs = 250

interface Job<T> {
  readonly request: Exclude<Request, { kind: 'cancel' }>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
  readonly onSteps: (steps: readonly Step[]) => void
  patience?: ReturnType<typeof setTimeout>
}

export interface Running<T> {
  /** Rejects with BadProblem where the problem is refused, with an AbortError after a worker had to be ended. */
  readonly result: Promise<T>
  cancel(): void
}

let worker: Worker | undefined
let lastJob = 0
const jobs = new Map<number, Job<never>>()

function receive({ data }: MessageEvent<Answer>): void {
  const job = jobs.get(data.job) as Job<unknown> | undefined
  if (!job) return
  if (data.kind === 'steps') return job.onSteps('numbers' in data.steps ? unpack(data.steps) : data.steps)
  clearTimeout(job.patience)
  if (data.kind === 'heard') return
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

/** A worker that cannot even start fails every job; a bug inside a job is answered, not thrown. */
function failed(event: ErrorEvent): void {
  worker?.terminate()
  worker = undefined
  for (const [number, job] of jobs) {
    jobs.delete(number)
    job.reject(new Error(event.message))
  }
}

/** Ends the worker for the sake of one job. The others are pure: they begin again in a new one and give the same steps. */
function replaceWorker(): void {
  worker?.terminate()
  worker = undefined
  for (const { request } of jobs.values()) send(request)
}

function begin<T>(make: (job: number) => Job<T>['request'], onSteps: Job<T>['onSteps'] = () => undefined): Running<T> {
  const number = ++lastJob
  const result = new Promise<T>((resolve, reject) => {
    jobs.set(number, { request: make(number), resolve, reject, onSteps })
  })
  send(jobs.get(number)!.request)
  const cancel = () => {
    const job = jobs.get(number)
    if (!job) return
    send({ kind: 'cancel', job: number })
    job.patience ??= setTimeout(() => {
      jobs.delete(number)
      job.reject(new DOMException('cancelled', 'AbortError'))
      replaceWorker()
    }, patienceMs)
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
