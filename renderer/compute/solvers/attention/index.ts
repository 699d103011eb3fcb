import { attention as attentionOf } from './attention.ts'
import { positionalEncoding } from './positional-encoding.ts'
import { selfAttention } from './self-attention.ts'
import { softmax } from './softmax.ts'

/** The solvers of this family: one file and one line each. */
export const attention = {
  attention: attentionOf,
  'self-attention': selfAttention,
  softmax,
  'positional-encoding': positionalEncoding,
} as const
