import { expect, test } from 'vitest'
import { features } from '../../../../../renderer/compute/solvers/features/index.ts'
import { statistics } from '../../../../../renderer/compute/solvers/statistics/index.ts'
import { drive } from '../drive.ts'

const solvers = { ...statistics, ...features }

test.each(Object.keys(solvers))('proves its own example: %s', async id => {
  const { report } = await drive<unknown, { holds: boolean }>(id, {})
  expect(['optimal', 'converged']).toContain(report.status)
  expect(report.certificate).toMatchObject({ holds: true })
  expect(solvers[id as keyof typeof solvers].id).toBe(id)
})

test('tells what it has when it is stopped, or nothing', async () => {
  const problem = { means: [[-3], [0]], data: [[-2], [-1], [0.5], [1], [3]], reg_covar: 0.1, tolerance: 0 }
  const { report } = await drive('em-mixture', problem, { budget: { ms: 60_000, iterations: 2 } })
  expect(report).toMatchObject({ status: 'max_iterations', result: { iters: 2 } })
  const stopped = await drive('em-mixture', {}, { signal: AbortSignal.abort() })
  expect(stopped.report).toMatchObject({ status: 'cancelled', result: null, certificate: null })
})
