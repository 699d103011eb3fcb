const encoder = new TextEncoder()

const rotated = (x: number, by: number): number => (x << by) | (x >>> (32 - by))
const scrambled = (block: number): number => Math.imul(rotated(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593)

/** MurmurHash3_x86_32 of a text's UTF-8 bytes (Appleby 2011): an unsigned 32-bit integer. */
export const murmur3 = (text: string, seed = 0): number => hashOf(encoder.encode(text), seed)

function hashOf(bytes: Uint8Array, seed: number): number {
  const whole = bytes.length - (bytes.length % 4)
  let hash = seed | 0
  for (let i = 0; i < whole; i += 4) {
    const block = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    hash = (Math.imul(rotated(hash ^ scrambled(block), 13), 5) + 0xe6546b64) | 0
  }
  let tail = 0
  for (let i = bytes.length - 1; i >= whole; i--) tail = (tail << 8) | bytes[i]!
  if (whole < bytes.length) hash ^= scrambled(tail)
  return finished(hash ^ bytes.length)
}

function finished(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}

/** Second seed of double hashing. */
const secondSeed = 0x9747b28c

/** Place of a text in each of k rows of m cells: h₁ + i h₂ modulo m (Kirsch and Mitzenmacher, ESA 2006). */
export function places(text: string, k: number, m: number): number[] {
  const bytes = encoder.encode(text)
  const first = hashOf(bytes, 0)
  const second = hashOf(bytes, secondSeed)
  return Array.from({ length: k }, (_, i) => (first + i * second) % m)
}
