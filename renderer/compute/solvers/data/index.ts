import { als } from './als.ts'
import { bitmap } from './bitmap.ts'
import { bloomFilter } from './bloom-filter.ts'
import { bloomSizing } from './bloom-sizing.ts'
import { countMin } from './count-min.ts'
import { hashSplit } from './hash-split.ts'
import { hashText } from './hash-text.ts'
import { hyperloglog } from './hyperloglog.ts'
import { randomWords } from './random-words.ts'
import { sgdFactorisation } from './sgd-factorisation.ts'
import { svdFactorisation } from './svd-factorisation.ts'

/** The solvers of this family: one file and one line each. */
export const data = {
  murmur3: hashText,
  'random-words': randomWords,
  'bloom-filter': bloomFilter,
  'bloom-sizing': bloomSizing,
  bitmap,
  hyperloglog,
  'count-min': countMin,
  'hash-split': hashSplit,
  als,
  'sgd-factorisation': sgdFactorisation,
  'svd-factorisation': svdFactorisation,
} as const
