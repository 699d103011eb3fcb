import { order } from '../../expression/tree.ts'
import { defineKernel } from '../kernel.ts'
import { gridCpu } from './cpu.ts'
import { gridGpu } from './gpu.ts'

/** A typed f(x, y) on a grid, for contours. Points are counted in float32 on the GPU: at most 2^24 of them. */
export const grid = defineKernel({
  name: 'grid',
  cpu: gridCpu,
  gpu: gridGpu,
  errorBound: 1e-5,
  flops: ({ objective, x, y }) => x.count * y.count * order([objective.value]).length,
  bytes: ({ x, y }) => x.count * y.count * 4,
})
