import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { QuadraticResult } from '../../../../../renderer/compute/solvers/constrained/quadratic.ts'
import type { QuadraticCertificate } from '../../../../../renderer/compute/verify/quadratic-programme.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

type Certificate = Extract<QuadraticCertificate, { claim: 'optimal' | 'stationary' }>
const run = (id: string, problem: object, context = {}) => drive<QuadraticResult, Certificate>(id, problem, context)
const both = ['qp-active-set', 'qp-interior-point']

function expectNear(actual: readonly number[] | null, wanted: readonly number[], bound = 1e-7) {
  expect(actual).toHaveLength(wanted.length)
  wanted.forEach((value, i) => expect(Math.abs(actual![i]! - value)).toBeLessThanOrEqual(bound))
}

test.each(both)('%s finds the nearest point and its multiplier', async id => {
  // Nocedal and Wright, 2006, example 16.4.
  const { report } = await run(id, {})
  expect(report).toMatchObject({ status: 'optimal', certificate: { convex: true, holds: true } })
  expectNear(report.result.x, [1.4, 1.7])
  expectNear(report.result.lam, [0.8, 0, 0, 0, 0])
})

test.each(both)('%s solves equations, dependent ones too', async id => {
  const { report } = await run(id, {
    P: [
      [2, 0],
      [0, 2],
    ],
    q: [-2, -5],
    A: [
      [1, 1],
      [2, 2],
    ],
    b: [1, 2],
  })
  expect(report.status).toBe('optimal')
  expectNear(report.result.x, [-0.25, 1.25])
  expect(Math.abs(report.certificate.gap)).toBeLessThan(1e-7)
})

test.each(both)('%s follows flat valleys to their floor', async id => {
  const flat = await run(id, {
    P: [
      [1, 1],
      [1, 1],
    ],
    q: [-1, -1],
  })
  expect(flat.report.status).toBe('optimal')
  expect(flat.report.result.obj).toBeCloseTo(-0.5, 8)
  const linear = await run(id, {
    P: [
      [0, 0],
      [0, 0],
    ],
    q: [-1, -2],
    G: [
      [1, 1],
      [-1, 0],
      [0, -1],
    ],
    h: [1, 0, 0],
  })
  expectNear(linear.report.result.x, [0, 1], 1e-6)
})

test.each(both)('%s proves that there is no answer', async id => {
  const empty = await run(id, { P: [[1]], q: [0], G: [[1], [-1]], h: [-1, -1] })
  expect(empty.report).toMatchObject({ status: 'infeasible', certificate: { claim: 'infeasible', holds: true } })
  const endless = await run(id, {
    P: [
      [1, 0],
      [0, 0],
    ],
    q: [0, -1],
    G: [
      [1, 1],
      [0, -1],
    ],
    h: [1e9, 0],
  })
  expect(['optimal', 'unbounded']).toContain(endless.report.status)
  const ray = await run(id, {
    P: [
      [1, 0],
      [0, 0],
    ],
    q: [0, -1],
  })
  expect(ray.report).toMatchObject({
    status: 'unbounded',
    result: { obj: -Infinity },
    certificate: { claim: 'unbounded', holds: true },
  })
})

test('calls a local answer local and a falling one unbounded', async () => {
  const box = {
    P: [
      [1, 0],
      [0, -1],
    ],
    q: [0, 0],
    G: [
      [0, 1],
      [0, -1],
    ],
    h: [1, 2],
  }
  const { report } = await run('qp-active-set', box)
  expect(report).toMatchObject({
    status: 'converged',
    certificate: { claim: 'stationary', convex: false, holds: true },
  })
  expect([1, -2]).toContain(report.result.x![1])
  const open = await run('qp-active-set', {
    P: [
      [1, 0],
      [0, -1],
    ],
    q: [0, 0],
  })
  expect(open.report).toMatchObject({ status: 'unbounded', certificate: { holds: true } })
  await expect(run('qp-interior-point', box)).rejects.toMatchObject({
    issues: [{ code: 'inconsistent', parameter: 'P' }],
  })
})

test.each(both)('%s keeps within its budget and stops when cancelled', async id => {
  const controller = new AbortController()
  controller.abort()
  expect((await run(id, {}, { signal: controller.signal })).report.status).toBe('cancelled')
  expect((await run(id, {}, { budget: { ms: 60_000, iterations: 1 } })).report.status).toBe('max_iterations')
})

test.each([
  [{ P: [] }, 'P', 'wrong-length'],
  [{ P: [[1, 2]], q: [1] }, 'P', 'inconsistent'],
  [{ P: [[1]], q: [1, 2] }, 'q', 'inconsistent'],
  [{ P: [[1]], q: [1], G: [[1]] }, 'h', 'inconsistent'],
  [{ P: [[1]], q: [1], A: [[1, 2]], b: [1] }, 'A', 'inconsistent'],
  [{ P: [[Number.NaN]], q: [1] }, 'P', 'not-numbers'],
])('refuses %j with a reason', async (problem, parameter, code) => {
  for (const id of both)
    await expect(run(id, problem)).rejects.toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ parameter, code })]),
    })
})

const small = fc.integer({ min: -3, max: 3 })
const programme = fc
  .record({
    n: fc.integer({ min: 1, max: 5 }),
    rank: fc.integer({ min: 0, max: 5 }),
    rows: fc.integer({ min: 0, max: 7 }),
    equations: fc.integer({ min: 0, max: 2 }),
  })
  .chain(({ n, rank, rows, equations }) => {
    const list = (length: number) => fc.array(small, { minLength: length, maxLength: length })
    const lists = (count: number) => fc.array(list(n), { minLength: count, maxLength: count })
    return fc.record({
      root: lists(rank),
      q: list(n),
      G: lists(rows),
      h: list(rows),
      A: lists(equations),
      b: list(equations),
    })
  })
  .map(({ root, q, ...rest }) => ({
    // RᵀR is positive semidefinite, and singular where R has few rows.
    P: q.map((_, i) => q.map((_, j) => root.reduce((sum, row) => sum + row[i]! * row[j]!, 0))),
    q,
    ...rest,
  }))

test('gives every convex programme one proved answer, the same from both methods', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(programme, async problem => {
      const [first, second] = [(await run(both[0]!, problem)).report, (await run(both[1]!, problem)).report]
      seen.add(first.status)
      expect(first.certificate.holds).toBe(true)
      expect(second.certificate.holds).toBe(true)
      expect(second.status).toBe(first.status)
      if (first.status !== 'optimal') return
      expect(Math.abs(second.result.obj! - first.result.obj!)).toBeLessThanOrEqual(
        1e-6 * (1 + Math.abs(first.result.obj!)),
      )
      for (const { certificate } of [first, second])
        expect(certificate.gap).toBeGreaterThan(-1e-6 * (1 + Math.abs(first.result.obj!)))
    }),
    { numRuns: 400, seed: 13 },
  )
  expect([...seen].sort()).toEqual(['infeasible', 'optimal', 'unbounded'])
})

interface Reference {
  id: string
  x: number[]
  obj: number
  lam: number[]
  nu: number[]
  note: string
  [letter: string]: unknown
}

test('agrees with the reference programmes', async context => {
  const { qp } = references(context, 'lp_qp.json') as { qp: Reference[] }
  expect(qp.length).toBeGreaterThanOrEqual(3)
  for (const { P, q, G, h, A, b, ...wanted } of qp)
    for (const id of both) {
      const { report } = await run(id, { P, q, G, h, A, b })
      expect(report.status).toBe('optimal')
      expect(Math.abs(report.result.obj! - wanted.obj)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(wanted.obj)))
      if (wanted.note.includes('set of optima')) continue
      expectNear(report.result.x, wanted.x, 1e-6)
      expectNear(report.result.lam, wanted.lam, 1e-6)
      expectNear(report.result.nu, wanted.nu, 1e-6)
    }
})
