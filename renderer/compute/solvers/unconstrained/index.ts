import { adadelta } from './adadelta.ts'
import { adagrad } from './adagrad.ts'
import { adamax } from './adamax.ts'
import { adamw } from './adamw.ts'
import { amsgrad } from './amsgrad.ts'
import { bfgs } from './bfgs.ts'
import { convexity } from './convexity.ts'
import { conjugateGradient } from './conjugate-gradient.ts'
import { dampedNewton } from './damped-newton.ts'
import { gdLineSearch } from './gd-line-search.ts'
import { lBfgs } from './l-bfgs.ts'
import { nadam } from './nadam.ts'
import { nelderMead } from './nelder-mead.ts'
import { nesterov } from './nesterov.ts'
import { newton } from './newton.ts'
import { newtonLineSearch } from './newton-line-search.ts'
import { newtonTrustRegion } from './newton-trust-region.ts'
import { rmsprop } from './rmsprop.ts'
import { sgd } from './sgd.ts'

/** The solvers of this family: one file and one line each. */
export const unconstrained = {
  sgd,
  nesterov,
  adagrad,
  rmsprop,
  adadelta,
  adamw,
  amsgrad,
  adamax,
  nadam,
  'gd-line-search': gdLineSearch,
  newton,
  'damped-newton': dampedNewton,
  'newton-line-search': newtonLineSearch,
  'newton-trust-region': newtonTrustRegion,
  bfgs,
  'l-bfgs': lBfgs,
  'conjugate-gradient': conjugateGradient,
  'nelder-mead': nelderMead,
  convexity,
} as const
