import { order } from '../../expression/tree.ts'
import { defineKernel } from '../kernel.ts'
import { monteCarloCpu, type MonteCarloInput, type MonteCarloOutput } from './cpu.ts'
import { monteCarloGpu } from './gpu.ts'

/** Sums of a typed function over random places: what an integral and its error are estimated from. */
export const monteCarlo = defineKernel<MonteCarloInput, MonteCarloOutput>({
  name: 'monte-carlo',
  cpu: monteCarloCpu,
  gpu: monteCarloGpu,
  split: {
    count: ({ count }) => count,
    slice: (input, from, to) => ({ ...input, first: input.first + from, count: to - from }),
    join: parts => ({
      sum: Float64Array.of(parts.reduce((sum, part) => sum + part.sum[0]!, 0)),
      squares: Float64Array.of(parts.reduce((sum, part) => sum + part.squares[0]!, 0)),
    }),
  },
  errorBound: 1e-4,
  flops: ({ objective, count }) => count * (order([objective.value]).length + 120),
  bytes: () => 8_192,
})
