import { defineKernel } from '../kernel.ts'
import { matmulWasm } from '../matmul/wasm.ts'
import { attentionBy, attentionCpu, type AttentionInput, type AttentionOutput } from './cpu.ts'
import { attentionGpu } from './gpu.ts'

/** One head of attention. */
export const attention = defineKernel<AttentionInput, AttentionOutput>({
  name: 'attention',
  cpu: attentionCpu,
  wasm: {
    precisions: ['f32', 'f64'],
    from: 20_000,
    run(input, precision) {
      const probe = matmulWasm({ rows: 0, depth: 0, columns: 0, a: input.q, b: input.k }, precision)
      return probe && attentionBy(problem => matmulWasm(problem, precision)!, input)
    },
  },
  gpu: attentionGpu,
  errorBound: 1e-5,
  flops: ({ queries, keys, width, valueWidth }) => queries * keys * (2 * width + 2 * valueWidth + 14),
  bytes: ({ queries, keys, width, valueWidth }) =>
    4 * Math.max(queries * keys, queries * width, keys * width, keys * valueWidth),
})
