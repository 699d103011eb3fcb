import fc from 'fast-check'
import { expect, test } from 'vitest'
import { philox4x32 } from '../../../../renderer/compute/random/philox.ts'
import { Stream } from '../../../../renderer/compute/random/stream.ts'

const philox = (counter: number[], key: number[]): number[] => {
  const out = new Uint32Array(4)
  philox4x32(Uint32Array.from(counter), Uint32Array.from(key), out)
  return [...out]
}

/** Known answers of Random123 1.14, file kat_vectors, lines "philox4x32 10". */
const known = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [Array(4).fill(0xffffffff), Array(2).fill(0xffffffff), [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
] as [number[], number[], number[]][]

test('gives the known answers of Random123', () => {
  for (const [counter, key, words] of known) expect(philox(counter, key)).toEqual(words)
})

test('multiplies exactly as big integers do', () => {
  const words = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(words, given => {
      expect(philox(given.slice(0, 4), given.slice(4))).toEqual(reference(given.slice(0, 4), given.slice(4)))
    }),
    { seed: 1 },
  )
})

test('gives every stream of a seed its own words', () => {
  const first = Array.from({ length: 8 }, (_, stream) => new Stream(7, stream).word())
  expect(new Set(first).size).toBe(8)
  const stream = new Stream(7, 3)
  const words = Array.from({ length: 8 }, () => stream.word())
  expect(words).toEqual([...philox([0, 0, 3, 0], [7, 0]), ...philox([1, 0, 3, 0], [7, 0])])
})

test('takes seeds beyond 32 bits as they are', () => {
  expect(new Stream(2 ** 40).word()).toBe(philox([0, 0, 0, 0], [0, 256])[0])
})

test('draws uniform, whole and normal numbers of the right moments', () => {
  const stream = new Stream(1)
  const count = 40_000
  const moments = (draw: () => number) => {
    const drawn = Array.from({ length: count }, draw)
    const mean = drawn.reduce((a, b) => a + b) / count
    return [mean, drawn.reduce((a, b) => a + (b - mean) ** 2, 0) / count]
  }
  const [uniform, normal, die] = [
    moments(() => stream.uniform()),
    moments(() => stream.normal()),
    moments(() => stream.below(6)),
  ]
  expect(uniform[0]).toBeCloseTo(0.5, 1.5)
  expect(uniform[1]).toBeCloseTo(1 / 12, 2)
  expect(normal[0]).toBeCloseTo(0, 1.5)
  expect(normal[1]).toBeCloseTo(1, 1.5)
  expect(die[0]).toBeCloseTo(2.5, 1)
  expect(die[1]).toBeCloseTo(35 / 12, 1)
})

test('shuffles to every order equally often', () => {
  const stream = new Stream(5)
  const seen = new Map<string, number>()
  for (let i = 0; i < 6_000; i++) {
    const order = stream.shuffle([1, 2, 3]).join('')
    seen.set(order, (seen.get(order) ?? 0) + 1)
  }
  expect(seen.size).toBe(6)
  for (const times of seen.values()) expect(Math.abs(times - 1_000)).toBeLessThan(120)
})

/** The same ten rounds in big integers. */
function reference(counter: number[], key: number[]): number[] {
  const mask = 0xffffffffn
  let [c0, c1, c2, c3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint]
  let [k0, k1] = key.map(BigInt) as [bigint, bigint]
  for (let round = 0; round < 10; round++) {
    const [p0, p1] = [0xd2511f53n * c0, 0xcd9e8d57n * c2]
    ;[c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & mask, (p0 >> 32n) ^ c3 ^ k1, p0 & mask]
    ;[k0, k1] = [(k0 + 0x9e3779b9n) & mask, (k1 + 0xbb67ae85n) & mask]
  }
  return [c0, c1, c2, c3].map(Number)
}
