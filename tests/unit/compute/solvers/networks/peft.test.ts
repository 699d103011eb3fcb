import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyLowRank, type LowRankCertificate } from '../../../../../renderer/compute/verify/low-rank.ts'
import { drive } from '../drive.ts'

interface Adapted {
  A: number[][]
  B: number[][]
  error: number
  errors: number[]
  parameters: { lora: number; full: number }
}
interface Counted {
  total: number
  counts: Record<'lora' | 'adapter' | 'prefix' | 'prompt' | 'bias', number>
}
const lora = async (W: number[][], rank: number) =>
  (await drive<Adapted, LowRankCertificate>('lora', { W, rank })).report
const count = async (problem: object) => (await drive<Counted>('peft-parameters', problem)).report

test('holds as much of a matrix as any product of its rank can', async () => {
  const matrices = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).chain(([m, n]) => {
    const row = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n })
    return fc.array(row, { minLength: m, maxLength: m })
  })
  await fc.assert(
    fc.asyncProperty(matrices, fc.integer({ min: 1, max: 6 }), async (W, rank) => {
      const { result, certificate } = await lora(W, rank)
      expect(certificate.holds).toBe(true)
      expect(result.errors.every((error, k) => k === 0 || error <= result.errors[k - 1]! + 1e-12)).toBe(true)
      expect(result.A.length).toBeLessThanOrEqual(rank)
    }),
    { seed: 1 },
  )
})

test('finds a product of rank one to the last digit', async () => {
  const W = [1, 2, 3].map(a => [4, -5].map(b => a * b))
  const { result } = await lora(W, 1)
  expect(result.error).toBeLessThan(1e-7)
  W.forEach((row, i) => row.forEach((value, j) => expect(result.B[i]![0]! * result.A[0]![j]!).toBeCloseTo(value, 10)))
  expect(result.parameters).toMatchObject({ lora: 5, full: 6 })
  expect(
    (
      await lora(
        [
          [0, 0],
          [0, 0],
        ],
        1,
      )
    ).certificate.holds,
  ).toBe(true)
})

test('notices a product that is not the best of its rank', () => {
  const W = [
    [3, 0],
    [0, 1],
  ]
  expect(certifyLowRank(W, [[3], [0]], [[1, 0]], [3, 1]).holds).toBe(true)
  expect(certifyLowRank(W, [[0], [1]], [[0, 1]], [3, 1]).holds).toBe(false)
  expect(certifyLowRank(W, [[2.9], [0]], [[1, 0]], [3, 1]).holds).toBe(false)
  expect(certifyLowRank(W, [[0], [1]], [[0, 1]], [1, 1]).holds).toBe(false)
})

test('counts models and methods as their papers do', async () => {
  for (const [model, total] of [
    ['bert-base', 109_482_240],
    ['gpt-2', 124_439_808],
    ['gpt-2-xl', 1_557_611_200],
    ['llama-7b', 6_738_415_616],
    ['llama-2-70b', 68_976_648_192],
  ] as const) {
    const { result, certificate } = await count({ model, matrices: 'all' })
    expect([model, result.total]).toEqual([model, total])
    expect(certificate).toMatchObject({ wrong: [], holds: true })
  }
  // Hu and others 2021, table 4: 4.7 M with q, v at rank 1 of GPT-3, 37.7 M at rank 8.
  expect((await count({ model: 'gpt-3', rank: 1 })).result.counts.lora).toBe(4_718_592)
  expect((await count({ model: 'gpt-3', rank: 8 })).result.counts.lora).toBe(37_748_736)
  const { counts } = (await count({ model: 'bert-base', adapter: 64, prefix: 5, prompt: 7 })).result
  expect(counts).toMatchObject({ adapter: 24 * (2 * 768 * 64 + 64 + 768), prefix: 12 * 2 * 5 * 768, prompt: 7 * 768 })
  // Zaken and others 2021: BitFit trains 0.08% of BERT-large.
  const large = (await count({ model: 'bert-large' })).result
  expect((100 * large.counts.bias) / large.total).toBeCloseTo(0.08, 2)
})

test('refuses matrices that are none', async () => {
  for (const W of [[], [[]], [[1e99]], [[1], [1, 2]]]) await expect(lora(W, 1)).rejects.toThrow(BadProblem)
  await expect(count({ model: 'gpt-5' })).rejects.toThrow(BadProblem)
})
