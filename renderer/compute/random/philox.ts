/** Multipliers and Weyl constants of Philox4x32 (Salmon, Moraes, Dror, Shaw: Parallel random numbers, SC 2011, §4). */
const multiplierA = 0xd2511f53
const multiplierB = 0xcd9e8d57
const weylA = 0x9e3779b9
const weylB = 0xbb67ae85
const rounds = 10

/** Upper 32 bits of the 64-bit product of two 32-bit integers, by 16-bit halves as WGSL does it; signed. */
function high(a: number, b: number): number {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const bLow = b & 0xffff
  const bHigh = b >>> 16
  const middle = (Math.imul(aHigh, bLow) >>> 0) + (Math.imul(aLow, bLow) >>> 16)
  const cross = (middle & 0xffff) + (Math.imul(aLow, bHigh) >>> 0)
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (cross >>> 16)) | 0
}

/**
 * Philox4x32-10: four random words from a counter of four words and a key of two, written to `out[0..3]`.
 * Integers only, so every engine gives the same bits.
 */
export function philox4x32(counter: Uint32Array, key: Uint32Array, out: Uint32Array): void {
  let c0 = counter[0]! | 0
  let c1 = counter[1]! | 0
  let c2 = counter[2]! | 0
  let c3 = counter[3]! | 0
  let k0 = key[0]! | 0
  let k1 = key[1]! | 0
  for (let round = 0; round < rounds; round++) {
    const highA = high(multiplierA, c0)
    const highB = high(multiplierB, c2)
    c3 = highA ^ c3 ^ k1
    const lowA = Math.imul(multiplierA, c0)
    c0 = highB ^ c1 ^ k0
    c1 = Math.imul(multiplierB, c2)
    c2 = c3
    c3 = lowA
    k0 = (k0 + weylA) | 0
    k1 = (k1 + weylB) | 0
  }
  // The array takes each word modulo 2^32.
  out[0] = c0
  out[1] = c1
  out[2] = c2
  out[3] = c3
}
