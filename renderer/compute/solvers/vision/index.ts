import { infoNce } from './info-nce.ts'
import { mixgen } from './mixgen.ts'
import { patches } from './patches.ts'
import { qFormer } from './q-former.ts'
import { zeroShot } from './zero-shot.ts'

/** The solvers of this family: one file and one line each. */
export const vision = {
  patches,
  'q-former': qFormer,
  'info-nce': infoNce,
  'zero-shot': zeroShot,
  mixgen,
} as const
