import { bayesRule } from './bayes-rule.ts'
import { betaBinomial } from './beta-binomial.ts'
import { dirichletMultinomial } from './dirichlet-multinomial.ts'
import { emMixture } from './em-mixture.ts'
import { gammaPoisson } from './gamma-poisson.ts'
import { hmc } from './hmc.ts'
import { maeMse } from './mae-mse.ts'
import { map } from './map.ts'
import { maximumLikelihood } from './maximum-likelihood.ts'
import { metropolis } from './metropolis.ts'
import { normalNormal } from './normal-normal.ts'

/** The solvers of this family: one file and one line each. */
export const statistics = {
  'maximum-likelihood': maximumLikelihood,
  map,
  'mae-mse': maeMse,
  'em-mixture': emMixture,
  'beta-binomial': betaBinomial,
  'normal-normal': normalNormal,
  'gamma-poisson': gammaPoisson,
  'dirichlet-multinomial': dirichletMultinomial,
  'bayes-rule': bayesRule,
  metropolis,
  hmc,
} as const
