import { correlated } from './correlated.ts'
import { duopoly } from './duopoly.ts'
import { fictitiousPlay } from './fictitious-play.ts'
import { lemkeHowson } from './lemke-howson.ts'
import { nash } from './nash.ts'
import { replicator } from './replicator.ts'
import { stackelberg } from './stackelberg.ts'
import { zeroSum } from './zero-sum.ts'

/** The solvers of this family: one file and one line each. */
export const games = {
  nash,
  'lemke-howson': lemkeHowson,
  stackelberg,
  correlated,
  'zero-sum': zeroSum,
  'fictitious-play': fictitiousPlay,
  replicator,
  duopoly,
} as const
