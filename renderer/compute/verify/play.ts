import { fraction, numberFrom, textFrom } from '../rational.ts'
import { bestResponseGap, type Bimatrix } from './nash.ts'

export interface PlayCertificate {
  /** Largest gain from leaving the observed frequencies, exact. */
  readonly gap: string
  /** The same as float64: the frequencies are an ε-equilibrium with this ε. */
  readonly epsilon: number
}

/** Certifies how often each action was played, by the counts alone. */
export function certifyPlay(game: Bimatrix, row: readonly number[], column: readonly number[]): PlayCertificate {
  const frequencies = (counts: readonly number[]) => {
    const rounds = BigInt(counts.reduce((all, count) => all + count, 0))
    return counts.map(count => fraction(BigInt(count), rounds))
  }
  const gap = bestResponseGap(game, frequencies(row), frequencies(column))
  return { gap: textFrom(gap), epsilon: numberFrom(gap) }
}
