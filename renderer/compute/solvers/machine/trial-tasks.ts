import { kernels } from '../../kernels/index.ts'
import type { Numbers } from '../../kernels/kernel.ts'
import { matmulCpu } from '../../kernels/matmul/cpu.ts'

export type TaskName = 'product' | 'sum' | 'scan'

/** What a kernel is given to do: whole numbers, so small that float32 adds them without any rounding. */
export interface Task {
  readonly name: TaskName
  /** Side of the matrices, or how many numbers. */
  readonly n: number
  readonly a: Float32Array<ArrayBuffer>
  /** Of a product alone. */
  readonly b: Float32Array<ArrayBuffer>
}

/** Additions and multiplications of a task, and the bytes that must be read and written whatever the kernel does. */
export function costOf(name: TaskName, n: number): { flops: number; bytes: number } {
  if (name === 'product') return { flops: 2 * n ** 3, bytes: 12 * n * n }
  return { flops: n - 1, bytes: name === 'sum' ? 4 * n : 8 * n }
}

/** Whole numbers from −4 to 4 by a small generator (Lehmer 1951). */
function drawn(count: number, seed: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(count)
  let word = 1 + (seed % 2_147_483_646)
  // The first few of neighbouring seeds are alike.
  for (let i = -8; i < count; i++) {
    word = (word * 16_807) % 2_147_483_647
    if (i >= 0) values[i] = Math.floor((word / 2_147_483_647) * 9) - 4
  }
  return values
}

export const taskFrom = (name: TaskName, n: number, seed: number): Task =>
  name === 'product'
    ? { name, n, a: drawn(n * n, seed), b: drawn(n * n, seed + 1) }
    : { name, n, a: drawn(n, seed), b: new Float32Array(0) }

const single = { backend: 'auto', precision: 'f32' } as const

/** The answer on the processor, as the app computes it where it has no graphics processor. */
export function onProcessor({ name, n, a, b }: Task): { output: Numbers; backend: string } {
  if (name === 'product') {
    const { output, engine } = kernels.matmul.runOnCpu({ rows: n, depth: n, columns: n, a, b }, single)
    return { output: output.c, backend: engine.backend }
  }
  const { output, engine } =
    name === 'sum'
      ? kernels.reduce.runOnCpu({ values: a, by: 'sum' }, single)
      : kernels.scan.runOnCpu({ values: a }, single)
  return { output: 'value' in output ? output.value : output.values, backend: engine.backend }
}

/** Runs are timed in batches, so that a coarse clock weighs little; the best of a few counts. */
const [batchMs, batches, mostRuns] = [8, 3, 2 ** 16]

/** Milliseconds of some work at its best. */
export function leastMs(work: () => void): number {
  let least = Infinity
  for (let [runs, batch] = [1, 0]; batch < batches; batch++) {
    const began = performance.now()
    for (let i = 0; i < runs; i++) work()
    const ms = performance.now() - began
    if (ms > 0) least = Math.min(least, ms / runs)
    if (ms >= batchMs) continue
    // Too short to count, unless it can get no longer.
    if (runs < mostRuns) batch--
    runs = Math.min(mostRuns, runs * Math.min(64, Math.ceil((1.5 * batchMs) / Math.max(ms, 0.05))))
  }
  return least
}

/** So much of a product is timed, about a millisecond's work; until it is compiled it takes many. */
const plainFlops = 2e6
const warmUpMs = 60

/** Milliseconds that three plain loops would take for the whole product, from a few rows of it. */
export function plainProductMs({ n, a, b }: Task): number {
  const rows = Math.min(n, Math.ceil(plainFlops / (2 * n * n)))
  const part = { rows, depth: n, columns: n, a: a.subarray(0, rows * n), b }
  const began = performance.now()
  while (performance.now() - began < warmUpMs) matmulCpu(part)
  return (leastMs(() => void matmulCpu(part)) * n) / rows
}
