import { expect, test } from 'vitest'
import { solvers, type SolverId } from '../../renderer/compute/index.ts'
import { gpuTolerance } from '../../renderer/compute/solver.ts'
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

/** How long it took is no answer. */
const counts = new Set(['iterations', 'iters', 'sweeps', 'loglik_trace', 'V_by_sweep'])

/** Where two answers differ by more than the GPU's tolerance; each list of numbers is measured by its largest. */
function differences(actual: unknown, wanted: unknown, at = 'result', scale = 0): string[] {
  if (typeof wanted === 'number') {
    const far = Math.abs((actual as number) - wanted) > gpuTolerance * Math.max(scale, Math.abs(wanted))
    return far ? [`${at} is ${String(actual)}, not ${wanted}`] : []
  }
  if (typeof wanted !== 'object' || wanted === null)
    return Object.is(actual, wanted) ? [] : [`${at} is ${String(actual)}, not ${JSON.stringify(wanted)}`]
  const largest = Array.isArray(wanted) ? largestOf(wanted) : 0
  return Object.entries(wanted).flatMap(([key, value]) =>
    counts.has(key) || key.endsWith('Ms')
      ? []
      : differences((actual as Record<string, unknown>)[key], value, `${at}.${key}`, Math.max(scale, largest)),
  )
}

const largestOf = (list: readonly unknown[]): number =>
  list.flat(4).reduce<number>((most, value) => Math.max(most, typeof value === 'number' ? Math.abs(value) : 0), 0)
