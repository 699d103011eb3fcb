import productNaive from './product-naive.wgsl?raw'
import productTiled from './product-tiled.wgsl?raw'
import scanBlelloch from './scan-blelloch.wgsl?raw'
import scanHillisSteele from './scan-hillis-steele.wgsl?raw'
import sumInterleaved from './sum-interleaved.wgsl?raw'
import sumSequential from './sum-sequential.wgsl?raw'

/** Shaders to read and to change, two to a task. All have the same bindings; `const block` says what a workgroup makes. */
export const shaders = {
  'product-naive': productNaive,
  'product-tiled': productTiled,
  'sum-interleaved': sumInterleaved,
  'sum-sequential': sumSequential,
  'scan-hillis-steele': scanHillisSteele,
  'scan-blelloch': scanBlelloch,
} as const
export type ShaderName = keyof typeof shaders
