import { defineKernel } from '../kernel.ts'
import { randomCpu, type RandomInput, type RandomOutput } from './cpu.ts'
import { randomGpu } from './gpu.ts'

/** Words of a stream of Philox4x32-10: the same bits on every engine. */
export const random = defineKernel<RandomInput, RandomOutput>({
  name: 'random',
  cpu: randomCpu,
  gpu: randomGpu,
  errorBound: 0,
  // About a hundred integer operations a block of four words.
  flops: ({ count }) => 25 * count,
  bytes: ({ count }) => 4 * count,
  bound: 'memory',
})
