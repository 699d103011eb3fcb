import { expect, test } from 'vitest'
import { runSolver, type Report } from '../../../../renderer/compute/index.ts'
import type { BasinMap } from '../../../../renderer/compute/solvers/basin-map.ts'
import type { BasinsCertificate } from '../../../../renderer/compute/verify/basins.ts'
import { drive } from './drive.ts'

const minima = [
  [3, 2],
  [-2.805118, 3.131312],
  [-3.77931, -3.283186],
  [3.584428, -1.848127],
]

type BasinReport = Report<BasinMap, BasinsCertificate>

test.each(['auto', 'cpu', 'wasm'] as const)('finds the four minima of Himmelblau on %s', async backend => {
  const { report } = await drive('basin-map', { iterations: 800, side: 48 }, { backend, precision: 'f64' })
  const { result, certificate } = report as BasinReport
  expect(report).toMatchObject({ status: 'converged', backend: backend === 'cpu' ? 'cpu' : 'wasm', precision: 'f64' })
  expect(certificate).toMatchObject({ stationary: true, minima: true, labelled: 1, labelsHold: true })
  expect(result.attractors).toHaveLength(4)
  for (const [x, y] of minima)
    expect(result.attractors.some(at => Math.hypot(at[0]! - x!, at[1]! - y!) < 1e-3)).toBe(true)
  // The start at the upper right corner goes to the minimum of its quarter.
  const [x, y] = result.attractors[result.labels.at(-1)!]!
  expect(Math.hypot(x! - 3, y! - 2)).toBeLessThan(1e-3)
})

test('gives WebAssembly and closures the same labels', async () => {
  const labelsOn = async (backend: 'cpu' | 'wasm') => {
    const { report } = await drive('basin-map', { iterations: 300, side: 48, f: 'x^2 + y^2 + x y^2' }, { backend })
    return (report as BasinReport).result.labels
  }
  expect(await labelsOn('wasm')).toEqual(await labelsOn('cpu'))
})

test('takes one engine for the whole map, however few steps its last part has', async () => {
  const { report } = await drive('basin-map', { iterations: 5, side: 128 }, { precision: 'f64' })
  expect(report).toMatchObject({ backend: 'wasm', counts: { iterations: 5 } })
})

test('says what has not settled and stops when told', async () => {
  const { report } = await drive('basin-map', { f: 'x', side: 8, iterations: 20 })
  expect(report).toMatchObject({ status: 'max_iterations', certificate: { labelled: 0 } })
  const controller = new AbortController()
  const run = runSolver('basin-map', { side: 128, iterations: 100_000 }, { signal: controller.signal })
  await run.next()
  controller.abort()
  let next = await run.next()
  while (!next.done) next = await run.next()
  expect(next.value.status).toBe('cancelled')
})

test('refuses a square without an inside', async () => {
  await expect(drive('basin-map', { low: [1, 1], high: [1, 2] })).rejects.toMatchObject({
    issues: [{ code: 'inconsistent', parameter: 'high' }],
  })
})
