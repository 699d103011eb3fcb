import { defineKernel } from '../kernel.ts'
import { byRows } from '../rows.ts'
import { softmaxCpu, type SoftmaxInput, type SoftmaxOutput } from './cpu.ts'
import { softmaxGpu } from './gpu.ts'

/** The softmax of each row of a matrix. */
export const softmax = defineKernel<SoftmaxInput, SoftmaxOutput>({
  name: 'softmax',
  cpu: softmaxCpu,
  gpu: softmaxGpu,
  split: byRows,
  errorBound: 1e-5,
  // A power is worth about ten operations.
  flops: ({ rows, columns }) => 14 * rows * columns,
  bytes: ({ rows, columns }) => 4 * rows * columns,
  bound: 'memory',
})
