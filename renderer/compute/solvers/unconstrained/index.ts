import { adadelta } from './adadelta.ts'
import { adagrad } from './adagrad.ts'
import { adamax } from './adamax.ts'
import { adamw } from './adamw.ts'
import { amsgrad } from './amsgrad.ts'
import { nadam } from './nadam.ts'
import { nesterov } from './nesterov.ts'
import { rmsprop } from './rmsprop.ts'

/** The solvers of this family: one file and one line each. */
export const unconstrained = {
  nesterov,
  adagrad,
  rmsprop,
  adadelta,
  adamw,
  amsgrad,
  adamax,
  nadam,
} as const
