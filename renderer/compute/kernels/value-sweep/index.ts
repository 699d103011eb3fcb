import { defineKernel } from '../kernel.ts'
import { valueSweepCpu, type ValueSweepInput, type ValueSweepOutput } from './cpu.ts'
import { valueSweepGpu } from './gpu.ts'

/** One sweep of value iteration over all states at once. */
export const valueSweep = defineKernel<ValueSweepInput, ValueSweepOutput>({
  name: 'value-sweep',
  cpu: valueSweepCpu,
  gpu: valueSweepGpu,
  errorBound: 1e-5,
  flops: ({ chances, states }) => 4 * chances.length + states,
  bytes: ({ chances, first }) => 4 * Math.max(chances.length, first.length),
  bound: 'memory',
})
