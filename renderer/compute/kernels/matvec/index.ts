import { defineKernel } from '../kernel.ts'
import { byRows } from '../rows.ts'
import { matvecCpu, type MatvecInput, type MatvecOutput } from './cpu.ts'
import { matvecGpu } from './gpu.ts'

/** A dense matrix times a vector. No WebAssembly: copying A takes as long as reading it once. */
export const matvec = defineKernel<MatvecInput, MatvecOutput>({
  name: 'matvec',
  cpu: matvecCpu,
  gpu: matvecGpu,
  split: byRows,
  errorBound: 1e-5,
  flops: ({ rows, columns }) => 2 * rows * columns,
  bytes: ({ rows, columns }) => 4 * Math.max(rows, 1) * columns,
  bound: 'memory',
})
