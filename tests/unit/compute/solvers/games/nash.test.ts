import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { rationalFrom } from '../../../../../renderer/compute/rational.ts'
import type { Equilibrium } from '../../../../../renderer/compute/solvers/games/equilibria.ts'
import type { Nash } from '../../../../../renderer/compute/solvers/games/nash.ts'
import { bestResponseGap, type NashCertificate } from '../../../../../renderer/compute/verify/nash.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

interface Reference extends Nash {
  id: string
  A: string[][]
  B: string[][]
}
const proved = { status: 'optimal', certificate: { gap: '0', holds: true } }
const solve = (A: unknown, B: unknown) => drive<Nash, NashCertificate>('nash', { A, B })

test('finds every extreme equilibrium of the reference games', async context => {
  const { bimatrix } = references(context, 'games.json') as { bimatrix: Reference[] }
  for (const { A, B, extreme_equilibria, components, degenerate, pure_nash, pareto_pure } of bimatrix) {
    const { report } = await solve(A, B)
    expect(report).toMatchObject(proved)
    const { connected: _, ...result } = report.result
    expect(result).toEqual({ extreme_equilibria, components, degenerate, pure_nash, pareto_pure })
  }
})

test('finds the mixed equilibrium of the battle of the sexes', async () => {
  const { report } = await solve(
    [
      [2, 0],
      [0, 1],
    ],
    [
      [1, 0],
      [0, 2],
    ],
  )
  expect(report.result.extreme_equilibria).toContainEqual({
    x: ['2/3', '1/3'],
    y: ['1/3', '2/3'],
    payoffs: ['2/3', '2/3'],
  })
  expect(report.result).toMatchObject({
    degenerate: false,
    components: [],
    pure_nash: [
      [0, 0],
      [1, 1],
    ],
  })
})

test('finds the two joined segments of a degenerate game', async () => {
  // Row 1 is always as good as row 2 where y = (1, 0); column payoffs tie on row 1.
  const { report } = await solve(
    [
      [1, 1],
      [1, 0],
    ],
    [
      [1, 1],
      [1, 0],
    ],
  )
  expect(report.result.degenerate).toBe(true)
  expect(report.result.components).toEqual([
    {
      x_vertices: [['1', '0']],
      y_vertices: [
        ['0', '1'],
        ['1', '0'],
      ],
    },
    {
      x_vertices: [
        ['0', '1'],
        ['1', '0'],
      ],
      y_vertices: [['1', '0']],
    },
  ])
  expect(report.result.connected).toHaveLength(1)
})

test('makes one component of a game where nothing matters', async () => {
  const zeros = Array.from({ length: 4 }, () => [0, 0, 0])
  const { report } = await solve(zeros, zeros)
  expect(report.result.extreme_equilibria).toHaveLength(12)
  expect(report.result.components).toHaveLength(1)
})

const games = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9 }))
  .chain(([rows, columns, most]) => {
    const matrix = fc.array(
      fc.array(fc.integer({ min: -most, max: most }), { minLength: columns, maxLength: columns }),
      {
        minLength: rows,
        maxLength: rows,
      },
    )
    return fc.tuple(matrix, matrix)
  })

test('leaves no gap at any equilibrium, and finds one at least', async () => {
  await fc.assert(
    fc.asyncProperty(games, async ([A, B]) => {
      const { report } = await solve(A, B)
      expect(report).toMatchObject(proved)
      expect(report.result.extreme_equilibria.length).toBeGreaterThan(0)
      // Lemke (1965): a game that is not degenerate has an odd number.
      if (!report.result.degenerate) expect(report.result.extreme_equilibria.length % 2).toBe(1)
    }),
    { numRuns: 150, seed: 1 },
  )
})

test('finds what supports of equal size find, and more', async () => {
  await fc.assert(
    fc.asyncProperty(games, async ([A, B]) => {
      const { result } = (await solve(A, B)).report
      const key = ({ x, y }: Pick<Equilibrium, 'x' | 'y'>) => `${x.join()} ${y.join()}`
      const found = new Set(result.extreme_equilibria.map(key))
      const pure = A.flatMap((row, i) => row.map((_, j) => [i, j] as const)).filter(([i, j]) => {
        return A.every(other => other[j]! <= A[i]![j]!) && B[i]!.every(other => other <= B[i]![j]!)
      })
      const unit = (n: number, i: number) => Array.from({ length: n }, (_, k) => (k === i ? '1' : '0'))
      for (const [i, j] of pure) expect(found).toContain(key({ x: unit(A.length, i), y: unit(A[0]!.length, j) }))
      expect(result.pure_nash).toEqual(pure)
    }),
    { numRuns: 60, seed: 1 },
  )
})

test('follows a path to an equilibrium from every label', async () => {
  await fc.assert(
    fc.asyncProperty(games, async ([A, B]) => {
      const all = new Set((await solve(A, B)).report.result.extreme_equilibria.map(({ x, y }) => `${x} ${y}`))
      for (let label = 1; label <= A.length + A[0]!.length; label++) {
        const { report } = await drive<Equilibrium, NashCertificate>('lemke-howson', { A, B, label })
        expect(report).toMatchObject(proved)
        expect(all).toContain(`${report.result.x} ${report.result.y}`)
      }
    }),
    { numRuns: 60, seed: 1 },
  )
})

test('sees the gap of a pair that is no equilibrium', () => {
  const [A, B] = [
    [
      [3, 0],
      [5, 1],
    ],
    [
      [3, 5],
      [0, 1],
    ],
  ].map(matrix => matrix.map(row => row.map(rationalFrom)))
  const [one, zero] = [rationalFrom(1), rationalFrom(0)]
  expect(bestResponseGap({ A: A!, B: B! }, [one, zero], [one, zero])).toEqual(rationalFrom(2))
})

test('takes fractions, decimals and huge payoffs exactly', async () => {
  const scaled = (factor: string) => [
    [`3${factor}`, 0],
    [0, `1${factor}`],
  ]
  const { report } = await solve(scaled('000000000000000000000000'), scaled('000000000000000000000000'))
  expect(report.result.extreme_equilibria[1]!.x).toEqual(['1/4', '3/4'])
  const decimals = await solve(
    [
      [0.1, 0],
      [0, '1/5'],
    ],
    [
      [0.1, 0],
      [0, '0.2'],
    ],
  )
  expect(decimals.report.result.extreme_equilibria[1]!.x).toEqual(['2/3', '1/3'])
})

test('refuses games that are none', async () => {
  const bad: object[] = [
    { A: [], B: [] },
    { A: [[]], B: [[]] },
    { A: [[1, 2]], B: [[1], [2]] },
    { A: [[1]] },
    { A: [[Number.NaN]], B: [[1]] },
    { A: [['1/0']], B: [[1]] },
    {
      A: [[1, 2], [3]],
      B: [
        [1, 2],
        [3, 4],
      ],
    },
    { A: Array.from({ length: 16 }, () => Array(16).fill(0)), B: [[0]] },
    { A: [Array(31).fill(0)], B: [Array(31).fill(0)] },
    { C: 1 },
  ]
  for (const problem of bad) await expect(drive('nash', problem)).rejects.toThrow(BadProblem)
})

test('stops when told and when its time is up', async () => {
  const large = Array.from({ length: 15 }, (_, i) =>
    Array.from({ length: 15 }, (_, j) => (i * 7919 + j * j * 104729) % 997),
  )
  const turned = large.map((row, i) => row.map((_, j) => large[j]![i]!))
  const spent = await drive<Nash>('nash', { A: large, B: turned }, { budget: { ms: 100, iterations: 1e6 } })
  expect(spent.report.status).toBe('max_iterations')
  const cancelled = await drive<Nash>('nash', { A: large, B: turned }, { signal: AbortSignal.abort() })
  expect(cancelled.report.status).toBe('cancelled')
})
