import { defineKernel } from '../kernel.ts'
import { joined } from '../rows.ts'
import { matmulCpu, type MatmulInput, type MatmulOutput } from './cpu.ts'
import { matmulGpu } from './gpu.ts'
import { matmulPacked } from './packed.ts'
import { matmulWasm } from './wasm.ts'

/** C = A·B for dense matrices; see cpu.ts for how they lie. */
export const matmul = defineKernel<MatmulInput, MatmulOutput>({
  name: 'matmul',
  cpu: matmulCpu,
  fast: matmulPacked,
  wasm: { precisions: ['f32', 'f64'], from: 20_000, run: matmulWasm },
  gpu: matmulGpu,
  split: {
    count: ({ rows, aTransposed }) => (aTransposed ? 0 : rows),
    slice: (input, from, to) => ({
      ...input,
      rows: to - from,
      a: input.a.subarray(from * input.depth, to * input.depth),
    }),
    join: parts => ({ c: joined(parts.map(part => part.c)) }),
  },
  // Rounding of a sum of a thousand products in float32.
  errorBound: 1e-5,
  flops: ({ rows, depth, columns }) => 2 * rows * depth * columns,
  bytes: ({ rows, depth, columns }) => 4 * Math.max(rows * depth, depth * columns, rows * columns),
})
