import { defineKernel } from '../kernel.ts'
import { byRows } from '../rows.ts'
import { layerNormCpu, type LayerNormInput, type LayerNormOutput } from './cpu.ts'
import { layerNormGpu } from './gpu.ts'

/** Layer normalisation of each row of a matrix. */
export const layerNorm = defineKernel<LayerNormInput, LayerNormOutput>({
  name: 'layer-norm',
  cpu: layerNormCpu,
  gpu: layerNormGpu,
  split: byRows,
  errorBound: 1e-5,
  flops: ({ rows, columns }) => 8 * rows * columns,
  bytes: ({ rows, columns }) => 4 * rows * columns,
  bound: 'memory',
})
