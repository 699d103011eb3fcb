import { descent } from './descent/index.ts'
import { grid } from './grid/index.ts'
import { matmul } from './matmul/index.ts'

/** Every kernel; the parity test walks this table. */
export const kernels = { grid, descent, matmul }
