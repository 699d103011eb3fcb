import { expect, test } from 'vitest'
import { loseDevice } from '../../renderer/compute/device.ts'
import { runSolver } from '../../renderer/compute/index.ts'
import { drive } from '../unit/compute/solvers/drive.ts'
import { run } from '../unit/compute/solvers/runs.ts'

const onGpu = { backend: 'gpu', precision: 'f32' } as const
const problem = { f: '(x^2+y-11)^2 + (x+y^2-7)^2', x0: [-0.5, 1], lr: 0.005, iterations: 700, tolerance: 0 }

test.each(['gd', 'momentum', 'adam'] as const)('%s walks the same path on the GPU', async id => {
  const { report, steps } = await run(id, problem, onGpu)
  const reference = await run(id, problem, { backend: 'cpu' })
  expect(report).toMatchObject({ backend: 'gpu', precision: 'f32', agreement: { holds: true, tolerance: 1e-3 } })
  expect(report.adapter).toBeTruthy()
  expect(report.fallbackReason).toBeUndefined()
  expect(steps).toHaveLength(reference.steps.length)
  for (const [k, step] of steps.entries())
    step.state.forEach((x, i) => expect(Math.abs(x - reference.steps[k]!.state[i]!)).toBeLessThan(5e-3))
  expect(report.agreement!.difference).toBeGreaterThan(0)
})

test('goes on in float64 where float32 strays from it, and says so', async () => {
  // A rate far too large makes the path chaotic: two roundings part within a few steps.
  const chaotic = { f: 'sin(40x) + 30cos(17x)', x0: [1.1], lr: 0.31, iterations: 600, tolerance: 0 }
  const { report, steps } = await run('gd', chaotic, onGpu)
  expect(report).toMatchObject({
    backend: 'cpu',
    precision: 'f64',
    fallbackReason: 'strays-in-f32',
    agreement: { holds: false },
  })
  const exact = await run('gd', chaotic, { backend: 'cpu' })
  expect(report.result).toEqual(exact.report.result)
  const size = Math.max(...exact.steps.map(({ state }) => Math.abs(state[0]!)))
  steps.forEach(({ state }, k) =>
    expect(Math.abs(state[0]! - exact.steps[k]!.state[0]!)).toBeLessThanOrEqual(1e-3 * size),
  )
})

test('never takes the GPU by itself for little work or for float64', async () => {
  expect((await run('gd', problem, { backend: 'auto', precision: 'f32' })).report).toMatchObject({
    backend: 'cpu',
    fallbackReason: 'below-crossover',
  })
  expect((await run('gd', problem, { backend: 'auto', precision: 'f64' })).report).toMatchObject({
    backend: 'cpu',
    fallbackReason: 'needs-f64',
  })
})

test('calls values settled only after a sweep in float64', async () => {
  // Settled in float32 to the bit after one sweep.
  const world = { world: 'fields', transitions: [[0, 0, 1, 1, 1]], gamma: 0.5 }
  const { report } = await drive('value-iteration', world, onGpu)
  expect(report).toMatchObject({ backend: 'gpu', status: 'converged', counts: { iterations: 3, exact: 1 } })
})

// Last: it uses up the devices that this page may ask for.
test('goes on after a lost device, then on the CPU, with the same answer', async () => {
  const { steps } = await run('momentum', problem, { backend: 'cpu' })
  const end = steps.at(-1)!.state
  for (const expected of [{ backend: 'gpu' }, { backend: 'gpu' }, { backend: 'cpu', fallbackReason: 'device-lost' }]) {
    const generator = runSolver('momentum', problem, onGpu)
    let next = await generator.next()
    while (!next.done) {
      if (next.value.k === 100) await loseDevice()
      next = await generator.next()
    }
    const { x } = next.value.result as { x: number[] }
    expect(next.value).toMatchObject(expected)
    x.forEach((coordinate, i) => expect(Math.abs(coordinate - end[i]!)).toBeLessThan(1e-3))
  }
})
