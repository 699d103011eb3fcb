import { expect, test } from 'vitest'
import { BadProblem, runSolver, solvers, type SolverId } from '../../../../renderer/compute/index.ts'
import { run } from './runs.ts'

const ids = ['gd', 'momentum', 'adam'] as const
const rosenbrock = '(1-x)^2+100(y-x^2)^2'

test('contracts a quadratic by exactly 1 - lr λ', async () => {
  const [a, b, lr] = [1, 10, 0.05]
  const { steps } = await run('gd', { f: `${a / 2} x^2 + ${b / 2} y^2`, x0: [3, -2], lr, iterations: 60, tolerance: 0 })
  expect(steps).toHaveLength(61)
  for (const { k, state } of steps) {
    expect(state[0]).toBeCloseTo(3 * (1 - lr * a) ** k, 12)
    expect(state[1]).toBeCloseTo(-2 * (1 - lr * b) ** k, 12)
  }
})

test('carries momentum as the two-term recurrence has it', async () => {
  const [lambda, lr, mu] = [4, 0.1, 0.8]
  const { steps } = await run('momentum', { f: `${lambda / 2} x^2`, x0: [1], lr, mu, iterations: 80, tolerance: 0 })
  // Eliminating v: x_{k+1} = (1 + μ − ηλ) x_k − μ x_{k−1}.
  for (let k = 1; k < 80; k++)
    expect(steps[k + 1]!.state[0]).toBeCloseTo(
      (1 + mu - lr * lambda) * steps[k]!.state[0]! - mu * steps[k - 1]!.state[0]!,
      12,
    )
})

test('takes a first Adam step of the learning rate', async () => {
  const { steps } = await run('adam', {
    f: '1000 x - 0.001 y',
    x0: [0, 0],
    lr: 0.25,
    iterations: 1,
    tolerance: 0,
    eps: 1e-16,
  })
  expect(steps[1]!.state[0]).toBeCloseTo(-0.25, 10)
  expect(steps[1]!.state[1]).toBeCloseTo(0.25, 10)
})

test.each(ids)('%s finds the minimum of a bowl and proves it', async id => {
  const { report } = await run(id, {
    f: '(x-1)^2 + 2(y+3)^2',
    x0: [4, 4],
    lr: 0.05,
    iterations: 5_000,
    tolerance: 1e-6,
  })
  expect(report).toMatchObject({
    status: 'converged',
    backend: 'cpu',
    precision: 'f64',
    certificate: { stationary: true, finite: true },
  })
  expect(report.certificate.gradientNorm).toBeLessThanOrEqual(1e-6)
  expect(report.result.x[0]).toBeCloseTo(1, 5)
  expect(report.result.x[1]).toBeCloseTo(-3, 5)
})

test('falls at every step under a safe learning rate', async () => {
  const { report } = await run('gd', { f: rosenbrock, x0: [-1.2, 1], lr: 1e-3, iterations: 2_000 })
  expect(report).toMatchObject({ status: 'max_iterations', certificate: { monotone: true, stationary: false } })
})

test('works in one, three and twenty variables', async () => {
  for (const dimension of [1, 3, 20]) {
    const names =
      dimension > 3 ? Array.from({ length: dimension }, (_, i) => `x${i + 1}`) : ['x', 'y', 'z'].slice(0, dimension)
    const problem = {
      f: names.map(name => `(${name}-1)^2`).join('+'),
      x0: names.map(() => 3),
      lr: 0.1,
      iterations: 500,
    }
    const { report } = await run('gd', problem)
    expect(report.status).toBe('converged')
    expect(report.result.x).toHaveLength(dimension)
  }
})

test.each(ids)('%s says that it diverged', async id => {
  const { report } = await run(id, { f: '-exp(x^2)', x0: [1], lr: 30, iterations: 10_000 })
  expect(report.status).toBe('diverged')
})

test('says NaN where the function ends', async () => {
  const { report, steps } = await run('gd', { f: 'log(x)', x0: [0.5], lr: 1, iterations: 100 })
  expect(report).toMatchObject({ status: 'diverged', certificate: { finite: false, stationary: false } })
  expect(steps).toHaveLength(2)
  const outside = await run('gd', { f: 'sqrt(x)', x0: [-1] })
  expect(outside.report.status).toBe('diverged')
})

test('starts at a stationary point and stays', async () => {
  const { report, steps } = await run('adam', { f: 'x^2 - y^2', x0: [0, 0] })
  expect(steps).toHaveLength(1)
  expect(report).toMatchObject({ status: 'converged', counts: { iterations: 0 } })
})

test('stops when it is cancelled', async () => {
  const controller = new AbortController()
  const generator = runSolver(
    'gd',
    { f: rosenbrock, x0: [-1.2, 1], iterations: 100_000, tolerance: 0 },
    { signal: controller.signal },
  )
  let taken = 0
  let next = await generator.next()
  for (; !next.done; next = await generator.next()) if (++taken === 1_000) controller.abort()
  expect(next.value.status).toBe('cancelled')
  expect(taken).toBeLessThan(1_400)
})

test('keeps within its budget of steps and time', async () => {
  const problem = { f: rosenbrock, x0: [-1.2, 1], iterations: 100_000, tolerance: 0 }
  expect((await run('gd', problem, { budget: { ms: 60_000, iterations: 300 } })).steps).toHaveLength(301)
  expect((await run('gd', problem, { budget: { ms: 0, iterations: 1_000_000 } })).steps.length).toBeLessThan(600)
})

test('says in Node why there is no GPU', async () => {
  const { report } = await run('gd', {}, { backend: 'gpu', precision: 'f32' })
  expect(report).toMatchObject({ backend: 'cpu', precision: 'f64' })
  expect(['no-webgpu', 'no-adapter']).toContain(report.fallbackReason)
  expect((await run('gd', {})).report.fallbackReason).toBe('needs-f64')
})

test.each([
  [{ f: 'x +' }, 'f', 'unexpected-end'],
  [{ f: '__proto__' }, 'f', 'unexpected-character'],
  [{ f: 7 }, 'f', 'not-text'],
  [{ f: 'z' }, 'f', 'unknown-name'],
  [{ lr: -1 }, 'lr', 'out-of-range'],
  [{ lr: Number.NaN }, 'lr', 'not-a-number'],
  [{ lr: '0.1' }, 'lr', 'not-a-number'],
  [{ iterations: 1.5 }, 'iterations', 'not-an-integer'],
  [{ iterations: 1e9 }, 'iterations', 'out-of-range'],
  [{ x0: [] }, 'x0', 'wrong-length'],
  [{ x0: Array(1_000_000).fill(0) }, 'x0', 'wrong-length'],
  [{ x0: [1, null] }, 'x0', 'not-numbers'],
  [{ rate: 1 }, 'rate', 'unknown-parameter'],
  [null, undefined, 'not-an-object'],
  [[1], undefined, 'not-an-object'],
])('refuses %j with a reason', async (problem, parameter, code) => {
  const error = await runSolver('gd', problem)
    .next()
    .catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(BadProblem)
  expect((error as BadProblem).issues).toEqual([expect.objectContaining({ code, ...(parameter && { parameter }) })])
})

test('describes every solver as plain data with a working example', async () => {
  for (const id of Object.keys(solvers) as SolverId[]) {
    const { schema, example, title } = solvers[id]
    expect(JSON.parse(JSON.stringify({ schema, example, title }))).toEqual({ schema, example, title })
    expect(solvers[id].validate(example)).toEqual([])
    expect(solvers[id].id).toBe(id)
  }
})
