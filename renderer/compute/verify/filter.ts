import { referencePlaces } from './hash.ts'

export interface FilterCertificate {
  /** Items put in that the filter denies: none, ever. Of so many asked. */
  readonly falseNegatives: number
  readonly asked: number
  /** (observed − expected) / standard deviation of the share of false positives; `null` where none could be seen. */
  readonly z: number | null
  readonly holds: boolean
}

/** Chance of that large a |z| is below 10⁻⁶. */
const mostDeviation = 5
/** Items asked again with the slow reference hash. */
const mostAsked = 500

/** Certifies a Bloom filter by asking it again, with a hash of its own, for what was put in. */
export function certifyFilter(
  bits: Uint32Array,
  {
    m,
    k,
    inside,
    itemAt,
  }: { readonly m: number; readonly k: number; readonly inside: number; itemAt(i: number): string },
  { hits, probes, expected }: { readonly hits: number; readonly probes: number; readonly expected: number },
): FilterCertificate {
  const stride = Math.max(1, Math.ceil(inside / mostAsked))
  const asked = Array.from({ length: Math.ceil(inside / stride) }, (_, i) => itemAt(i * stride))
  const isIn = (place: number) => ((bits[place >>> 5] ?? 0) >>> (place & 31)) & 1
  const falseNegatives = asked.filter(item => !referencePlaces(item, k, m).every(isIn)).length
  // Double hashing and the filter's own luck add to the binomial spread: twice the variance covers both.
  const spread = Math.sqrt((2 * expected * (1 - expected)) / Math.max(1, probes))
  const z = probes && spread > 0 ? (hits / probes - expected) / spread : null
  return { falseNegatives, asked: asked.length, z, holds: falseNegatives === 0 && Math.abs(z ?? 0) <= mostDeviation }
}

/** (1 − (1 − 1/m)^{kn})^k, what Bloom's analysis gives for the share of false positives. */
export const expectedFalsePositives = (m: number, n: number, k: number): number =>
  -Math.expm1(k * n * Math.log1p(-1 / m)) === 0 ? 0 : (-Math.expm1(k * n * Math.log1p(-1 / m))) ** k

export interface SizingCertificate {
  /** Share of false positives of the size found, over the one wanted. */
  readonly ratio: number
  /** The same with one hash fewer and one more: neither is much better. */
  readonly neighbours: readonly [number, number]
  readonly holds: boolean
}

/** Whole bits and hashes miss the wanted share by this factor at most. */
const roundingOfHashes = 1.1

export function certifySizing(n: number, p: number, m: number, k: number): SizingCertificate {
  const ratioAt = (hashes: number) => expectedFalsePositives(m, n, hashes) / p
  const neighbours = [ratioAt(Math.max(1, k - 1)), ratioAt(k + 1)] as const
  const ratio = ratioAt(k)
  return { ratio, neighbours, holds: ratio <= roundingOfHashes && ratio <= Math.min(...neighbours) * (1 + 1e-3) }
}
