import { maximumLikelihood } from './maximum-likelihood.ts'

/** The solvers of this family: one file and one line each. */
export const statistics = {
  'maximum-likelihood': maximumLikelihood,
} as const
