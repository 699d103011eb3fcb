import { expect, test } from 'vitest'
import { drive } from '../drive.ts'

test('tells what it has when it is stopped, or nothing', async () => {
  const problem = { means: [[-3], [0]], data: [[-2], [-1], [0.5], [1], [3]], reg_covar: 0.1, tolerance: 0 }
  const { report } = await drive('em-mixture', problem, { budget: { ms: 60_000, iterations: 2 } })
  expect(report).toMatchObject({ status: 'max_iterations', result: { iters: 2 } })
  const stopped = await drive('em-mixture', {}, { signal: AbortSignal.abort() })
  expect(stopped.report).toMatchObject({ status: 'cancelled', result: null, certificate: null })
})
