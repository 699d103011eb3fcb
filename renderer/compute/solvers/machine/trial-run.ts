import type { Launched, Trial } from '../../webgpu/trial.ts'
import scanAdd from './shaders/scan-add.wgsl?raw'
import type { Task } from './trial-tasks.ts'

/** A shader that was made ready, and what a workgroup of it makes. */
export interface Ready {
  readonly trial: Trial
  readonly pipeline: GPUComputePipeline
  readonly block: number
}

/** What a kernel came to. Where its time was up it is the answer to less: some rows and columns of a product, the first numbers of a line. */
export interface Outcome {
  readonly output: Float32Array
  /** Milliseconds on the device, all launches together. */
  readonly ms: number
  /** Numbers of a product's C, or of a line, of which `output` is the answer. */
  readonly done: number
  /** Of a product: how many columns of C were computed. */
  readonly columns?: number
  readonly ended: number
  readonly launches: number
}

/** Work that a device gets at once; on a software one the window's own drawing waits behind it. */
const pieceMs = { hardware: 25, software: 12 }
/** A kernel that has not done it all by then is stopped there. */
const mostMs = 1_500
/** One dimension of a launch holds so many workgroups. */
export const mostGroups = 65_535

/** Adds up what the pieces of a kernel's work took, and says when to stop. */
class Tally {
  ms = 0
  ended = 0
  launches = 0
  private readonly began = performance.now()
  private readonly signal: AbortSignal

  constructor(signal: AbortSignal) {
    this.signal = signal
  }

  get stopped(): boolean {
    return this.signal.aborted || this.ended > 0
  }

  get late(): boolean {
    return performance.now() - this.began > mostMs
  }

  add({ ms, ended }: Launched): void {
    this.ms += ms
    this.ended = Math.max(this.ended, ended)
    this.launches++
  }
}

/** How a run of pieces is done: what counts them, and whether short ones are run often for their time. */
interface Way {
  readonly tally: Tally
  readonly measure: boolean
  readonly pieceMs: number
  /** What follows on a part that was done in time is done to its end. */
  readonly hurried: boolean
}
type Piece = (from: number, to: number, measure: boolean) => Promise<Launched>

/**
 * Launches `total` units of work, so many at a time as the device does in a few milliseconds; resolves with how many
 * were done. What the device does at one stroke is measured as a whole.
 */
async function inPieces(
  total: number,
  { tally, measure, hurried, pieceMs: eachMs }: Way,
  launch: Piece,
  first: number,
): Promise<number> {
  if (!measure) {
    tally.add(await launch(0, total, false))
    return total
  }
  let done = Math.min(total, first)
  let launched = await launch(0, done, true)
  if ((launched.ms / done) * total <= 2 * eachMs && total <= mostGroups) {
    tally.add(await launch(0, total, true))
    return total
  }
  tally.add(launched)
  let count = done
  while (done < total && !tally.stopped && !(hurried && tally.late)) {
    count = Math.max(1, Math.min(count * 8, mostGroups, Math.floor((count * eachMs) / Math.max(0.01, launched.ms))))
    const to = Math.min(total, done + count)
    count = to - done
    launched = await launch(done, to, true)
    tally.add(launched)
    done = to
  }
  return done
}

/** Runs a ready shader on a task, piece by piece. `measure` runs short pieces often, for their time. */
export async function runKernel(ready: Ready, task: Task, signal: AbortSignal, measure: boolean): Promise<Outcome> {
  const tally = new Tally(signal)
  const { software } = ready.trial.device
  const way = { tally, measure, hurried: true, pieceMs: software ? pieceMs.software : pieceMs.hardware }
  const found = await (task.name === 'product'
    ? product(ready, task, way)
    : task.name === 'sum'
      ? sum(ready, task.a, way)
      : scan(ready, task.a, way, await ready.trial.pipeline(scanAdd)))
  const { ms, ended, launches } = tally
  return { ...found, ms, ended, launches }
}

type Found = Pick<Outcome, 'output' | 'done' | 'columns'>

/** Multiplications and additions that a software adapter gets at once; nothing else can be drawn meanwhile. */
const softwareFlops = 2 ** 21

/** Rows of C, a strip of blocks at a time; on a slow adapter only their first columns, so that a strip is soon done. */
async function product({ trial, pipeline, block }: Ready, { n, a, b }: Task, way: Way): Promise<Found> {
  const most = trial.device.software ? Math.floor(softwareFlops / (2 * block * n)) : n
  const columns = Math.min(n, Math.max(block, most - (most % block)))
  const right = columns === n ? b : b.filter((_, i) => i % n < columns)
  const output = new Float32Array(n * columns)
  const strips = Math.ceil(n / block)
  const launch: Piece = async (from, to, measure) => {
    const [top, bottom] = [from * block, Math.min(n, to * block)]
    const rows = bottom - top
    const part = { a: a.subarray(top * n, bottom * n), b: right, c: rows * columns, size: [rows, columns, n] }
    const groups = [Math.ceil(columns / block), to - from] as const
    const launched = await trial.launch(pipeline, { ...part, groups }, measure)
    output.set(launched.c, top * columns)
    return launched
  }
  const done = columns * Math.min(n, block * (await inPieces(strips, way, launch, 1)))
  return { output: output.subarray(0, done), done, columns }
}

/** A first piece; a software adapter takes milliseconds for each block. */
const firstBlocks = ({ trial }: Ready): number => (trial.device.software ? 8 : 64)

/** Blocks of numbers become one number each, and these again, until one is left. */
async function sum(ready: Ready, values: Float32Array<ArrayBuffer>, way: Way): Promise<Found> {
  const { trial, pipeline, block } = ready
  const blocks = Math.ceil(values.length / block)
  const sums = new Float32Array(blocks)
  const launch: Piece = async (from, to, measure) => {
    const a = values.subarray(from * block, Math.min(values.length, to * block))
    const part = { a, c: to - from, size: [a.length], groups: [to - from, 1] } as const
    const launched = await trial.launch(pipeline, part, measure)
    sums.set(launched.c, from)
    return launched
  }
  const made = await inPieces(blocks, way, launch, firstBlocks(ready))
  const done = Math.min(values.length, made * block)
  if (made === 1) return { output: sums.subarray(0, 1), done }
  const { output } = await sum(ready, sums.subarray(0, made), { ...way, hurried: false })
  return { output, done }
}

/** Blocks are scanned, their totals too in the same way, and the sums before each block added on top. */
async function scan(
  ready: Ready,
  values: Float32Array<ArrayBuffer>,
  way: Way,
  adding: GPUComputePipeline,
): Promise<Found> {
  const { trial, pipeline, block } = ready
  const blocks = Math.ceil(values.length / block)
  const [output, totals] = [new Float32Array(values.length), new Float32Array(blocks)]
  const launch: Piece = async (from, to, measure) => {
    const a = values.subarray(from * block, Math.min(values.length, to * block))
    const part = { a, c: a.length, sums: to - from, size: [a.length], groups: [to - from, 1] } as const
    const launched = await trial.launch(pipeline, part, measure)
    output.set(launched.c, from * block)
    totals.set(launched.sums, from)
    return launched
  }
  const made = await inPieces(blocks, way, launch, firstBlocks(ready))
  const done = Math.min(values.length, made * block)
  const own = output.subarray(0, done)
  if (made === 1) return { output: own, done }
  const scanned = await scan(ready, totals.subarray(0, made), { ...way, hurried: false }, adding)
  const before = new Float32Array(made)
  before.set(scanned.output.subarray(0, -1), 1)
  const groups = Math.ceil(done / addingThreads)
  const part = { a: before, c: own, size: [done, block] }
  const most = [Math.min(groups, mostGroups), Math.ceil(groups / mostGroups)] as const
  const launched = await trial.launch(adding, { ...part, groups: most }, way.measure)
  way.tally.add(launched)
  return { output: launched.c, done }
}

/** As scan-add.wgsl has them. */
const addingThreads = 256
