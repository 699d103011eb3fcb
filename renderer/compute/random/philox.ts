/** Multipliers and Weyl constants of Philox4x32 (Salmon, Moraes, Dror, Shaw: Parallel random numbers, SC 2011, §4). */
const multiplier = [0xd2511f53, 0xcd9e8d57] as const
const weyl = [0x9e3779b9, 0xbb67ae85] as const
const rounds = 10

/** Upper 32 bits of the 64-bit product of two unsigned 32-bit integers, by 16-bit halves: WGSL does the same. */
function high(a: number, b: number): number {
  const [a0, a1, b0, b1] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16]
  const middle = a1 * b0 + ((a0 * b0) >>> 16)
  return (a1 * b1 + Math.floor(middle / 0x10000) + Math.floor(((middle & 0xffff) + a0 * b1) / 0x10000)) >>> 0
}

/**
 * Philox4x32-10: four random words from a counter of four words and a key of two, written to `out[0..3]`.
 * Integers only, so every engine gives the same bits.
 */
export function philox4x32(counter: ArrayLike<number>, key: ArrayLike<number>, out: Uint32Array): void {
  let [c0, c1, c2, c3] = [counter[0]!, counter[1]!, counter[2]!, counter[3]!]
  let [k0, k1] = [key[0]!, key[1]!]
  for (let round = 0; round < rounds; round++) {
    const [low0, high0] = [Math.imul(multiplier[0], c0), high(multiplier[0], c0)]
    const [low1, high1] = [Math.imul(multiplier[1], c2), high(multiplier[1], c2)]
    c0 = (high1 ^ c1 ^ k0) >>> 0
    c1 = low1 >>> 0
    c2 = (high0 ^ c3 ^ k1) >>> 0
    c3 = low0 >>> 0
    k0 = (k0 + weyl[0]) >>> 0
    k1 = (k1 + weyl[1]) >>> 0
  }
  out[0] = c0
  out[1] = c1
  out[2] = c2
  out[3] = c3
}
