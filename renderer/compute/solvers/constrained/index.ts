import { lpInteriorPoint } from './lp-interior-point.ts'
import { lpSimplex } from './lp-simplex.ts'

/** The solvers of this family: one file and one line each. */
export const constrained = {
  'lp-simplex': lpSimplex,
  'lp-interior-point': lpInteriorPoint,
} as const
