import { dataLoading } from './data-loading.ts'
import { memoryAccess } from './memory-access.ts'
import { parallelScan } from './parallel-scan.ts'
import { treeReduction } from './tree-reduction.ts'
import { wgslKernel } from './wgsl-kernel.ts'

/** The solvers of this family: one file and one line each. */
export const machine = {
  'data-loading': dataLoading,
  'memory-access': memoryAccess,
  'parallel-scan': parallelScan,
  'tree-reduction': treeReduction,
  'wgsl-kernel': wgslKernel,
} as const
