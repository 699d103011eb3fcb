import { attention } from './attention/index.ts'
import { descent } from './descent/index.ts'
import { grid } from './grid/index.ts'
import { histogram } from './histogram/index.ts'
import { layerNorm } from './layer-norm/index.ts'
import { matmul } from './matmul/index.ts'
import { matvec } from './matvec/index.ts'
import { reduce } from './reduce/index.ts'
import { scan } from './scan/index.ts'
import { softmax } from './softmax/index.ts'

/** Every kernel; the parity test walks this table. */
export const kernels = {
  grid,
  descent,
  matmul,
  matvec,
  reduce,
  scan,
  histogram,
  softmax,
  layerNorm,
  attention,
}
