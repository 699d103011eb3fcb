import { order } from '../../expression/tree.ts'
import { defineKernel } from '../kernel.ts'
import { descentCpu, type DescentInput } from './cpu.ts'
import { descentGpu } from './gpu.ts'
import { memorySize } from './rule.ts'

/** Steps of a first-order method from many starting points, on a typed function of any number of variables. */
export const descent = defineKernel({
  name: 'descent',
  cpu: descentCpu,
  gpu: descentGpu,
  // Holds where the path contracts; a path that magnifies rounding is judged by its solver's own comparison.
  errorBound: 1e-4,
  // About ten operations of the rule beside the gradient's.
  flops: ({ objective: { gradient, dimension }, x, factors }) =>
    (x.length / dimension) * factors.length * (order(gradient).length + 10 * dimension),
  bytes: ({ x, factors, trace }: DescentInput) => 4 * x.length * Math.max(memorySize, trace ? factors.length : 0),
})
