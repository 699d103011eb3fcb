import type { Engine } from '../../kernels/kernel.ts'
import type { Ctx } from '../../solver.ts'
import { compareNumbers, type Comparison } from '../../verify/kernel-run.ts'
import { guardLoops, type Guarded } from '../../webgpu/guard.ts'
import { Fault, Trial, type CompilerMessage } from '../../webgpu/trial.ts'
import { runKernel, type Outcome, type Ready } from './trial-run.ts'
import { onProcessor, taskFrom, type Task } from './trial-tasks.ts'

/** Why a shader gave no whole answer. */
export type KernelFault =
  /** The compiler refuses it; `messages` say where. */
  | 'compile'
  /** It has too many loops or calls to be kept within bounds, or bounding them breaks it. */
  | 'guard'
  /** Its block is no size that can be launched. */
  | 'block'
  /** A loop went round too often and was ended. */
  | 'endless'
  /** It took its device with it before; it runs again only when it is started anew, which is another seed. */
  | 'struck'
  | Fault['kind']

/** What a shader came to on the graphics processor. */
export interface KernelRun {
  readonly messages: readonly CompilerMessage[]
  readonly fault?: KernelFault
  /** The driver's words, or the number that does not fit. */
  readonly detail?: string
  /** Of the loop that was ended. */
  readonly line?: number
  /** Milliseconds on the device for all that was done, and the share of the whole that this was: its time may be up before. */
  readonly kernelMs?: number
  readonly share?: number
}

export interface Tried {
  readonly run?: KernelRun
  readonly small?: Comparison
  readonly whole?: Comparison
  readonly launches: number
}

/** One shader and what it is tried on. */
export interface Question {
  readonly code: string
  /** It was typed here: should it take its device with it, it does not run again by itself. */
  readonly foreign: boolean
  /** Otherwise it is only compiled. */
  readonly run: boolean
  readonly task: Task
  /** The processor's answer. */
  readonly wanted: Float64Array
}

/** A size that no usual block divides. */
const smallSize = { product: 20, sum: 300, scan: 300 }
const blocks = { product: { least: 1, most: 256 }, sum: { least: 2, most: 4_096 }, scan: { least: 2, most: 4_096 } }
const blockOf = (code: string): number =>
  Number(/\bconst\s+block\s*(?::\s*u32\s*)?=\s*(\d{1,9})[ui]?\s*;/.exec(code)?.[1] ?? 16)
/** Rounds that a loop may take in one thread. With 64 numbers of C to a thread it takes nearly so many. */
const roundsFor = (depth: number): number => 64 * depth + 4_096

/** Shaders that took their device with them, with the seed of the run. */
const struck = new Map<string, number>()

// Two measurements at once would measure each other.
let before: Promise<unknown> = Promise.resolve()

/** Waits until whoever measures has done; the returned function lets the next one in. */
export async function turn(): Promise<() => void> {
  const waited = before
  let done = () => {}
  before = new Promise<void>(resolve => (done = resolve))
  await waited
  return done
}

interface Prepared extends Pick<KernelRun, 'messages' | 'fault' | 'detail'> {
  readonly ready?: Ready & { readonly guarded: Guarded }
}

/** A shader made ready: it compiles, its block can be launched, its loops are bounded; or why not. */
async function prepared(trial: Trial, { code, task: { name, n } }: Question): Promise<Prepared> {
  const messages = await trial.messages(code)
  if (messages.some(isError)) return { messages, fault: 'compile' }
  const block = blockOf(code)
  if (block < blocks[name].least || block > blocks[name].most)
    return { messages, fault: 'block', detail: String(block) }
  const guarded = guardLoops(code, roundsFor(name === 'product' ? n : block))
  if (!guarded) return { messages, fault: 'guard' }
  const broken = guarded.loops.length ? (await trial.messages(guarded.code)).find(isError) : undefined
  if (broken) return { messages, fault: 'guard', detail: broken.message }
  return { messages, ready: { trial, block, guarded, pipeline: await trial.pipeline(guarded.code) } }
}

const isError = ({ severity }: CompilerMessage): boolean => severity === 'error'

/** What of an outcome is told. */
function factsOf({ ms, done, ended }: Outcome, { loops }: Guarded, { name, n }: Task): Partial<KernelRun> {
  const line = loops[ended - 1]
  return ended
    ? { fault: 'endless', ...(line !== undefined && { line }) }
    : { kernelMs: ms, share: done / (name === 'product' ? n * n : n) }
}

/** Compiles a shader and, where that is asked for, runs it at a small size and then at the whole one. */
async function* tried(trial: Trial, question: Question, { seed, signal }: Ctx): AsyncGenerator<string, Tried> {
  const { task, wanted } = question
  const { ready, ...run } = await prepared(trial, question)
  if (!ready || !question.run) return { run, launches: 0 }
  yield 'compiled'
  const little = taskFrom(task.name, Math.min(task.n, smallSize[task.name]), seed + 7)
  const first = await runKernel(ready, little, signal, false)
  const small = compareNumbers(first.output, answerTo(little, first, Float64Array.from(onProcessor(little).output)))
  if (first.ended) return { run: { ...run, ...factsOf(first, ready.guarded, little) }, small, launches: first.launches }
  yield 'small'
  const outcome = await runKernel(ready, task, signal, true)
  const facts = factsOf(outcome, ready.guarded, task)
  return {
    run: { ...run, ...facts },
    small,
    ...(!facts.fault && { whole: compareNumbers(outcome.output, answerTo(task, outcome, wanted)) }),
    launches: first.launches + outcome.launches,
  }
}

/** The answer to the part that was done: a sum of fewer numbers is another one, and of a product some columns may be left out. */
function answerTo({ name, a, n }: Task, { done, columns = n }: Outcome, wanted: Float64Array): Float64Array {
  if (name === 'product') return columns === n ? wanted : wanted.filter((_, i) => i % n < columns)
  return name === 'sum' && done < n
    ? Float64Array.of(a.subarray(0, done).reduce((sum, value) => sum + value, 0))
    : wanted
}

/** The shader on a device of its own, which goes with it whatever happens. */
export async function* onDevice(question: Question, ctx: Ctx): AsyncGenerator<string, Tried & { engine: Engine }> {
  const trial = await Trial.open()
  if (typeof trial === 'string')
    return { engine: { backend: 'cpu', precision: 'f32', fallbackReason: trial }, launches: 0 }
  const { adapter, software } = trial.device
  const engine: Engine = { backend: 'gpu', precision: 'f32', adapter, software }
  const { code, foreign, run } = question
  try {
    if (foreign && run && struck.get(code) === ctx.seed)
      return { run: { messages: [], fault: 'struck' }, launches: 0, engine }
    return { ...(yield* tried(trial, question, ctx)), engine }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { kind, message } = error
    if (foreign && (kind === 'lost' || kind === 'timeout')) struck.set(code, ctx.seed)
    return { run: { messages: [], fault: kind, ...(message && { detail: message }) }, launches: 0, engine }
  } finally {
    trial.close()
  }
}
