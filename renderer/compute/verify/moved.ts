import type { NetworkCertificate } from './network.ts'

export interface MovedCertificate extends NetworkCertificate {
  /** Largest change of a number that was frozen: exactly 0. */
  readonly frozenChange: number
  /** Weights that learn, and those that did. */
  readonly learning: number
  readonly changed: number
}

/** Adds to what certifies the slopes that what was frozen is, to the bit, what it was. */
export function certifyMoved(
  slopes: NetworkCertificate,
  weights: readonly { readonly data: Float64Array; readonly before: Float64Array; readonly frozen: boolean }[],
): MovedCertificate {
  let [frozenChange, learning, changed] = [0, 0, 0]
  for (const { data, before, frozen } of weights)
    data.forEach((value, i) => {
      if (frozen) frozenChange = Math.max(frozenChange, Math.abs(value - before[i]!))
      else {
        learning++
        if (value !== before[i]) changed++
      }
    })
  return { ...slopes, frozenChange, learning, changed, holds: slopes.holds && frozenChange === 0 }
}
