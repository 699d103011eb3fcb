const word = 2n ** 32n
const encoder = new TextEncoder()

const rotated = (x: bigint, by: bigint) => ((x << by) | (x >> (32n - by))) % word
const scrambled = (block: bigint) => (rotated((block * 0xcc9e2d51n) % word, 15n) * 0x1b873593n) % word

/** MurmurHash3_x86_32 once more, in big integers and straight from its definition. */
export function referenceHash(text: string, seed: number): number {
  const bytes = [...encoder.encode(text)].map(BigInt)
  const littleEndian = (some: readonly bigint[]) => some.reduceRight((all, byte) => all * 256n + byte, 0n)
  let hash = BigInt(seed)
  for (let i = 0; i + 4 <= bytes.length; i += 4)
    hash = (rotated(hash ^ scrambled(littleEndian(bytes.slice(i, i + 4))), 13n) * 5n + 0xe6546b64n) % word
  hash ^= scrambled(littleEndian(bytes.slice(bytes.length - (bytes.length % 4))))
  hash ^= BigInt(bytes.length)
  for (const [shift, factor] of [
    [16n, 0x85ebca6bn],
    [13n, 0xc2b2ae35n],
  ] as const)
    hash = ((hash ^ (hash >> shift)) * factor) % word
  return Number(hash ^ (hash >> 16n))
}

/** Where a text stands in each of k rows of m cells, by the reference hash. */
export const referencePlaces = (text: string, k: number, m: number): number[] =>
  Array.from({ length: k }, (_, i) => (referenceHash(text, 0) + i * referenceHash(text, 0x9747b28c)) % m)
