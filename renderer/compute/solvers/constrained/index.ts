import { augmentedLagrangian } from './augmented-lagrangian.ts'
import { dualFunction } from './dual-function.ts'
import { duality } from './duality.ts'
import { lpInteriorPoint } from './lp-interior-point.ts'
import { lpSimplex } from './lp-simplex.ts'
import { milpBranchAndBound } from './milp-branch-and-bound.ts'
import { multiStart } from './multi-start.ts'
import { qpActiveSet } from './qp-active-set.ts'
import { qpInteriorPoint } from './qp-interior-point.ts'
import { sqp } from './sqp.ts'

/** The solvers of this family: one file and one line each. */
export const constrained = {
  'lp-simplex': lpSimplex,
  'lp-interior-point': lpInteriorPoint,
  'milp-branch-and-bound': milpBranchAndBound,
  'qp-active-set': qpActiveSet,
  'qp-interior-point': qpInteriorPoint,
  sqp,
  'augmented-lagrangian': augmentedLagrangian,
  'multi-start': multiStart,
  duality,
  'dual-function': dualFunction,
} as const
