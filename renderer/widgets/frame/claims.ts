import type { Claim } from './model.ts'
import { words } from './fields.ts'
import type { Words } from '../../compute/index.ts'

/** Claims as many widgets make them of what learns. */

/** A loss that was computed anew by other code; `relative` where the difference is a share of the loss. */
export const lossAnew = (difference: number, relative = false): Claim => ({
  words: relative
    ? words('Loss computed anew; relative difference', '重新计算的损失；相对差')
    : words('Loss computed anew; difference', '重新计算的损失；差'),
  value: difference,
  holds: difference < 1e-9,
})

/** Slopes against finite differences: the largest relative error. */
export const slopesAgainstDifferences = (error: number): Claim => ({
  words: words('Slopes against differences', '梯度与差分之差'),
  value: error,
  holds: error < 1e-5,
})

/** How many of how many. */
export const outOf = (part: number, all: number): Words => words(`${part} of ${all}`, `${all} 个中有 ${part} 个`)
