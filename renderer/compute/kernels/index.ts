import { attention } from './attention/index.ts'
import { basins } from './basins/index.ts'
import { descent } from './descent/index.ts'
import { grid } from './grid/index.ts'
import { histogram } from './histogram/index.ts'
import { kMeans } from './k-means/index.ts'
import { layerNorm } from './layer-norm/index.ts'
import { matmul } from './matmul/index.ts'
import { matvec } from './matvec/index.ts'
import { meanField } from './mean-field/index.ts'
import { mixture } from './mixture/index.ts'
import { monteCarlo } from './monte-carlo/index.ts'
import { random } from './random/index.ts'
import { reduce } from './reduce/index.ts'
import { scan } from './scan/index.ts'
import { softmax } from './softmax/index.ts'
import { valueSweep } from './value-sweep/index.ts'

/** Every kernel; the parity test walks this table. */
export const kernels = {
  grid,
  descent,
  basins,
  matmul,
  matvec,
  reduce,
  scan,
  histogram,
  softmax,
  layerNorm,
  attention,
  kMeans,
  meanField,
  mixture,
  monteCarlo,
  random,
  valueSweep,
}
