import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { certifyPath } from '../../../../../renderer/compute/verify/puzzle.ts'
import { certifyWeighing } from '../../../../../renderer/compute/verify/weighing.ts'
import { drive } from '../drive.ts'

interface Way {
  path: number[][] | null
  cost: number | null
  count: number
  board: number[] | null
  weighings: number
}
const solve = (problem: object) => drive<Way, { holds: boolean }>('logic-search', problem)

test('takes as few steps as is known to be least', async () => {
  const known = [
    [{ puzzle: 'river-crossing' }, 7],
    [{ puzzle: 'missionaries' }, 11],
    [{ puzzle: 'bridge' }, 17],
    [{ puzzle: 'bridge', times: [1, 3, 6, 8, 12] }, 29],
    [{ puzzle: 'water-jugs' }, 6],
    [{ puzzle: 'hanoi', size: 5 }, 31],
  ] as const
  for (const [problem, cost] of known) {
    const { report } = await solve(problem)
    expect(report).toMatchObject({ status: 'optimal', result: { cost }, certificate: { holds: true } })
  }
})

test('counts all boards of queens', async () => {
  for (const [size, count] of [
    [1, 1],
    [2, 0],
    [3, 0],
    [6, 4],
    [8, 92],
    [10, 724],
  ] as const) {
    const { report } = await solve({ puzzle: 'queens', size })
    const status = count ? 'optimal' : 'infeasible'
    expect(report).toMatchObject({ status, result: { count }, certificate: { holds: true } })
  }
})

test('finds the odd coin with as few weighings as can be', async () => {
  for (const [size, weighings] of [
    [3, 2],
    [4, 3],
    [12, 3],
    [13, 4],
  ] as const) {
    const { report } = await solve({ puzzle: 'weighing', size })
    expect(report).toMatchObject({ status: 'optimal', result: { weighings }, certificate: { wrong: 0, holds: true } })
  }
})

test('crosses the bridge as fast as the formula, on any legs', async () => {
  const legs = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(legs, async times => {
      expect((await solve({ puzzle: 'bridge', times })).report.certificate.holds).toBe(true)
    }),
    { numRuns: 40, seed: 1 },
  )
})

test('measures with jugs all that their divisor allows', async () => {
  const jugs = fc.tuple(
    fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
    fc.integer({ min: 0, max: 14 }),
  )
  await fc.assert(
    fc.asyncProperty(jugs, async ([capacities, goal]) => {
      const { report } = await solve({ puzzle: 'water-jugs', capacities, goal })
      expect(report.certificate.holds).toBe(true)
      expect(report.status).toBe(report.result.path ? 'optimal' : 'infeasible')
    }),
    { numRuns: 60, seed: 1 },
  )
})

test('sees a broken rule', () => {
  const instance = { puzzle: 'river-crossing', size: 0, capacities: [], goal: 0, times: [] }
  const eaten = [
    [0, 0, 0, 0],
    [1, 1, 0, 0],
  ]
  expect(certifyPath(instance, eaten)).toMatchObject({ illegal: 1, solved: false, holds: false })
  expect(certifyPath({ ...instance, puzzle: 'hanoi', size: 1 }, [[0], [2]])).toMatchObject({ illegal: 0, holds: true })
  expect(certifyWeighing(3, { coin: 0, heavy: true })).toMatchObject({ cases: 6, wrong: 5, holds: false })
})

test('refuses puzzles that are none', async () => {
  for (const problem of [
    { puzzle: 'sphinx' },
    { puzzle: 'queens', size: 13 },
    { puzzle: 'hanoi', size: 9 },
    { puzzle: 'weighing', size: 2 },
    { puzzle: 'water-jugs', capacities: [0] },
    { puzzle: 'water-jugs', capacities: [1_000, 999, 998] },
    { puzzle: 'bridge', times: [1.5] },
    { puzzle: 'bridge', times: [] },
  ])
    await expect(solve(problem)).rejects.toThrow(BadProblem)
})
