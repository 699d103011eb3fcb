import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import type { DualityResult } from '../../../../../renderer/compute/solvers/constrained/duality.ts'
import type { DualityCertificate } from '../../../../../renderer/compute/verify/duality.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

const solve = async (problem: object, context = {}) =>
  (await drive<DualityResult, DualityCertificate>('duality', problem, context)).report

interface Case {
  f: string
  ineq?: string[]
  eq?: string[]
  vars: string[]
  x0?: number[]
  domain?: string
}
type Wanted = Partial<Record<keyof DualityResult, unknown>> & { status: string }

const infinite: Record<string, number> = { Infinity, '-Infinity': -Infinity }
const numberFrom = (value: unknown) => infinite[value as string] ?? (value as number)

function expectNear(name: string, found: unknown, wanted: unknown, tolerance: number) {
  const [a, b] = [numberFrom(found), numberFrom(wanted)]
  const near = a === b || Math.abs(a - b) <= tolerance * (1 + Math.abs(b))
  expect([name, found, near]).toEqual([name, found, true])
}

function expectAnswer(id: string, { status, result }: Awaited<ReturnType<typeof solve>>, wanted: Wanted) {
  expect([id, status]).toEqual([id, wanted.status])
  for (const name of ['p', 'd', 'gap'] as const)
    if (wanted[name] !== undefined && wanted[name] !== null)
      expectNear(`${id} ${name}`, result[name], wanted[name], name === 'p' ? 1e-6 : 1e-5)
  for (const name of ['x', 'lam', 'nu'] as const) {
    const list = wanted[name] as number[] | null | undefined
    if (list === null) expect([id, name, result[name]]).toEqual([id, name, null])
    list?.forEach((value, i) => expectNear(`${id} ${name}`, result[name]?.[i], value, 1e-4))
  }
  for (const name of ['convex', 'slater', 'licq'] as const)
    if (wanted[name] !== undefined) expect([id, name, result[name]]).toEqual([id, name, wanted[name]])
}

test('agrees with reference answers', async context => {
  const { problems } = references(context, 'constrained.json') as { problems: (Case & Wanted & { id: string })[] }
  for (const { id, f, vars, ineq, eq, x0, domain, ...wanted } of problems) {
    const report = await solve({ f, vars, ineq, eq, x0, domain })
    // Where a problem has no equations the references leave ν out.
    const { nu, ...rest } = wanted
    expectAnswer(id, report, wanted.lam === null || eq?.length ? { ...rest, nu } : rest)
    for (const residual of Object.values(report.result.kkt_residuals ?? {})) expect(residual).toBeLessThan(1e-5)
  }
})

const x = ['x']
const xy = ['x', 'y']
const cases: [string, Case, Wanted][] = [
  [
    'the price of one constraint',
    { f: 'x^2', vars: x, ineq: ['1-x'], x0: [3] },
    { status: 'optimal', p: 1, d: 1, gap: 0, x: [1], lam: [2], convex: true, slater: true, licq: true },
  ],
  [
    'a gap of one half: the largest cut of a triangle',
    { f: 'x*y+y*z+x*z', vars: ['x', 'y', 'z'], eq: ['x^2-1', 'y^2-1', 'z^2-1'], x0: [1, -1, 0.5] },
    { status: 'optimal', p: -1, d: -1.5, gap: 0.5, convex: false },
  ],
  [
    'a gap without end: no multiplier of x bounds a cubic',
    { f: 'x^3', vars: x, ineq: ['-x'], x0: [0.3] },
    { status: 'optimal', p: 0, d: -Infinity, gap: Infinity, x: [0], convex: false, slater: true },
  ],
  [
    'no gap, though not convex: one ball',
    { f: 'x*y', vars: xy, ineq: ['x^2+y^2-2'], x0: [1, -0.5] },
    { status: 'optimal', p: -1, d: -1, lam: [0.5], convex: false },
  ],
  [
    'no multipliers: the point where two discs touch',
    { f: 'x+y', vars: xy, ineq: ['(x-1)^2+y^2-1', '(x+1)^2+y^2-1'], x0: [0.5, 0.5] },
    { status: 'optimal', p: 0, d: 0, x: [0, 0], lam: null, nu: null, slater: false, licq: false },
  ],
  [
    'multipliers without Slater',
    { f: 'x^2', vars: x, ineq: ['x^2'], x0: [1] },
    { status: 'optimal', p: 0, d: 0, x: [0], slater: false, licq: false },
  ],
  [
    'no multipliers in the cusp of Kuhn and Tucker',
    { f: '-x', vars: xy, ineq: ['y-(1-x)^3', '-y'], x0: [0.5, 0.1] },
    { status: 'optimal', p: -1, d: -Infinity, x: [1, 0], lam: null, slater: true, licq: false },
  ],
  [
    'a value that is only approached',
    { f: 'exp(-x)', vars: x, ineq: ['-x'] },
    { status: 'not_attained', p: 0, d: 0, gap: 0, x: null, lam: null, convex: true, slater: true },
  ],
  [
    'a value approached along a curve',
    { f: 'exp(-x)', vars: xy, ineq: ['x^2-y'] },
    { status: 'not_attained', p: 0, x: null, convex: true },
  ],
  [
    'a value approached on the constraint itself',
    { f: 'x', vars: xy, ineq: ['1/x-y'], domain: 'x>0' },
    { status: 'not_attained', p: 0, x: null, convex: true, slater: true },
  ],
  [
    'no value: a logarithm',
    { f: '-log(x)', vars: x, ineq: ['1-x'], domain: 'x>0', x0: [2] },
    { status: 'unbounded', p: -Infinity, d: -Infinity, gap: null, x: null, lam: null },
  ],
  [
    'a contradiction with a dual value of ∞',
    { f: 'x^2+y^2', vars: xy, ineq: ['x^2+y^2-1'], eq: ['x+y-4'] },
    { status: 'infeasible', p: Infinity, d: Infinity, x: null, lam: null, slater: false },
  ],
  [
    'a contradiction in problem and dual',
    { f: '-x-y', vars: xy, ineq: ['x-y+1', 'y-x+1'] },
    { status: 'infeasible', p: Infinity, d: -Infinity, x: null, convex: true },
  ],
  [
    'four variables (Rosen and Suzuki)',
    {
      f: 'x1^2+x2^2+2*x3^2+x4^2-5*x1-5*x2-21*x3+7*x4',
      vars: ['x1', 'x2', 'x3', 'x4'],
      ineq: ['x1^2+x2^2+x3^2+x4^2+x1-x2+x3-x4-8', 'x1^2+2*x2^2+x3^2+2*x4^2-x1-x4-10', '2*x1^2+x2^2+x3^2+2*x1-x2-x4-5'],
    },
    { status: 'optimal', p: -44, d: -44, x: [0, 1, 2, -1], lam: [1, 0, 2], convex: true, slater: true },
  ],
]

test.each(cases)('knows %s', async (id, problem, wanted) => {
  expectAnswer(id, await solve({ ineq: [], eq: [], ...problem }), wanted)
})

test.each([
  // Duffin's: y = 0 is feasible alone, so p = 1; with any relief y may grow, so d = 0.
  ['Duffin', { f: 'exp(-y)', ineq: ['sqrt(x^2+y^2)-x'], x0: [1, 1] }],
  // Boyd and Vandenberghe, exercise 5.21: x = 0 alone is feasible, and any relief lets x grow with √y.
  ['Boyd', { f: 'exp(-x)', ineq: ['x^2/y'], x0: [1, 1], domain: 'y>0' }],
])('proves both values of the convex problem with a gap of %s', async (_, problem) => {
  const { status, result, certificate } = await solve({ vars: xy, eq: [], ...problem })
  expect([status, result.p, result.d, result.gap]).toEqual(['optimal', 1, 0, 1])
  expect(result).toMatchObject({ slater: false, convex: true, lam: null, dual_lam: [0] })
  expect(certificate).toMatchObject({ attained: true, dual_bound: 0, holds: true })
  expect(certificate.lower_bound).toBeCloseTo(1, 12)
})

test('proves a least value in four variables, and a dual value below it, without convexity', async () => {
  // Hock and Schittkowski, 1981, problem 71.
  const { status, result, certificate } = await solve({
    f: 'x1*x4*(x1+x2+x3)+x3',
    vars: ['x1', 'x2', 'x3', 'x4'],
    ineq: ['25-x1*x2*x3*x4'],
    eq: ['x1^2+x2^2+x3^2+x4^2-40'],
    x0: [1, 5, 5, 1],
    bounds: Array.from({ length: 4 }, () => [1, 5]),
  })
  expect(status).toBe('optimal')
  expectNear('p', result.p, 17.0140173, 1e-7)
  expectNear('d', result.d, 15.590909, 1e-6)
  expectNear('lower bound', certificate.lower_bound, result.p, 2e-4)
  expectNear('dual bound', certificate.dual_bound, result.d, 2e-4)
  expect(certificate.dual_bound).toBeLessThanOrEqual(result.d)
})

test('never claims more than weak duality allows', async () => {
  const weight = fc.integer({ min: -4, max: 4 })
  await fc.assert(
    fc.asyncProperty(fc.array(weight, { minLength: 9, maxLength: 9 }), async w => {
      const f = `${w[0]!}*x^2+${w[1]!}*x*y+${w[2]!}*y^2+${w[3]!}*x+${w[4]!}*y`
      const ineq = ['x^2+y^2-4', `${w[5]!}*x+${w[6]!}*y-1`, `${w[7]!}*x+y^2+${w[8]!}`]
      const { status, result, certificate } = await solve({ f, vars: xy, ineq, eq: [], starts: 8 })
      if (result.d !== -Infinity && result.p !== Infinity) expect(result.d).toBeLessThanOrEqual(result.p)
      if (status === 'optimal') expect(certificate).toMatchObject({ holds: true, attained: true })
      if (status === 'optimal' && result.lam)
        for (const residual of Object.values(result.kkt_residuals!)) expect(residual).toBeLessThan(1e-5)
      // No point of a coarse grid is better than what is called least, nor feasible where nothing is said to be.
      if (status !== 'optimal' && status !== 'infeasible') return
      for (let i = -20; i <= 20; i++)
        for (let j = -20; j <= 20; j++) {
          const [a, b] = [i / 10, j / 10]
          const held = a * a + b * b <= 4 && w[5]! * a + w[6]! * b <= 1 && w[7]! * a + b * b + w[8]! <= 0
          if (!held) continue
          expect(status).toBe('optimal')
          const value = w[0]! * a * a + w[1]! * a * b + w[2]! * b * b + w[3]! * a + w[4]! * b
          expect(value).toBeGreaterThanOrEqual(result.p - 1e-3 * (1 + Math.abs(result.p)))
        }
    }),
    { numRuns: 25, seed: 5 },
  )
})

test('refuses what it cannot read and stops when cancelled', async () => {
  await expect(solve({ f: 'x +', vars: x, ineq: [], eq: [] })).rejects.toThrow(BadProblem)
  const { status, result } = await solve({ f: 'x^2', vars: x, ineq: [], eq: [] }, { signal: AbortSignal.abort() })
  expect([status, result]).toEqual(['cancelled', null])
})
