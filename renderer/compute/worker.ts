import {
  BadProblem,
  runSolver,
  sampleField,
  type Choice,
  type Ctx,
  type Engine,
  type FieldProblem,
  type Issue,
} from './index.ts'
import type { Report, SolverId, Step } from './index.ts'
import { pack, type PackedSteps } from './packing.ts'

/** What the window asks of a worker. A job's number is the client's. */
export type Request =
  | { kind: 'solve'; job: number; solver: SolverId; problem: unknown; context: Partial<Omit<Ctx, 'signal'>> }
  | { kind: 'field'; job: number; problem: FieldProblem; choice: Choice }
  | { kind: 'cancel'; job: number }

/** What a worker answers: any number of `steps`, then a result or a failure. */
export type Answer =
  | { kind: 'steps'; job: number; steps: readonly Step[] | PackedSteps }
  /** The cancel arrived; the run ends at its next step, which may have to wait for the GPU. */
  | { kind: 'heard'; job: number }
  /** With `isLate` the report's result is the next message, all of it: to read it costs, and few look at it. */
  | { kind: 'report'; job: number; report: Report; isLate?: true }
  | { kind: 'field'; job: number; values: Float64Array; engine: Engine }
  | { kind: 'refused'; job: number; issues: readonly Issue[] }
  | { kind: 'failed'; job: number; message: string }

/** Steps go out at most 60 times a second. */
const betweenAnswersMs = 1_000 / 60
/** The worker listens for a cancel at least this often. */
const betweenLooksMs = 10

const running = new Map<number, AbortController>()
const answer = (message: Answer, transfer: Transferable[] = []) => postMessage(message, { transfer })

/** Lets waiting messages in. A message port's task comes at once, a timer's only after 4 ms. */
function breathe(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise(resolve => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(0)
  })
}

function answerReport(job: number, report: Report): void {
  const { result } = report
  if (typeof result !== 'object' || result === null) return answer({ kind: 'report', job, report })
  answer({ kind: 'report', job, report: { ...report, result: null }, isLate: true })
  postMessage(result)
}

async function solve({ job, solver, problem, context }: Extract<Request, { kind: 'solve' }>): Promise<void> {
  const controller = new AbortController()
  running.set(job, controller)
  const run = runSolver(solver, problem, { ...context, signal: controller.signal })
  let steps: Step[] = []
  let answered = 0
  let looked = performance.now()
  for (;;) {
    const next = await run.next()
    const now = performance.now()
    if (!next.done) steps.push(next.value)
    if (steps.length && (next.done || now - answered > betweenAnswersMs)) {
      // One that only tells of life is left out beside one that tells more.
      const telling = steps.filter(({ minor }) => !minor)
      if (telling.length) steps = telling
      const packed = pack(steps)
      answer({ kind: 'steps', job, steps: packed ?? steps }, packed && [packed.numbers.buffer])
      steps = []
      answered = now
    }
    if (next.done) return answerReport(job, next.value)
    if (now - looked > betweenLooksMs) {
      await breathe()
      looked = performance.now()
    }
  }
}

async function work(request: Exclude<Request, { kind: 'cancel' }>): Promise<void> {
  const { job } = request
  try {
    if (request.kind === 'solve') return await solve(request)
    const { values, engine } = await sampleField(request.problem, request.choice)
    answer({ kind: 'field', job, values, engine }, [values.buffer])
  } catch (error) {
    if (error instanceof BadProblem) answer({ kind: 'refused', job, issues: error.issues })
    else answer({ kind: 'failed', job, message: String(error) })
  } finally {
    running.delete(job)
  }
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind !== 'cancel') return void work(data)
  running.get(data.job)?.abort()
  answer({ kind: 'heard', job: data.job })
})
