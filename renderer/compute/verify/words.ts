export interface WordsCertificate {
  /** Share of one bits, as deviations from a half. */
  readonly bitsZ: number
  /** Words as numbers of [0, 1): deviation of their mean from a half. */
  readonly meanZ: number
  readonly holds: boolean
}

/** No sound generator is farther off more than once in a million. */
const suspicious = 5

/** The two plainest tests of random 32-bit words. */
export function certifyWords(words: readonly number[]): WordsCertificate {
  const ones = words.reduce((sum, word) => sum + word.toString(2).replaceAll('0', '').length, 0)
  const bits = 32 * words.length
  const mean = words.reduce((sum, word) => sum + word / 2 ** 32, 0) / words.length
  const bitsZ = (ones - bits / 2) / Math.sqrt(bits / 4)
  const meanZ = (mean - 0.5) / Math.sqrt(1 / 12 / words.length)
  return { bitsZ, meanZ, holds: Math.abs(bitsZ) < suspicious && Math.abs(meanZ) < suspicious }
}
