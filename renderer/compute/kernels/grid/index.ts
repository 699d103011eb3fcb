import { order } from '../../expression/tree.ts'
import { defineKernel } from '../kernel.ts'
import { joined } from '../rows.ts'
import { gridCpu, part } from './cpu.ts'
import { gridGpu } from './gpu.ts'
import { gridWasm } from './wasm.ts'

/** A typed f(x, y) on a grid, for contours. */
export const grid = defineKernel({
  name: 'grid',
  cpu: gridCpu,
  // Making a module takes a few milliseconds.
  wasm: { precisions: ['f64', 'f32'], from: 1e6, run: gridWasm },
  gpu: gridGpu,
  split: {
    count: ({ x, y }) => (x.count ? y.count : 0),
    slice: (input, from, to) => ({ ...input, y: part(input.y, from, to) }),
    join: parts => ({ values: joined(parts.map(({ values }) => values)) }),
  },
  errorBound: 1e-5,
  flops: ({ objective, x, y }) => x.count * y.count * order([objective.value]).length,
  bytes: ({ x, y }) => x.count * y.count * 4,
})
