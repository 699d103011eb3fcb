import { descent } from './descent/index.ts'
import { grid } from './grid/index.ts'

/** Every kernel; the parity test walks this table. */
export const kernels = { grid, descent }
