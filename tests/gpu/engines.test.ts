import { expect, test } from 'vitest'
import { solvers, type SolverId } from '../../renderer/compute/index.ts'
import { differences } from '../unit/compute/solvers/differences.ts'
import { drive } from '../unit/compute/solvers/drive.ts'

const bowl = { f: '(x-1)^2 + 4(y+2)^2', x0: [3, 3], lr: 0.01, iterations: 300 }

/** Smaller than the example, where a software adapter would take long over it; calmer, where it magnifies rounding. */
const problems: Partial<Record<SolverId, object>> = {
  'basin-map': { side: 16, iterations: 300 },
  'mean-field-game': { cells: 60, time_steps: 4 },
  rmsprop: bowl,
  adadelta: { ...bowl, lr: 1 },
  'monte-carlo-integral': { n: 100_000 },
}

const onGpu = Object.values(solvers).filter(({ engines }) => (engines as readonly string[]).includes('gpu'))

test.each(onGpu.map(({ id }) => id))('%s gives the same answer on the GPU', async id => {
  const problem = problems[id as SolverId] ?? {}
  const exact = await drive<unknown, { holds?: boolean }>(id, problem, { backend: 'cpu' })
  const single = await drive<unknown, { holds?: boolean }>(id, problem, { backend: 'gpu', precision: 'f32' })
  expect(exact.report.backend).toBe('cpu')
  expect(single.report).toMatchObject({ backend: 'gpu', precision: 'f32' })
  expect(single.report.fallbackReason).toBeUndefined()
  expect(single.report.status).toBe(exact.report.status)
  expect(single.report.certificate?.holds).toBe(exact.report.certificate?.holds)
  expect(differences(single.report.result, exact.report.result)).toEqual([])
})
