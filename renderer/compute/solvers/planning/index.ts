import { expectedSarsa } from './expected-sarsa.ts'
import { meanFieldGame } from './mean-field-game.ts'
import { meanFieldLq } from './mean-field-lq.ts'
import { policyIteration } from './policy-iteration.ts'
import { qLearning } from './q-learning.ts'
import { sarsa } from './sarsa.ts'
import { valueIteration } from './value-iteration.ts'

/** The solvers of this family: one file and one line each. */
export const planning = {
  'value-iteration': valueIteration,
  'policy-iteration': policyIteration,
  'q-learning': qLearning,
  sarsa,
  'expected-sarsa': expectedSarsa,
  'mean-field-lq': meanFieldLq,
  'mean-field-game': meanFieldGame,
} as const
