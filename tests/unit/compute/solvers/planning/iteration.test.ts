import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import type { Values } from '../../../../../renderer/compute/solvers/planning/values.ts'
import { certifyBellman, type BellmanCertificate } from '../../../../../renderer/compute/verify/bellman.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

interface Swept extends Values {
  sweeps: number
  V_by_sweep: number[][]
}
interface Improved extends Values {
  policy: number[]
  steps: number
}
interface References {
  'sutton_barto_4.1_optimal': { V: number[]; sweeps: number; optimal_actions: number[][]; V_by_sweep: number[][] }
  'frozen_lake_slippery_g0.99': {
    holes: number[]
    goal: number
    gamma: number
    V: number[]
    Q: number[][]
    greedy: number[]
    'VI_sweeps_to_1e-6': number
    policy_iteration_steps_from_all_up: number
  }
}
const iterate = (problem: object) => drive<Swept, BellmanCertificate, number[]>('value-iteration', problem)
const improve = (problem: object) => drive<Improved, BellmanCertificate>('policy-iteration', problem)
const sutton = { rows: 4, columns: 4, terminals: [0, 15], goal: -1, living: -1, slip: 0, gamma: 1 }
const farthest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))

test('sweeps the grid of Sutton and Barto as the reference does', async context => {
  const reference = (references(context, 'rl.json') as References)['sutton_barto_4.1_optimal']
  for (const problem of [sutton, { world: 'gridworld', gamma: 1 }]) {
    const { report } = await iterate(problem)
    expect(report).toMatchObject({ status: 'converged', certificate: { residual: 0, holds: true } })
    const { V, sweeps, optimal_actions, V_by_sweep } = report.result
    expect({ V, sweeps, optimal_actions, V_by_sweep }).toEqual(reference)
    const { report: improved } = await improve(problem)
    expect(improved.result).toMatchObject({ V: reference.V, optimal_actions })
  }
})

test('crosses the frozen lake as the reference does', async context => {
  const reference = (references(context, 'rl.json') as References)['frozen_lake_slippery_g0.99']
  const problem = { holes: reference.holes, goal: reference.goal, slip: 1 / 3, gamma: reference.gamma }
  for (const { report } of [await iterate(problem), await improve(problem)]) {
    expect(report.certificate.holds).toBe(true)
    expect(farthest(report.result.V, reference.V)).toBeLessThan(1e-8)
    report.result.Q.forEach((row, s) => expect(farthest(row.map(Number), reference.Q[s]!)).toBeLessThan(1e-8))
    expect(report.result.greedy).toEqual(reference.greedy)
  }
})

test('counts sweeps and improvements as the reference does', async context => {
  const reference = (references(context, 'rl.json') as References)['frozen_lake_slippery_g0.99']
  expect((await iterate({ tolerance: 1e-6 })).report.result.sweeps).toBe(reference['VI_sweeps_to_1e-6'])
  expect((await improve({})).report.result.steps).toBe(reference.policy_iteration_steps_from_all_up)
})

test('keeps the values of the first 32 sweeps, and vouches for none that is not at rest', async () => {
  const { report } = await iterate({ gamma: 0.9, iterations: 40, tolerance: 0 })
  expect(report.result.V_by_sweep).toHaveLength(33)
  const early = await iterate({ gamma: 0.9, iterations: 3 })
  expect(early.report).toMatchObject({ status: 'max_iterations', certificate: { holds: false } })
})

test('contracts the error by the discount in every sweep', async () => {
  const { steps, report } = await iterate({ gamma: 0.9 })
  const distances = steps.map(({ state }) => farthest(state, report.result.V))
  distances.slice(1).forEach((distance, k) => expect(distance).toBeLessThanOrEqual(0.9 * distances[k]! + 1e-11))
})

test('values the world of Russell and Norvig as the book does', async () => {
  const { report } = await iterate({ world: 'russell-norvig', gamma: 1 })
  // Figure 17.3; 5 is the wall.
  const book = [0.812, 0.868, 0.918, 0, 0.762, 0, 0.66, 0, 0.705, 0.655, 0.611, 0.388]
  expect(farthest(report.result.V, book)).toBeLessThan(6e-4)
})

test('walks along the cliff, not over it', async () => {
  const { report } = await improve({ world: 'cliff-walking', gamma: 1 })
  expect(report).toMatchObject({ status: 'optimal', certificate: { holds: true } })
  expect(report.result.V[36]).toBe(-13)
})

test('reads any process as a list of transitions', async () => {
  // Two states: stay for 1 or leave for 2; the end is state 2.
  const transitions = [
    [0, 0, 0, 1, 1],
    [0, 1, 1, 0.5, 2],
    [0, 1, 2, 0.5, 2],
    [1, 0, 2, 1, 4],
  ]
  const { report } = await iterate({ transitions, gamma: 0.5 })
  expect(report.result.V).toEqual([3, 4, 0])
  expect(report.result.Q[1]).toEqual([4, null])
  expect(report.result.optimal_actions).toEqual([[1], [0], []])
})

test('agrees with itself on random worlds', async () => {
  const cell = fc.integer({ min: 0, max: 11 })
  const worlds = fc.record({
    terminals: fc.uniqueArray(cell, { minLength: 1, maxLength: 3 }),
    walls: fc.uniqueArray(cell, { maxLength: 3 }),
    slip: fc.constantFrom(0, 0.1, 1 / 3),
    gamma: fc.constantFrom(0, 0.5, 0.95),
    living: fc.constantFrom(-1, 0, 0.5),
  })
  await fc.assert(
    fc.asyncProperty(worlds, async world => {
      const problem = { rows: 3, columns: 4, goal: -1, terminal_rewards: [2], ...world }
      const [values, policy] = [await iterate(problem), await improve(problem)]
      expect(values.report.certificate.holds && policy.report.certificate.holds).toBe(true)
      expect(farthest(values.report.result.V, policy.report.result.V)).toBeLessThan(1e-9)
    }),
    { numRuns: 40, seed: 1 },
  )
})

test('says when values have no end', async () => {
  const endless = { transitions: [[0, 0, 0, 1, 1]], gamma: 1 }
  expect((await improve(endless)).report.status).toBe('diverged')
  expect((await iterate({ ...endless, iterations: 100 })).report.status).toBe('max_iterations')
  expect((await iterate({ transitions: [[0, 0, 0, 1, 1e12]], gamma: 1 })).report.status).toBe('diverged')
})

test('refuses worlds that are none', async () => {
  const bad = [
    { terminals: [16] },
    { terminals: [1.5] },
    { walls: [-1] },
    { goal: 16 },
    { start: 20 },
    { terminals: [1], terminal_rewards: [1, 2] },
    { transitions: [[0, 0, 1, 0.5, 1]] },
    { transitions: [[0, 0, 1, 1]] },
    { transitions: [[0, 0, 1e6, 1, 0]] },
    {
      transitions: [
        [0, 0, 0, -1, 0],
        [0, 0, 0, 2, 0],
      ],
    },
    { gamma: 1.1 },
    { world: 'mars' },
    { rows: 1e6 },
  ]
  for (const problem of bad) await expect(iterate(problem)).rejects.toThrow(BadProblem)
})

test('goes on for ever where that loses nothing, and proves no value that is below it', async () => {
  // From 0 an end for −1, or to stay for nothing: the equation holds for V = −1 too.
  const stay = [
    [0, 0, 1, 1, -1],
    [0, 1, 0, 1, 0],
  ]
  const { report } = await improve({ transitions: stay, gamma: 1 })
  expect(report).toMatchObject({
    status: 'optimal',
    result: { V: [0, 0], policy: [1, 0] },
    certificate: { holds: true },
  })
  const process = {
    gamma: 1,
    chances: [[[{ next: 1, p: 1, reward: -1 }], [{ next: 0, p: 1, reward: 0 }]], []],
  }
  expect(certifyBellman(process, [-1, 0], [0, 0], 1e-9)).toMatchObject({ residual: 0, idleLoss: 1, holds: false })
  expect(certifyBellman(process, [0, 0], [1, 0], 1e-9).holds).toBe(true)
})
