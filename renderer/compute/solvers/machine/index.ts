import { dataLoading } from './data-loading.ts'
import { memoryAccess } from './memory-access.ts'

/** The solvers of this family: one file and one line each. */
export const machine = {
  'data-loading': dataLoading,
  'memory-access': memoryAccess,
} as const
