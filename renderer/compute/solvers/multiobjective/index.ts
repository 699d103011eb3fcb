import { epsilonConstraint } from './epsilon-constraint.ts'
import { hypervolume } from './hypervolume.ts'
import { nsga2 } from './nsga2.ts'
import { weightedSum } from './weighted-sum.ts'

/** The solvers of this family: one file and one line each. */
export const multiobjective = {
  'weighted-sum': weightedSum,
  'epsilon-constraint': epsilonConstraint,
  nsga2,
  hypervolume,
} as const
