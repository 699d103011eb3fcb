import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { murmur3 } from '../../../../../renderer/compute/solvers/data/murmur3.ts'
import { referenceHash } from '../../../../../renderer/compute/verify/hash.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

interface References {
  murmur3_x86_32: { s: string; seed: number; hex: string }[]
  bloom: {
    theory: { m: number; n: number; k: number; [name: string]: number }[]
    sizing: { n: number; p: number; m_bits: number; k: number }[]
  }
  rng: {
    mulberry32: Record<string, number[]>
    sfc32_1_2_3_4_after_15_discards: number[]
    pcg32_42_54: number[]
    philox4x32_10: { zero: number[]; ones: number[]; ctr1_keyseed7: number[] }
  }
}
interface Proof {
  holds: boolean
}
type Numbers = Record<string, number>

test('hashes texts as the references do', async context => {
  const { murmur3_x86_32 } = references(context, 'hashing.json') as References
  for (const { s, seed, hex } of murmur3_x86_32) {
    const { report } = await drive<{ hex: string }, Proof>('murmur3', { s, seed })
    expect(report).toMatchObject({ result: { hex }, certificate: { holds: true } })
  }
})

test('hashes every text as big integers do', () => {
  const agrees = (text: string, seed: number) => {
    expect(murmur3(text, seed)).toBe(referenceHash(text, seed))
  }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), agrees),
    { seed: 1 },
  )
  expect(murmur3('hello, world').toString(16)).toBe('149bbb7f')
})

test('draws the words of the reference generators', async context => {
  const { rng } = references(context, 'hashing.json') as References
  const draw = async (generator: string, seeds: number[], count: number, discard = 0) => {
    const { report } = await drive<{ words: number[] }, Proof>('random-words', { generator, seeds, count, discard })
    return report.result.words
  }
  for (const [seed, words] of Object.entries(rng.mulberry32))
    expect(await draw('mulberry32', [Number(seed)], 8)).toEqual(words)
  expect(await draw('sfc32', [1, 2, 3, 4], 8, 15)).toEqual(rng.sfc32_1_2_3_4_after_15_discards)
  expect(await draw('pcg32', [42, 54], 8)).toEqual(rng.pcg32_42_54)
  const ones = Array<number>(6).fill(2 ** 32 - 1)
  expect(await draw('philox4x32-10', [0, 0, 0, 0, 0, 0], 4)).toEqual(rng.philox4x32_10.zero)
  expect(await draw('philox4x32-10', ones, 4)).toEqual(rng.philox4x32_10.ones)
  expect(await draw('philox4x32-10', [1, 0, 0, 0, 7, 0], 4)).toEqual(rng.philox4x32_10.ctr1_keyseed7)
})

test('draws words that pass the plainest tests', async () => {
  for (const [generator, length] of [
    ['mulberry32', 1],
    ['sfc32', 4],
    ['pcg32', 2],
    ['philox4x32-10', 6],
  ] as const) {
    const problem = { generator, seeds: Array.from({ length }, (_, i) => i), count: 10_000, discard: 20 }
    const { report } = await drive<{ words: number[] }, Proof>('random-words', problem)
    expect(report.certificate.holds).toBe(true)
    expect(new Set(report.result.words).size).toBeGreaterThan(9_990)
  }
})

test('knows the theory of Bloom filters as the references do', async context => {
  const { bloom } = references(context, 'hashing.json') as References
  for (const { m, n, k, ...theory } of bloom.theory) {
    // What theory says needs no filling.
    const budget = n > 10_000 ? { ms: 1, iterations: 1e6 } : { ms: 60_000, iterations: 1e6 }
    const { report } = await drive<Numbers, Proof>('bloom-filter', { m, n, k }, { budget })
    for (const [name, value] of Object.entries(theory))
      expect(Math.abs(report.result[name]! - value)).toBeLessThanOrEqual(1e-12 * value)
    expect(report.certificate.holds).toBe(true)
  }
  for (const { n, p, m_bits, k } of bloom.sizing) {
    const { report } = await drive<Numbers, Proof>('bloom-sizing', { n, p })
    expect(report).toMatchObject({ result: { m_bits, k }, certificate: { holds: true } })
  }
})

test('never denies what was put into a Bloom filter', async () => {
  const sizes = fc.tuple(
    fc.integer({ min: 1, max: 2_000 }),
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 1, max: 12 }),
  )
  await fc.assert(
    fc.asyncProperty(sizes, async ([m, n, k]) => {
      const { report } = await drive<Numbers, { falseNegatives: number }>('bloom-filter', { m, n, k, probes: 100 })
      expect(report.certificate.falseNegatives).toBe(0)
    }),
    { numRuns: 40, seed: 1 },
  )
})

test('claims strangers as seldom as Bloom promised', async () => {
  const { report } = await drive<Numbers, { z: number }>('bloom-filter', { m: 2_000, n: 300, k: 5, probes: 50_000 })
  expect(Math.abs(report.certificate.z)).toBeLessThan(5)
  expect(report.result.fill).toBeCloseTo(report.result.expected_fill!, 1)
})

test('does with bitmaps what sets do', async () => {
  const sets = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(sets, sets, async (a, b) => {
      const { report } = await drive<{ union: number[] }, Proof>('bitmap', { a, b })
      expect(report.certificate.holds).toBe(true)
      expect(report.result.union).toEqual([...new Set([...a, ...b])].sort((x, y) => x - y))
    }),
    { seed: 1 },
  )
  const large = await drive<{ union: number[] }>('bitmap', { a: [2 ** 26 - 1, 31], b: [32, 63] })
  expect(large.report.result.union).toEqual([31, 32, 63, 2 ** 26 - 1])
})

test('counts different items within its standard error', async () => {
  for (const [n, precision] of [
    [10, 4],
    [500, 8],
    [50_000, 12],
  ] as const) {
    const { report } = await drive<Numbers, { estimate: number; holds: boolean }>('hyperloglog', { n, precision })
    expect(report.certificate.holds).toBe(true)
    expect(report.certificate.estimate).toBeCloseTo(report.result.estimate!, 6)
  }
})

test('counts more than a million items, as many as it was given', async () => {
  const { report } = await drive<{ distinct: number }>('hyperloglog', { n: 1_050_000, repeats: 1, precision: 14 })
  expect(report).toMatchObject({ status: 'optimal', result: { distinct: 1_050_000 }, certificate: { holds: true } })
})

test('never counts an item too seldom', async () => {
  for (const problem of [{}, { width: 16, depth: 2 }, { width: 1, depth: 1, n: 500 }, { exponent: 0, distinct: 50 }]) {
    const { report } = await drive<{ mean_error: number }, { under: number; holds: boolean }>('count-min', problem, {
      seed: 3,
    })
    expect(report.certificate).toMatchObject({ under: 0, holds: true })
  }
})

test('splits users by their weights and independently', async () => {
  for (const weights of [[0.5, 0.5], [1, 2, 3, 0], [1]]) {
    const { report } = await drive<{ shares: number[] }, Proof>('hash-split', { weights, n: 20_000 })
    expect(report.certificate.holds).toBe(true)
    const sum = weights.reduce((a, b) => a + b, 0)
    report.result.shares.forEach((share, i) => expect(share).toBeCloseTo(weights[i]! / sum, 1.5))
  }
})

test('refuses sketches that are none, and stops long ones', async () => {
  for (const [id, problem] of [
    ['bloom-filter', { m: 0 }],
    ['bloom-filter', { m: 1e12 }],
    ['bloom-filter', { k: 2.5 }],
    ['bloom-sizing', { p: 0 }],
    ['bitmap', { a: [-1] }],
    ['bitmap', { b: [2 ** 26] }],
    ['hyperloglog', { precision: 40 }],
    ['hash-split', { weights: [0, 0] }],
    ['hash-split', { weights: [-1, 2] }],
    ['random-words', { generator: 'pcg32', seeds: [1] }],
    ['random-words', { generator: 'mulberry32', seeds: [2 ** 32] }],
  ] as const)
    await expect(drive(id, problem)).rejects.toThrow(BadProblem)
  for (const [id, problem] of [
    ['bloom-filter', { m: 2 ** 24, n: 1e6 }],
    ['hyperloglog', { n: 5e6 }],
    ['count-min', { n: 5e6 }],
    ['hash-split', { n: 5e6 }],
  ] as const) {
    const { report } = await drive<unknown, Proof>(id, problem, { budget: { ms: 30, iterations: 1e9 } })
    expect([id, report.status, report.certificate.holds]).toEqual([id, 'max_iterations', true])
  }
})
