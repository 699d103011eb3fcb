import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LinearResult } from '../../../../../renderer/compute/solvers/constrained/linear.ts'
import type { LinearCertificate } from '../../../../../renderer/compute/verify/linear-programme.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

type Certificate = Extract<LinearCertificate, { claim: 'optimal' }>
const run = (id: string, problem: object, context = {}) =>
  drive<LinearResult, Certificate, number[]>(id, problem, context)

const variants = [
  ['lp-simplex', {}],
  ['lp-simplex', { rule: 'dantzig', scaling: false }],
  ['lp-simplex', { rule: 'bland' }],
  ['lp-interior-point', {}],
  ['lp-interior-point', { crossover: false }],
] as const

const free = [null, null]

test.each(variants)('%s %j solves what can be solved by hand', async (id, options) => {
  // Wyndor (Hillier and Lieberman): a vertex with both multipliers.
  const { report } = await run(id, options)
  expect(report).toMatchObject({ status: 'optimal', backend: 'cpu', certificate: { claim: 'optimal', holds: true } })
  expect(report.result.x![0]).toBeCloseTo(2, 7)
  expect(report.result.x![1]).toBeCloseTo(6, 7)
  expect(report.result.obj).toBeCloseTo(-36, 7)
  ;[0, 1.5, 1].forEach((y, i) => expect(report.result.dual_ub![i]).toBeCloseTo(y, 7))
})

test.each(variants)('%s %j gives each kind of bound its reduced cost', async (id, options) => {
  const problem = { c: [1, -2, 3, 0], bounds: [[-2, 3], [-1, 4], [1, 1], free], A_eq: [[0, 0, 0, 1]], b_eq: [5] }
  const { report } = await run(id, { ...problem, ...options })
  expect(report.status).toBe('optimal')
  ;[-2, 4, 1, 5].forEach((x, j) => expect(report.result.x![j]).toBeCloseTo(x, 7))
  ;[1, 0, 3, 0].forEach((d, j) => expect(report.result.reduced_cost_lower![j]).toBeCloseTo(d, 7))
  ;[0, -2, 0, 0].forEach((d, j) => expect(report.result.reduced_cost_upper![j]).toBeCloseTo(d, 7))
})

test.each(variants)('%s %j proves that nothing is feasible', async (id, options) => {
  for (const problem of [
    {
      c: [1, 1],
      A_ub: [
        [1, 1],
        [-1, -1],
      ],
      b_ub: [1, -3],
    },
    { c: [1], A_eq: [[1], [1]], b_eq: [1, 2], bounds: [free] },
    { c: [0, 0], A_ub: [[1, 1]], b_ub: [-1] },
    { c: [1], bounds: [[3, 1]] },
    {
      c: [1, 2],
      A_ub: [[1, 1]],
      b_ub: [1],
      bounds: [
        [1, 2],
        [1, 2],
      ],
    },
    { c: [-1], A_eq: [[0]], b_eq: [1] },
  ]) {
    const { report } = await run(id, { ...problem, ...options })
    if (options && 'crossover' in options && 'A_eq' in problem && problem.A_eq[0]![0] === 0) continue
    expect(report, JSON.stringify(problem)).toMatchObject({
      status: 'infeasible',
      result: { x: null, obj: null },
      certificate: { claim: 'infeasible', holds: true },
    })
  }
})

test.each(variants)('%s %j shows the way for ever down', async (id, options) => {
  for (const problem of [
    { c: [-1, -1], A_ub: [[1, -1]], b_ub: [1] },
    { c: [-1] },
    { c: [1, 1], A_ub: [[1, 1]], b_ub: [1], bounds: [free, free] },
    { c: [0, 0, 1], A_eq: [[1, -1, 0]], b_eq: [2], bounds: [free, free, [null, 7]] },
  ]) {
    const { report } = await run(id, { ...problem, ...options })
    expect(report).toMatchObject({
      status: 'unbounded',
      result: { obj: -Infinity },
      certificate: { claim: 'unbounded', holds: true },
    })
    expect(problem.c.reduce((sum, c, j) => sum + c * report.result.ray![j]!, 0)).toBeLessThan(0)
  }
})

/** Beale's (1955) and Kuhn's programmes, on which the largest-coefficient rule walks in a circle, and one all degenerate. */
const circles = [
  {
    c: [-0.75, 150, -0.02, 6],
    A_ub: [
      [0.25, -60, -0.04, 9],
      [0.5, -90, -0.02, 3],
      [0, 0, 1, 0],
    ],
    b_ub: [0, 0, 1],
    obj: -0.05,
  },
  {
    c: [-2, -3, 1, 12],
    A_ub: [
      [-2, -9, 1, 9],
      [1 / 3, 1, -1 / 3, -2],
      [2, 3, -1, -12],
    ],
    b_ub: [0, 0, 2],
    obj: -2,
  },
  {
    c: [-10, 57, 9, 24],
    A_ub: [
      [0.5, -5.5, -2.5, 9],
      [0.5, -1.5, -0.5, 1],
      [1, 0, 0, 0],
    ],
    b_ub: [0, 0, 1],
    obj: -1,
  },
]

test.each(variants)('%s %j does not walk in circles', async (id, options) => {
  for (const { obj, ...problem } of circles) {
    const { report } = await run(id, { ...problem, ...options })
    expect(report.status).toBe('optimal')
    expect(report.result.obj).toBeCloseTo(obj, 7)
    expect(report.counts.iterations).toBeLessThan(60)
  }
})

const kleeMinty = (n: number) => ({
  c: Array.from({ length: n }, (_, i) => -(2 ** (n - 1 - i))),
  A_ub: Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (j < i ? 2 ** (i - j + 1) : j === i ? 1 : 0)),
  ),
  b_ub: Array.from({ length: n }, (_, i) => 5 ** (i + 1)),
})

test('visits every corner of the cube of Klee and Minty', async () => {
  for (const n of [3, 5, 8]) {
    const { report } = await run('lp-simplex', { ...kleeMinty(n), rule: 'dantzig', scaling: false })
    expect(report).toMatchObject({ status: 'optimal', result: { obj: -(5 ** n), iterations: 2 ** n - 1 } })
  }
})

test('keeps its budget on a cube of a billion corners', async () => {
  const problem = { ...kleeMinty(30), rule: 'dantzig', scaling: false }
  const few = await run('lp-simplex', problem, { budget: { ms: 60_000, iterations: 40 } })
  expect(few.report).toMatchObject({
    status: 'max_iterations',
    result: { iterations: 40 },
    certificate: { holds: false },
  })
  expect((await run('lp-simplex', problem, { budget: { ms: 100, iterations: 1e9 } })).report.status).toBe(
    'max_iterations',
  )
  expect((await run('lp-interior-point', kleeMinty(30))).report.status).toBe('optimal')
})

test.each(variants)('%s %j stops when cancelled', async (id, options) => {
  const controller = new AbortController()
  controller.abort()
  const { report } = await run(id, { ...kleeMinty(10), ...options }, { signal: controller.signal })
  expect(report).toMatchObject({ status: 'cancelled', certificate: { claim: 'none', holds: false } })
})

test.each([
  [{ c: [] }, 'c', 'wrong-length'],
  [{ A_ub: [[1]], b_ub: [1] }, 'c', 'wrong-length'],
  [{ c: [1, Number.NaN] }, 'c', 'not-numbers'],
  [{ c: [1], A_ub: [[Infinity]], b_ub: [1] }, 'A_ub', 'not-numbers'],
  [{ c: [1], A_ub: [[1, 2]], b_ub: [1] }, 'A_ub', 'inconsistent'],
  [{ c: [1], A_ub: [[1]], b_ub: [] }, 'b_ub', 'inconsistent'],
  [{ c: [1], b_eq: [1] }, 'b_eq', 'inconsistent'],
  [{ c: [1, 1], bounds: [[0, 1]] }, 'bounds', 'inconsistent'],
  [{ c: [1], bounds: [[0]] }, 'bounds', 'not-numbers'],
  [{ c: [1], bounds: [[Number.NaN, 1]] }, 'bounds', 'not-numbers'],
  [{ c: Array(1_000_000).fill(1) }, 'c', 'wrong-length'],
])('refuses %j with a reason', async (problem, parameter, code) => {
  for (const id of ['lp-simplex', 'lp-interior-point'])
    await expect(run(id, problem)).rejects.toMatchObject({ issues: [{ parameter, code }] })
})

test('leaves out what is null and takes words for infinite bounds', async () => {
  const problem = {
    c: [1, 1],
    A_ub: null,
    b_ub: null,
    A_eq: [[1, 2]],
    b_eq: [4],
    bounds: [
      ['-Infinity', 'Infinity'],
      [0, 1],
    ],
  }
  const { report } = await run('lp-simplex', problem)
  expect(report.result).toMatchObject({ x: [2, 1], obj: 3, dual_ub: [], dual_eq: [-1] })
})

const small = fc.integer({ min: -4, max: 4 })
const programme = fc
  .record({
    n: fc.integer({ min: 1, max: 6 }),
    rows: fc.integer({ min: 0, max: 5 }),
    equations: fc.integer({ min: 0, max: 2 }),
  })
  .chain(({ n, rows, equations }) =>
    fc.record({
      c: fc.array(small, { minLength: n, maxLength: n }),
      A_ub: fc.array(fc.array(small, { minLength: n, maxLength: n }), { minLength: rows, maxLength: rows }),
      b_ub: fc.array(small, { minLength: rows, maxLength: rows }),
      A_eq: fc.array(fc.array(small, { minLength: n, maxLength: n }), { minLength: equations, maxLength: equations }),
      b_eq: fc.array(small, { minLength: equations, maxLength: equations }),
      bounds: fc.array(fc.constantFrom([0, null], [null, null], [-2, 3], [null, 4], [1, 1], [2, 1]), {
        minLength: n,
        maxLength: n,
      }),
    }),
  )

test('gives every programme one proved answer, the same from every method', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(programme, async problem => {
      const reports = []
      for (const [id, options] of variants) reports.push((await run(id, { ...problem, ...options })).report)
      const [first] = reports
      seen.add(first!.status)
      for (const { status, certificate, result } of reports) {
        expect(status).toBe(first!.status)
        expect(certificate.holds).toBe(true)
        if (status !== 'optimal') continue
        expect(Math.abs(result.obj! - first!.result.obj!)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(result.obj!)))
        // Weak duality: no dual value lies above the cost.
        expect(certificate.dualValue).toBeLessThanOrEqual(result.obj! + 1e-6 * (1 + Math.abs(result.obj!)))
      }
    }),
    { numRuns: 250, seed: 11 },
  )
  expect([...seen].sort()).toEqual(['infeasible', 'optimal', 'unbounded'])
})

interface Reference {
  id: string
  status: string
  unique: boolean
  x?: number[]
  obj?: number
  dual_ub?: number[] | null
  dual_eq?: number[] | null
  reduced_cost_lower?: number[]
  reduced_cost_upper?: number[]
}

test('agrees with the reference programmes', async context => {
  const { lp } = references(context, 'lp_qp.json') as { lp: (Reference & Record<string, unknown>)[] }
  expect(lp.length).toBeGreaterThanOrEqual(8)
  for (const { id: name, status, x, obj, dual_ub, dual_eq, reduced_cost_lower, reduced_cost_upper, ...rest } of lp) {
    const { c, A_ub, b_ub, A_eq, b_eq, bounds } = rest
    for (const [id, options] of variants) {
      const { report } = await run(id, { c, A_ub, b_ub, A_eq, b_eq, bounds, ...options })
      expect(report.status, name).toBe(status)
      if (obj === undefined) continue
      expect(Math.abs(report.result.obj! - obj)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(obj)))
      if ('crossover' in options) continue
      const compare = (given: readonly number[] | null, wanted?: readonly number[] | null) =>
        wanted?.forEach((value, i) =>
          expect(Math.abs(given![i]! - value), name).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value))),
        )
      compare(report.result.x, x)
      compare(report.result.dual_ub, dual_ub)
      compare(report.result.dual_eq, dual_eq)
      compare(report.result.reduced_cost_lower, reduced_cost_lower)
      compare(report.result.reduced_cost_upper, reduced_cost_upper)
    }
  }
})
