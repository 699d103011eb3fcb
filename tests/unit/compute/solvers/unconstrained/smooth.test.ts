import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curvatureFrom } from '../../../../../renderer/compute/expression/hessian.ts'
import { objectiveFrom } from '../../../../../renderer/compute/expression/objective.ts'
import { parse } from '../../../../../renderer/compute/expression/parse.ts'
import type { Minimum } from '../../../../../renderer/compute/solvers/unconstrained/smooth.ts'
import type { StationaryCertificate } from '../../../../../renderer/compute/verify/stationary.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

const run = (id: string, problem: object, context = {}) =>
  drive<Minimum, StationaryCertificate, number[]>(id, problem, context)

const seconds = ['newton-line-search', 'newton-trust-region', 'bfgs', 'l-bfgs', 'conjugate-gradient']
const all = [...seconds, 'newton', 'damped-newton', 'gd-line-search', 'nelder-mead']
const rosenbrock = '(1-x)^2+100(y-x^2)^2'

test.each(all)('%s finds the minimum of a bowl and proves it', async id => {
  const { report } = await run(id, { f: '(x-1)^2 + 2(y+3)^2 + x*y', x0: [4, 4], tolerance: 1e-6 })
  // 2(x−1) + y = 0 and 4(y+3) + x = 0.
  expect(report).toMatchObject({
    status: 'converged',
    backend: 'cpu',
    certificate: { stationary: true, finite: true, curved: 'minimum' },
  })
  expect(report.result.x[0]).toBeCloseTo(20 / 7, 5)
  expect(report.result.x[1]).toBeCloseTo(-26 / 7, 5)
  // Eigenvalues of [[2, 1], [1, 4]].
  expect(report.certificate.eigenvalues![0]).toBeCloseTo(3 - Math.SQRT2, 12)
  expect(report.certificate.eigenvalues![1]).toBeCloseTo(3 + Math.SQRT2, 12)
})

test.each(seconds)('%s goes down the valley without ever rising', async id => {
  const { report, steps } = await run(id, { f: rosenbrock, x0: [-1.2, 1] })
  expect(report).toMatchObject({ status: 'converged', certificate: { monotone: true, curved: 'minimum' } })
  expect(steps.length).toBeLessThan(60)
  expect(steps.at(-1)!.state).toEqual(report.result.x)
})

test('stochastic descent keeps the variance that theory gives, repeats itself, and rests as its steps shrink', async () => {
  const [a, lr, noise] = [2, 0.1, 0.5]
  const problem = { f: 'x^2 + y^2', x0: [1, 1], lr, noise, iterations: 20_000, tolerance: 0 }
  const { steps } = await run('sgd', problem, { seed: 7 })
  const settled = steps.slice(200).flatMap(({ state }) => state)
  const variance = settled.reduce((sum, x) => sum + x * x, 0) / settled.length
  expect(variance / ((lr * noise ** 2) / (a * (2 - lr * a)))).toBeCloseTo(1, 1)
  const again = await run('sgd', problem, { seed: 7 })
  expect(again.report.result.x).toEqual(steps.at(-1)!.state)
  const other = await run('sgd', problem, { seed: 8 })
  expect(other.report.result.x).not.toEqual(steps.at(-1)!.state)
  const slower = await run('sgd', { ...problem, decay: 0.5 }, { seed: 7 })
  expect(Math.hypot(...slower.report.result.x)).toBeLessThan(0.05)
  const calm = await run('sgd', { ...problem, x0: [1, -2], noise: 0, iterations: 30 })
  expect(calm.report.result.x[1]).toBeCloseTo(-2 * (1 - lr * a) ** 30, 12)
})

test('lands on the minimum of a quadratic at once', async () => {
  const { report } = await run('newton', { f: '3x^2+2x*y+1.5y^2-4x+y', x0: [2, 2], tolerance: 1e-12 })
  expect(report.result).toMatchObject({
    iterations: 1,
    hessian: [
      [6, 2],
      [2, 3],
    ],
  })
  expect(report.result.x[0]).toBeCloseTo(1, 13)
})

test('shrinks the error of a damped step by exactly the rest', async () => {
  const { steps } = await run('damped-newton', { f: 'x^2+5y^2', x0: [8, -4], lr: 0.25, iterations: 12, tolerance: 0 })
  steps.forEach(({ k, state }) => {
    expect(state[0]).toBeCloseTo(8 * 0.75 ** k, 12)
    expect(state[1]).toBeCloseTo(-4 * 0.75 ** k, 12)
  })
})

test('converges quadratically near a regular minimum', async () => {
  const { steps } = await run('newton', { f: 'exp(x)-2x', x0: [1], tolerance: 1e-14 })
  const errors = steps.map(({ state }) => Math.abs(state[0]! - Math.LN2))
  for (let k = 1; k < 4; k++) expect(errors[k]! / errors[k - 1]! ** 2).toBeCloseTo(0.5, 0)
})

test('ends a quadratic in as many exact steps as it has variables', async () => {
  const quadratic = { f: '0.5(4x1^2+3x2^2+2x3^2+2x1*x2+2x2*x3)-x1-2x2-3x3', x0: [0, 0, 0] }
  const { report } = await run('bfgs', { ...quadratic, search: 'exact' })
  expect(report.result.iterations).toBe(3)
  // After n exact steps H is the inverse of the matrix.
  const inverse = [
    [5, -2, 1],
    [-2, 8, -4],
    [1, -4, 11],
  ]
  report.result.inverseHessian!.forEach((row, i) =>
    row.forEach((h, j) => expect(h).toBeCloseTo(inverse[i]![j]! / 18, 10)),
  )
  expect((await run('conjugate-gradient', quadratic)).report.result.iterations).toBeLessThanOrEqual(4)
})

test('leaves the neighbourhood of a saddle where the bare step stays', async () => {
  const problem = { f: 'x^2 - y^2 + y^4/4', x0: [1, 0.01] }
  expect((await run('newton', problem)).report.certificate.curved).toBe('saddle')
  for (const id of seconds) {
    const { report } = await run(id, problem)
    expect(report).toMatchObject({ status: 'converged', certificate: { curved: 'minimum' } })
    expect(Math.abs(report.result.x[1]!)).toBeCloseTo(Math.SQRT2, 6)
  }
})

test('leaves an exact saddle by the lowest eigenvector', async () => {
  // ∇f is 0 along the y axis only in y: the hard case of the trust region.
  const { report } = await run('newton-trust-region', { f: 'x^2 - y^2 + y^4/4', x0: [1, 0] })
  expect(report).toMatchObject({ status: 'converged', certificate: { curved: 'minimum' } })
})

test.each(['bfgs', 'l-bfgs', 'conjugate-gradient', 'newton-line-search', 'gd-line-search'])(
  '%s keeps the conditions of every line search',
  async id => {
    for (const search of id === 'conjugate-gradient' ? [undefined] : ['wolfe', 'armijo', 'exact']) {
      const { report } = await run(id, { f: 'cosh(x) + (x-y)^2 + y^4', x0: [2, -1.5], ...(search && { search }) })
      expect(report).toMatchObject({ status: 'converged', certificate: { monotone: true } })
    }
  },
)

test.each(['bfgs', 'l-bfgs', 'conjugate-gradient', 'newton-line-search', 'newton-trust-region'])(
  '%s solves the families in a hundred variables',
  async id => {
    for (const family of ['rosenbrock', 'quadratic', 'powell']) {
      const { report } = await run(id, { family, n: 100, iterations: 5_000, tolerance: 1e-5 })
      expect(report).toMatchObject({ status: 'converged', certificate: { stationary: true } })
      expect(report.result.f).toBeLessThan(family === 'rosenbrock' ? 4 : 1e-5)
    }
  },
)

test('goes through a valley of a thousand dimensions', async () => {
  const x0 = Array.from({ length: 1_000 }, (_, i) => (i % 2 ? 0.7 : 1.3))
  const { report } = await run('l-bfgs', { family: 'rosenbrock', x0 })
  expect(report).toMatchObject({ status: 'converged', certificate: { stationary: true, monotone: true } })
  report.result.x.forEach(x => expect(x).toBeCloseTo(1, 6))
})

test.each(all)('%s says that it runs away', async id => {
  // Bare Newton steps go to the maximum of a bowl turned over and stay; here they lengthen x by a half or a quarter.
  const f = id.endsWith('newton') ? 'atan(x)' : '-x^2-y^2+x'
  const x0 = id.endsWith('newton') ? [3] : [1, 2]
  const { report } = await run(id, { f, x0, iterations: 100_000, tolerance: 0 })
  expect(report).toMatchObject({ status: 'diverged' })
})

test.each(all)('%s ends where the function does', async id => {
  const { report } = await run(id, { f: 'sqrt(x) + y^2', x0: [-1, 1] })
  expect(report).toMatchObject({ status: 'diverged', certificate: { finite: false, stationary: false } })
  const inside = await run(id, { f: 'x*log(x) + (y-1)^2', x0: [0.2, 3], tolerance: 1e-6 })
  if (!id.endsWith('newton')) expect(inside.report.status).toBe('converged')
})

test.each(all)('%s keeps within its budget and stops when cancelled', async id => {
  const problem = { f: rosenbrock, x0: [-1.2, 1], tolerance: 0, iterations: 100_000 }
  const few = await run(id, problem, { budget: { ms: 60_000, iterations: 3 } })
  expect(few.steps).toHaveLength(4)
  expect(few.report).toMatchObject({ status: 'max_iterations', result: { iterations: 3 } })
  const controller = new AbortController()
  controller.abort()
  expect((await run(id, problem, { signal: controller.signal })).report.status).toBe('cancelled')
  expect((await run(id, problem, { budget: { ms: 0, iterations: 1e6 } })).report.result.iterations).toBeLessThan(50)
})

test.each([
  [{ f: 'x +' }, 'f', 'unexpected-end'],
  [{ f: 'q' }, 'f', 'unknown-name'],
  [{ x0: [] }, 'x0', 'wrong-length'],
  [{ x0: Array(1_000_000).fill(0) }, 'x0', 'wrong-length'],
  [{ x0: [1, null] }, 'x0', 'not-numbers'],
  [{ family: 'banana' }, 'family', 'not-an-option'],
  [{ family: 'powell', n: 5 }, 'n', 'inconsistent'],
  [{ family: 'rosenbrock', n: 1e6 }, 'n', 'out-of-range'],
  [{ family: 'rosenbrock', n: 501 }, 'n', 'wrong-length'],
])('refuses %j with a reason', async (problem, parameter, code) => {
  await expect(run('bfgs', problem)).rejects.toMatchObject({ issues: [{ parameter, code }] })
})

test('minimises any bowl with every method', async () => {
  const bowl = fc.record({
    a: fc.double({ min: 0.5, max: 20, noNaN: true }),
    b: fc.double({ min: 0.5, max: 20, noNaN: true }),
    share: fc.double({ min: -0.9, max: 0.9, noNaN: true }),
    at: fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })),
  })
  await fc.assert(
    fc.asyncProperty(bowl, fc.constantFrom(...seconds), async ({ a, b, share, at }, id) => {
      const mixed = 2 * share * Math.sqrt(a * b)
      const text = (value: number) => `(${value.toFixed(12)})`
      const f = `${text(a)}*(x-${text(at[0])})^2+${text(b)}*(y-${text(at[1])})^2+${text(mixed)}*(x-${text(at[0])})*(y-${text(at[1])})`
      const { report } = await run(id, { f, x0: [3, -4], tolerance: 1e-7 })
      expect(report).toMatchObject({
        status: 'converged',
        certificate: { stationary: true, curved: 'minimum', monotone: true },
      })
      expect(report.result.x[0]).toBeCloseTo(at[0], 4)
      expect(report.result.x[1]).toBeCloseTo(at[1], 4)
    }),
    { numRuns: 60, seed: 3 },
  )
})

interface Optima {
  functions: Record<
    string,
    {
      expr: string
      vars: string[]
      x0: number[]
      derivatives: { at: number[]; f: number; grad: number[]; hess: number[][] }[]
      scipy?: Record<string, { x: number[]; f: number; nit: number }>
    }
  >
  quadratic_theory: { L: number; mu: number; cg_and_exact_bfgs_steps: number }
  bfgs_exact_quadratic: { trace: number[][]; H3: number[][]; xstar: number[] }
}
const counterparts: Record<string, string> = {
  BFGS: 'bfgs',
  'L-BFGS-B': 'l-bfgs',
  'Newton-CG': 'newton-line-search',
  CG: 'conjugate-gradient',
  'Nelder-Mead': 'nelder-mead',
  'trust-exact': 'newton-trust-region',
}

test('agrees with the minima that SciPy finds', async context => {
  const { functions } = references(context, 'optim.json') as Optima
  let compared = 0
  for (const { expr, x0, scipy } of Object.values(functions))
    for (const [name, reference] of Object.entries(scipy ?? {})) {
      const { report } = await run(counterparts[name]!, { f: expr, x0 })
      reference.x.forEach((x, i) => expect(Math.abs(report.result.x[i]! - x)).toBeLessThanOrEqual(1e-6))
      expect(Math.abs(report.result.f - reference.f)).toBeLessThanOrEqual(1e-10)
      // Nelder and Mead can get no nearer than rounding lets values differ.
      if (name !== 'Nelder-Mead') expect(report.result.iterations).toBeLessThanOrEqual(3 * reference.nit)
      compared++
    }
  expect(compared).toBeGreaterThanOrEqual(18)
})

test('agrees with reference values, gradients and Hessians', context => {
  const { functions } = references(context, 'optim.json') as Optima
  for (const { expr, vars, derivatives } of Object.values(functions)) {
    const parsed = parse(expr, vars)
    if (!parsed.ok) throw new Error(expr)
    const objective = objectiveFrom(parsed.expression, vars.length)
    const slope = new Float64Array(vars.length)
    const near = (value: number, wanted: number) =>
      expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(wanted)))
    for (const { at, f, grad, hess } of derivatives) {
      near(objective.at(at), f)
      objective.slope(at, slope)
      grad.forEach((wanted, i) => near(slope[i]!, wanted))
      const { data } = curvatureFrom(objective.gradient)(at)
      hess.flat().forEach((wanted, i) => near(data[i]!, wanted))
    }
  }
})

test('agrees with the exact trace of BFGS on a quadratic', async context => {
  const { trace, H3, xstar } = (references(context, 'optim.json') as Optima).bfgs_exact_quadratic
  const f = '0.5(4x1^2+3x2^2+2x3^2+2x1*x2+2x2*x3)-x1-2x2-3x3'
  const { steps, report } = await run('bfgs', { f, x0: [0, 0, 0], search: 'exact' })
  trace.forEach((point, k) => point.forEach((x, i) => expect(steps[k]!.state[i]).toBeCloseTo(x, 10)))
  xstar.forEach((x, i) => expect(report.result.x[i]).toBeCloseTo(x, 10))
  H3.forEach((row, i) => row.forEach((h, j) => expect(report.result.inverseHessian![i]![j]).toBeCloseTo(h, 9)))
})

test('ends a quadratic in as many steps as the reference has', async context => {
  const { L, mu, cg_and_exact_bfgs_steps } = (references(context, 'optim.json') as Optima).quadratic_theory
  const { report } = await run('bfgs', { f: `${L / 2} x^2 + ${mu / 2} y^2`, x0: [1, 1], search: 'exact' })
  expect(report).toMatchObject({ status: 'converged', result: { iterations: cg_and_exact_bfgs_steps } })
})

test('BFGS takes the size of the first step’s curvature, and learns nothing where it is negative', async () => {
  const bowl = (await run('bfgs', { f: '50x^2 + 50y^2', x0: [1, 0.5], iterations: 1 })).report.result.inverseHessian!
  bowl.forEach((row, i) => row.forEach((h, j) => expect(h).toBeCloseTo(i === j ? 0.01 : 0, 12)))
  const hill = await run('bfgs', { f: '-exp(-x^2)', x0: [2], search: 'armijo', iterations: 1 })
  expect(hill.report.result.inverseHessian).toEqual([[1]])
})
