import { importanceSampling } from './importance-sampling.ts'
import { logicSearch } from './logic-search.ts'
import { monteCarloIntegral } from './monte-carlo-integral.ts'
import { monteCarlo } from './monte-carlo.ts'

/** The solvers of this family: one file and one line each. */
export const simulation = {
  'monte-carlo': monteCarlo,
  'importance-sampling': importanceSampling,
  'monte-carlo-integral': monteCarloIntegral,
  'logic-search': logicSearch,
} as const
