import type { Device } from '../../device.ts'
import { submit, up, type Binding } from '../../webgpu/submit.ts'
import type { Numbers } from '../kernel.ts'
import { matmulPass, paddedMatrix, paddedSizes } from '../matmul/gpu.ts'
import { softmaxPass } from '../softmax/gpu.ts'
import { blindQueries, scaleOf, type AttentionInput, type AttentionOutput } from './cpu.ts'

/** Scores, softmax and values in one submission; nothing comes back in between. */
export async function attentionGpu(input: AttentionInput, device: Device): Promise<AttentionOutput> {
  const { queries, keys, width, valueWidth, causal, open } = input
  const first = paddedSizes({ rows: queries, depth: width, columns: keys })
  // The zeros that fill up the scores are zeros again in the second product.
  const second = { ...paddedSizes({ rows: queries, depth: keys, columns: valueWidth }), depth: first.columns }
  const q = paddedMatrix(input.q, { row: width, column: 1 }, queries, width, { rows: first.rows, columns: first.depth })
  const k = paddedMatrix(input.k, { row: 1, column: width }, width, keys, { rows: first.depth, columns: first.columns })
  const v = paddedMatrix(input.v, { row: valueWidth, column: 1 }, keys, valueWidth, {
    rows: second.depth,
    columns: second.columns,
  })
  const scores: Binding = { length: first.rows * first.columns, read: true }
  const values: Binding = { length: second.rows * second.columns, read: true }
  const [wideWeights, wideValues] = await submit(device, [
    matmulPass(first, up(q), up(k), scores),
    softmaxPass(
      scores,
      { rows: queries, columns: keys, stride: first.columns },
      { causal, scale: scaleOf(input), ...(open && { open }) },
    ),
    matmulPass(second, scores, up(v), values),
  ])
  const attended = {
    values: trimmed(wideValues!, second.columns, queries, valueWidth),
    weights: trimmed(wideWeights!, first.columns, queries, keys),
  }
  for (const i of blindQueries(input)) {
    attended.values.fill(0, i * valueWidth, (i + 1) * valueWidth)
    attended.weights.fill(0, i * keys, (i + 1) * keys)
  }
  return attended
}

/** The first `columns` numbers of each row. */
export function trimmed(wide: Numbers, stride: number, rows: number, columns: number): Float32Array {
  const result = new Float32Array(rows * columns)
  for (let i = 0; i < rows; i++) result.set(wide.subarray(i * stride, i * stride + columns), i * columns)
  return result
}
