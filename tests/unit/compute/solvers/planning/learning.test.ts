import { expect, test } from 'vitest'
import type { Values } from '../../../../../renderer/compute/solvers/planning/values.ts'
import type { BellmanCertificate } from '../../../../../renderer/compute/verify/bellman.ts'
import { drive } from '../drive.ts'

interface Learned extends Values {
  recent_return: number
}
const learn = (id: string, problem: object, seed = 1) => drive<Learned, BellmanCertificate>(id, problem, { seed })

/** Undiscounted reward of following the policy over the cliff's grid. */
function walked(greedy: readonly number[]): number {
  let [place, total] = [36, 0]
  for (let k = 0; k < 100 && place !== 47; k++) {
    const [row, column] = [Math.floor(place / 12), place % 12]
    const [down, right] = [
      [-1, 0],
      [0, 1],
      [1, 0],
      [0, -1],
    ][greedy[place]!] as [number, number]
    const [nextRow, nextColumn] = [Math.min(3, Math.max(0, row + down)), Math.min(11, Math.max(0, column + right))]
    place = nextRow * 12 + nextColumn
    total -= 1
    if (place > 36 && place < 47) return -Infinity
  }
  return place === 47 ? total : -Infinity
}

test('learns the shortest path from an exploring policy', async () => {
  const { report } = await learn('q-learning', {})
  expect(walked(report.result.greedy)).toBe(-13)
})

test('earns more on the way with the safer path', async () => {
  const q = await learn('q-learning', { episodes: 800 })
  const sarsa = await learn('sarsa', { episodes: 800 })
  const expected = await learn('expected-sarsa', { episodes: 800 })
  expect(walked(sarsa.report.result.greedy)).toBeLessThanOrEqual(-15)
  expect(sarsa.report.result.recent_return).toBeGreaterThan(q.report.result.recent_return)
  expect(expected.report.result.recent_return).toBeGreaterThan(q.report.result.recent_return)
})

test('meets the optimality equation where the step decays', async () => {
  const problem = { world: 'gridworld', gamma: 1, alpha: 1, epsilon: 1, episodes: 3_000 }
  const { report } = await learn('q-learning', problem)
  expect(report).toMatchObject({ status: 'converged', certificate: { holds: true } })
  expect(report.result.V[15]).toBe(0)
  expect(report.result.V[1]).toBe(-1)
})

test('gives the same run for the same seed, another for another', async () => {
  const [one, again, other] = [await learn('sarsa', {}, 5), await learn('sarsa', {}, 5), await learn('sarsa', {}, 6)]
  expect(one.report.result).toEqual(again.report.result)
  expect(one.report.result.Q).not.toEqual(other.report.result.Q)
})

test('stays within its budget in an endless world', async () => {
  const endless = { world: 'fields', transitions: [[0, 0, 0, 1, 0]], episodes: 200_000, steps: 100_000 }
  const { report } = await drive('q-learning', endless, { budget: { ms: 50, iterations: 1e6 } })
  expect(report.status).toBe('max_iterations')
})
