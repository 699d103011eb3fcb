import { anovaF } from './anova-f.ts'
import { chi2 } from './chi2.ts'
import { correlation } from './correlation.ts'
import { mutualInformation } from './mutual-information.ts'

/** The solvers of this family: one file and one line each. */
export const features = {
  chi2,
  'anova-f': anovaF,
  'mutual-information': mutualInformation,
  correlation,
} as const
