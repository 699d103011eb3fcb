import { lpInteriorPoint } from './lp-interior-point.ts'
import { lpSimplex } from './lp-simplex.ts'
import { milpBranchAndBound } from './milp-branch-and-bound.ts'
import { qpActiveSet } from './qp-active-set.ts'
import { qpInteriorPoint } from './qp-interior-point.ts'

/** The solvers of this family: one file and one line each. */
export const constrained = {
  'lp-simplex': lpSimplex,
  'lp-interior-point': lpInteriorPoint,
  'milp-branch-and-bound': milpBranchAndBound,
  'qp-active-set': qpActiveSet,
  'qp-interior-point': qpInteriorPoint,
} as const
