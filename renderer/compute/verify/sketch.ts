export interface CardinalityCertificate {
  /** The estimate computed again from the registers, and how far it is off the true number, as a share of it. */
  readonly estimate: number
  readonly relativeError: number
  /** 1.04/√m, the standard error of the method. */
  readonly standardError: number
  readonly holds: boolean
}

/** Chance of a larger error is below 10⁻⁶. */
const mostErrors = 5

/** Flajolet, Fusy, Gandouet, Meunier: HyperLogLog, AofA 2007, figure 3, from registers to the estimate. */
export function certifyCardinality(registers: Uint8Array, n: number): CardinalityCertificate {
  const m = registers.length
  const alpha = m === 16 ? 0.673 : m === 32 ? 0.697 : m === 64 ? 0.709 : 0.7213 / (1 + 1.079 / m)
  const raw = (alpha * m * m) / registers.reduce((sum, register) => sum + 2 ** -register, 0)
  const empty = registers.filter(register => register === 0).length
  const word = 2 ** 32
  const large = raw > word / 30 ? -word * Math.log1p(-raw / word) : raw
  const estimate = raw <= 2.5 * m && empty ? m * Math.log(m / empty) : large
  const relativeError = n ? Math.abs(estimate - n) / n : estimate
  const standardError = 1.04 / Math.sqrt(m)
  // A handful of items is a handful of registers: one collision is a whole item.
  const allowed = Math.max(mostErrors * standardError, n ? 2 / n : 0)
  return { estimate, relativeError, standardError, holds: relativeError <= allowed }
}

export interface CountsCertificate {
  /** Items whose count is below the truth: none, ever. */
  readonly under: number
  /** Items whose count is more than (e/w)·N above it, and how many that may be: distinct items times e^−depth. */
  readonly over: number
  readonly expectedOver: number
  readonly largestError: number
  readonly errorBound: number
  readonly holds: boolean
}

/** Certifies estimated counts against true ones (Cormode and Muthukrishnan, J. Algorithms 55, 2005, theorem 1). */
export function certifyCounts(
  truth: readonly number[],
  estimates: readonly number[],
  { width, depth }: { readonly width: number; readonly depth: number },
): CountsCertificate {
  const total = truth.reduce((a, b) => a + b, 0)
  const errorBound = (Math.E / width) * total
  const errors = truth.map((count, i) => (estimates[i] ?? Number.NaN) - count)
  const under = errors.filter(error => !(error >= 0)).length
  const over = errors.filter(error => error > errorBound).length
  const expectedOver = truth.length * Math.exp(-depth)
  const largestError = errors.reduce((most, error) => Math.max(most, error), 0)
  const luck = 5 * Math.sqrt(Math.max(1, expectedOver))
  return { under, over, expectedOver, largestError, errorBound, holds: under === 0 && over <= expectedOver + luck }
}
