import { defineKernel } from '../kernel.ts'
import { reduceCpu, type ReduceInput, type ReduceOutput } from './cpu.ts'
import { reduceGpu } from './gpu.ts'

/** Sum, least or greatest of many numbers. */
export const reduce = defineKernel<ReduceInput, ReduceOutput>({
  name: 'reduce',
  cpu: reduceCpu,
  gpu: reduceGpu,
  errorBound: 1e-4,
  flops: ({ values }) => values.length,
  bytes: ({ values }) => 4 * values.length,
  bound: 'memory',
})
