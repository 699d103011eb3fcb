import { defineKernel } from '../kernel.ts'
import { descentCpu, descentFlops, type DescentInput } from './cpu.ts'
import { descentGpu } from './gpu.ts'
import { memorySize } from './rule.ts'

/** Steps of a first-order method from many starting points, on a typed function of any number of variables. */
export const descent = defineKernel({
  name: 'descent',
  cpu: descentCpu,
  gpu: descentGpu,
  // Holds where the path contracts; a path that magnifies rounding is judged by its solver's own comparison.
  errorBound: 1e-4,
  flops: descentFlops,
  bytes: ({ x, factors, trace }: DescentInput) => 4 * x.length * Math.max(memorySize, trace ? factors.length : 0),
})
