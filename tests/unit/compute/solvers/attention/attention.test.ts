import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import type { AttentionCertificate } from '../../../../../renderer/compute/verify/attention.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

type Rows = number[][]
interface Attended {
  probs: Rows
  out: Rows
  dQ: Rows
  dK: Rows
  dV: Rows
  heads: { probs: Rows; scores: (number | null)[][]; logsumexp: (number | null)[]; entropy: number[] }[]
}
interface Softmax {
  out: number[]
  logsumexp: number | null
  naive: (number | null)[]
}
const attend = async (problem: object) => (await drive<Attended, AttentionCertificate>('attention', problem)).report
const softmax = async (x: unknown, temperature = 1) => (await drive<Softmax>('softmax', { x, temperature })).report
const near = (value: number, wanted: number) => expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-10)

test('agrees with reference answers', async context => {
  const given = references(context, 'attention.json') as {
    attention: Record<'Q' | 'K' | 'V' | 'dO' | 'probs' | 'out' | 'dQ' | 'dK' | 'dV', Rows>
    softmax_edges: { in: (number | string)[]; out: number[]; logsumexp: number | null }[]
    sinusoidal_pe_6x8: Rows
  }
  const { Q, K, V, dO, ...answers } = given.attention
  const { result } = await attend({ Q, K, V, dO })
  for (const [name, rows] of Object.entries(answers))
    rows.forEach((row, i) => row.forEach((value, j) => near((result[name as 'out'] as Rows)[i]![j]!, value)))
  for (const edge of given.softmax_edges) {
    const { result, certificate } = await softmax(edge.in)
    edge.out.forEach((value, i) => near(result.out[i]!, value))
    if (edge.logsumexp === null) expect(result.logsumexp).toBeNull()
    else
      expect(Math.abs(result.logsumexp! / edge.logsumexp - 1) < 1e-12 || result.logsumexp === edge.logsumexp).toBe(true)
    expect(certificate).toMatchObject({ holds: true })
  }
  const { report } = await drive<{ encoding: Rows }>('positional-encoding', { n: 6, d: 8 })
  given.sinusoidal_pe_6x8.forEach((row, p) => row.forEach((value, c) => near(report.result.encoding[p]![c]!, value)))
})

const sizes = fc.record({
  n: fc.integer({ min: 1, max: 5 }),
  m: fc.integer({ min: 1, max: 5 }),
  width: fc.integer({ min: 1, max: 3 }),
  heads: fc.integer({ min: 1, max: 3 }),
  causal: fc.boolean(),
  rotary: fc.boolean(),
  temperature: fc.constantFrom(0.5, 1, 3),
  numbers: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 150, maxLength: 150 }),
})

test('has the slopes that differences give, whatever heads and masks', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, async ({ n, m, width, heads, numbers, ...options }) => {
      let at = 0
      const rows = (count: number, d: number) =>
        Array.from({ length: count }, () => Array.from({ length: d }, () => numbers[at++ % numbers.length]!))
      const d = width * heads
      const problem = { Q: rows(n, d), K: rows(m, d), V: rows(m, heads), dO: rows(n, heads), heads, ...options }
      const { certificate, result } = await attend(problem)
      expect(certificate).toMatchObject({ holds: true, leak: 0 })
      // Every output lies among the values it is a mean of.
      for (const row of result.out)
        row.forEach((value, c) => {
          const column = problem.V.map(v => v[c]!)
          expect(value).toBeLessThanOrEqual(Math.max(...column) + 1e-12)
          expect(value).toBeGreaterThanOrEqual(Math.min(...column) - 1e-12)
        })
    }),
    { numRuns: 60, seed: 1 },
  )
})

test('takes slopes back through rotary positions', async () => {
  const Q = [
    [1, 2],
    [0.5, -1],
    [2, 0.3],
  ]
  const K = [
    [0.2, 1],
    [1, -0.4],
    [-1, 0.7],
  ]
  const V = [[1], [2], [-3]]
  const lossAt = async (step: number) => {
    const moved = Q.map((row, i) => row.map((value, c) => (i === 2 && c === 1 ? value + step : value)))
    return (await attend({ Q: moved, K, V, rotary: true, base: 10 })).result.out.flat().reduce((a, b) => a + b, 0)
  }
  const { result } = await attend({ Q, K, V, rotary: true, base: 10 })
  expect(result.dQ[2]![1]).toBeCloseTo(((await lossAt(1e-5)) - (await lossAt(-1e-5))) / 2e-5, 8)
})

test('knows closed forms: even chances, one key, hidden keys', async () => {
  const even = await attend({
    Q: [[0, 0]],
    K: [
      [1, 2],
      [3, 4],
    ],
    V: [[2], [4]],
  })
  expect(even.result).toMatchObject({ probs: [[0.5, 0.5]], out: [[3]] })
  expect(even.result.heads[0]!.entropy[0]).toBeCloseTo(Math.log(2), 12)
  const one = await attend({ Q: [[7]], K: [[1e50]], V: [[5, 6]] })
  expect(one.result.out).toEqual([[5, 6]])
  const first = await attend({ Q: [[1], [1]], K: [[1], [9]], V: [[1], [2]], causal: true })
  expect(first.result.out[0]).toEqual([1])
  const padded = await attend({ Q: [[1]], K: [[1], [9]], V: [[1], [2]], keys: 1 })
  expect(padded.result).toMatchObject({ probs: [[1, 0]], out: [[1]] })
  // A query that may look nowhere sees nothing, and never NaN.
  const blind = await attend({ Q: [[1], [1]], K: [[1]], V: [[4]], mask: [[0], [1]] })
  expect(blind).toMatchObject({
    result: { out: [[0], [4]], heads: [{ logsumexp: [null, 1] }] },
    certificate: { holds: true },
  })
})

test('splits heads as each alone would answer', async () => {
  const [Q, K, V] = [
    [[1, 2, 3, 4]],
    [
      [1, 0, 2, 1],
      [0, 1, 1, 3],
    ],
    [
      [1, 5],
      [2, 6],
    ],
  ]
  const { result } = await attend({ Q, K, V, heads: 2 })
  const part = (rows: Rows, from: number, to: number) => rows.map(row => row.slice(from, to))
  const left = await attend({ Q: part(Q, 0, 2), K: part(K, 0, 2), V: part(V, 0, 1) })
  const right = await attend({ Q: part(Q, 2, 4), K: part(K, 2, 4), V: part(V, 1, 2) })
  expect(result.out).toEqual([[left.result.out[0]![0], right.result.out[0]![0]]])
  expect(result.probs[0]![0]).toBeCloseTo((left.result.probs[0]![0]! + right.result.probs[0]![0]!) / 2, 14)
})

test('does not care by how much all scores are raised', async () => {
  const scores = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(scores, fc.double({ min: -600, max: 600, noNaN: true }), async (x, lift) => {
      const [plain, lifted] = [await softmax(x), await softmax(x.map(value => value + lift))]
      plain.result.out.forEach((p, i) => expect(lifted.result.out[i]).toBeCloseTo(p, 10))
      expect(lifted.certificate).toMatchObject({ holds: true })
    }),
    { seed: 1 },
  )
  expect((await softmax([1000, 0])).result).toMatchObject({ out: [1, 0], naive: [null, 0] })
  expect((await softmax(['-Infinity'])).result).toEqual({ out: [0], logsumexp: null, naive: [null] })
})

test('turns by the distance of two positions alone', async () => {
  const { report } = await drive<{ encoding: Rows; similarity: Rows }>('positional-encoding', {
    encoding: 'rotary',
    n: 9,
  })
  const { similarity } = report.result
  for (let p = 0; p + 3 < 9; p++) expect(similarity[p]![p + 3]).toBeCloseTo(similarity[0]![3]!, 12)
  const odd = await drive('positional-encoding', { n: 5, d: 7, base: 3 })
  expect(odd.report.certificate).toMatchObject({ holds: true })
})

test('lets the same words look at one another, and at none that comes later', async () => {
  interface Looked {
    words: string[]
    probs: Rows
  }
  const alike = { text: 'red green red blue', position: 'none', alike: 1, temperature: 0.3 }
  const { report } = await drive<Looked, AttentionCertificate>('self-attention', alike, { seed: 2 })
  const { words, probs } = report.result
  expect(words).toEqual(['red', 'green', 'red', 'blue'])
  expect(probs[0]![2]).toBeCloseTo(probs[0]![0]!, 12)
  expect(probs[0]![0]! + probs[0]![2]!).toBeGreaterThan(0.9)
  for (const position of ['sinusoidal', 'rotary']) {
    const causal = await drive<Looked, AttentionCertificate>('self-attention', {
      ...alike,
      position,
      causal: true,
      heads: 4,
    })
    expect(causal.report.certificate).toMatchObject({ holds: true, leak: 0 })
    expect(causal.report.result.probs[1]!.slice(2)).toEqual([0, 0])
  }
  await expect(drive('self-attention', { text: ' ' })).rejects.toThrow(BadProblem)
  await expect(drive('self-attention', { text: 'word '.repeat(401) })).rejects.toThrow(BadProblem)
})

test('refuses what does not fit together', async () => {
  for (const problem of [
    { Q: [] },
    { Q: [[]] },
    { Q: [[1, 2]], K: [[1]] },
    { Q: [[1]], K: [[1]], V: [[1], [2]] },
    { Q: [[1]], K: [[]] },
    { Q: [[1]], mask: [[1, 1]] },
    { Q: [[1]], mask: [[2]] },
    { Q: [[1]], dO: [[1, 2]] },
    { Q: [[1]], keys: 2 },
    { Q: [[1e61]] },
    { Q: [[1, 2, 3]], heads: 2 },
    { Q: Array.from({ length: 4_000 }, () => [1, 2]) },
  ])
    await expect(attend(problem)).rejects.toThrow(BadProblem)
  for (const x of [[], [Infinity], ['x'], [Number.NaN], ['Infinity'], [null]])
    await expect(softmax(x)).rejects.toThrow(BadProblem)
})
