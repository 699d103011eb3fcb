import { anovaF } from './anova-f.ts'
import { binning } from './binning.ts'
import { chi2 } from './chi2.ts'
import { correlation } from './correlation.ts'
import { crossValidation } from './cross-validation.ts'
import { decisionTree } from './decision-tree.ts'
import { encodedFit } from './encoded-fit.ts'
import { forwardSelection } from './forward-selection.ts'
import { imbalance } from './imbalance.ts'
import { kMeans } from './k-means.ts'
import { l1Path } from './l1-path.ts'
import { lassoPath } from './lasso-path.ts'
import { lda } from './lda.ts'
import { metrics } from './metrics.ts'
import { missingValues } from './missing-values.ts'
import { mutualInformation } from './mutual-information.ts'
import { oneHot } from './one-hot.ts'
import { outlierWalk } from './outlier-walk.ts'
import { outliers } from './outliers.ts'
import { pca } from './pca.ts'
import { resampling } from './resampling.ts'
import { rfe } from './rfe.ts'
import { scaler } from './scaler.ts'

/** The solvers of this family: one file and one line each. */
export const features = {
  chi2,
  'anova-f': anovaF,
  'mutual-information': mutualInformation,
  correlation,
  rfe,
  'forward-selection': forwardSelection,
  'cross-validation': crossValidation,
  'l1-path': l1Path,
  'lasso-path': lassoPath,
  'decision-tree': decisionTree,
  pca,
  lda,
  'k-means': kMeans,
  scaler,
  outliers,
  'outlier-walk': outlierWalk,
  imbalance,
  resampling,
  metrics,
  'missing-values': missingValues,
  'one-hot': oneHot,
  binning,
  'encoded-fit': encodedFit,
} as const
