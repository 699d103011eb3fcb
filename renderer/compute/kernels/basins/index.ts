import { descentFlops } from '../descent/cpu.ts'
import { memorySize } from '../descent/rule.ts'
import { defineKernel } from '../kernel.ts'
import { joined } from '../rows.ts'
import { basinsCpu, type BasinsInput, type BasinsOutput } from './cpu.ts'
import { basinsGpu } from './gpu.ts'
import { basinsWasm } from './wasm.ts'

/** Where a first-order method ends from each of many starts. */
export const basins = defineKernel<BasinsInput, BasinsOutput>({
  name: 'basins',
  cpu: basinsCpu,
  // Making a module takes a few milliseconds.
  wasm: { precisions: ['f64', 'f32'], from: 1e6, run: basinsWasm },
  gpu: basinsGpu,
  split: {
    count: ({ x, objective }) => x.length / objective.dimension,
    slice: (input, from, to) => {
      const { dimension } = input.objective
      return {
        ...input,
        x: input.x.subarray(from * dimension, to * dimension),
        memory: input.memory.subarray(from * dimension * memorySize, to * dimension * memorySize),
      }
    },
    join: parts => ({ x: joined(parts.map(({ x }) => x)), memory: joined(parts.map(({ memory }) => memory)) }),
  },
  // Holds where the paths contract; on the border of two basins any rounding decides.
  errorBound: 1e-4,
  flops: descentFlops,
  bytes: ({ x }) => 4 * x.length * memorySize,
})
