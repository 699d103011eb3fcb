import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import type { FactorsCertificate, SingularCertificate } from '../../../../../renderer/compute/verify/factors.ts'
import { drive } from '../drive.ts'

interface Factors {
  U: number[][]
  V: number[][]
  objective: number
  rmse: number
  predictions: number[][]
}
interface Singular {
  S: number[]
  U: number[][]
  V: number[][]
  explained: number
}

test('never rises and ends where the slope is none', async () => {
  const { report } = await drive<Factors, FactorsCertificate>(
    'als',
    { tolerance: 1e-14, iterations: 5_000 },
    { seed: 1 },
  )
  expect(report.status).toBe('converged')
  expect(report.certificate.monotone).toBe(true)
  expect(report.certificate.gradientNorm).toBeLessThan(1e-4)
  expect(report.certificate.objective).toBeCloseTo(report.result.objective, 10)
  expect(report.result.rmse).toBeLessThan(0.5)
  // Likes what those of the same taste like: user 1 never rated item 1.
  expect(report.result.predictions[1]![1]).toBeGreaterThan(2.5)
})

test('comes down to the same value by single ratings', async () => {
  const best = Math.min(
    ...(
      await Promise.all([1, 2, 3].map(seed => drive<Factors>('als', { tolerance: 1e-12, iterations: 2_000 }, { seed })))
    ).map(({ report }) => report.result.objective),
  )
  const problem = { iterations: 3_000, tolerance: 1e-9, decay: 0.05 }
  const { report } = await drive<Factors, FactorsCertificate>('sgd-factorisation', problem, { seed: 2 })
  expect(report.result.objective).toBeLessThan(best * 1.2)
  expect(report.result.objective).toBeGreaterThan(best * 0.999)
})

test('recovers a table of rank one from part of it', async () => {
  const ratings = [0, 1, 2, 3].flatMap(i =>
    [0, 1, 2, 3].filter(j => (i + j) % 4 !== 3).map(j => [i, j, (i + 1) * (j + 2)]),
  )
  const problem = { ratings, rank: 1, lambda: 1e-6, tolerance: 1e-13, iterations: 10_000 }
  const { report } = await drive<Factors>('als', problem)
  expect(report.result.predictions[0]![3]).toBeCloseTo(5, 2)
  expect(report.result.predictions[3]![0]).toBeCloseTo(8, 2)
})

test('says when the learning rate is too large', async () => {
  const { report } = await drive('sgd-factorisation', { lr: 10 })
  expect(report.status).toBe('diverged')
})

test('decomposes every matrix into its singular values', async () => {
  const matrices = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).chain(([m, n]) => {
    // Numbers below 1e-300 have no fifteen digits left, and no value of theirs can be certified.
    const entry = fc.double({ min: -100, max: 100, noNaN: true }).map(x => (Math.abs(x) < 1e-300 ? 0 : x))
    const row = fc.array(entry, { minLength: n, maxLength: n })
    return fc.array(row, { minLength: m, maxLength: m })
  })
  await fc.assert(
    fc.asyncProperty(matrices, fc.integer({ min: 1, max: 6 }), async (A, rank) => {
      const { report } = await drive<Singular, SingularCertificate>('svd-factorisation', { A, rank })
      expect(report).toMatchObject({ status: 'converged', certificate: { holds: true } })
      expect(report.result.S).toEqual([...report.result.S].sort((a, b) => b - a))
    }),
    { seed: 1 },
  )
})

test('knows singular values by heart', async () => {
  const { report } = await drive<Singular>('svd-factorisation', {
    A: [
      [3, 0],
      [4, 5],
    ],
    rank: 1,
  })
  expect(report.result.S[0]).toBeCloseTo(Math.sqrt(45), 12)
  expect(report.result.S[1]).toBeCloseTo(Math.sqrt(5), 12)
  expect(report.result.explained).toBeCloseTo(0.9, 12)
  const zero = await drive<Singular, SingularCertificate>('svd-factorisation', {
    A: [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
  })
  for (const size of [1e-172, 1e-310, 1e200]) {
    const A = [
      [-1, -0.001],
      [0, 0.5],
    ].map(row => row.map(value => value * size))
    const { report: scaled } = await drive<Singular, SingularCertificate>('svd-factorisation', { A, rank: 1 })
    expect(scaled).toMatchObject({ status: 'converged', certificate: { holds: true } })
    expect(scaled.result.S[0]! / size).toBeCloseTo(1, 5)
    expect(scaled.result.explained).toBeCloseTo(0.8, 5)
  }
  expect(zero.report).toMatchObject({ result: { S: [0, 0] }, certificate: { holds: true } })
})

test('refuses ratings and matrices that are none', async () => {
  for (const problem of [
    { ratings: [] },
    { ratings: [[0, 0]] },
    { ratings: [[-1, 0, 1]] },
    { ratings: [[0.5, 0, 1]] },
    { ratings: [[1e6, 0, 1]] },
    { ratings: [[0, 0, Number.NaN]] },
    { rank: 0 },
    { ratings: [[19_999, 19_999, 1]], rank: 64 },
  ])
    await expect(drive('als', problem)).rejects.toThrow(BadProblem)
  const wide = Array.from({ length: 201 }, () => Array<number>(150).fill(1))
  for (const A of [[], [[]], [[1, 2], [3]], [[Infinity]], wide.map(row => [...row, ...row])])
    await expect(drive('svd-factorisation', { A })).rejects.toThrow(BadProblem)
})
