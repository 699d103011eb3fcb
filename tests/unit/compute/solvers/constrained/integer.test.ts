import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IntegerCertificate } from '../../../../../renderer/compute/verify/integer-programme.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

interface Result {
  x: number[] | null
  obj: number | null
  bound: number
  iterations: number
}
const run = (problem: object, context = {}) =>
  drive<Result, IntegerCertificate>('milp-branch-and-bound', problem, context)
const none = 1e30

test('packs a knapsack and proves it by its leaves', async () => {
  const { report } = await run({})
  expect(report).toMatchObject({
    status: 'optimal',
    result: { x: [0, 1, 1], obj: -220, bound: -220 },
    certificate: { claim: 'optimal', gap: 0, fraction: 0, holds: true },
  })
})

test('says that no whole number fits, or that none is least', async () => {
  const odd = await run({ c: [1], A_eq: [[2]], b_eq: [3], integrality: [1], ub: 100 })
  expect(odd.report).toMatchObject({ status: 'infeasible', result: { x: null }, certificate: { holds: true } })
  const endless = await run({ c: [-1], integrality: [1], ub: none })
  expect(endless.report).toMatchObject({ status: 'unbounded', result: { obj: -Infinity } })
})

test('keeps within its budget and stops when cancelled', async () => {
  const n = 30
  const problem = {
    c: Array.from({ length: n }, (_, i) => -((i * 17) % 23) - 5),
    A_ub: [Array.from({ length: n }, (_, i) => ((i * 13) % 19) + 4.5)],
    b_ub: [133],
    integrality: Array(n).fill(1),
    ub: 1,
  }
  const few = await run(problem, { budget: { ms: 60_000, iterations: 3 } })
  expect(few.report).toMatchObject({ status: 'max_iterations', certificate: { holds: false } })
  const controller = new AbortController()
  controller.abort()
  expect((await run(problem, { signal: controller.signal })).report.status).toBe('cancelled')
})

test('refuses a list of whole variables of another length', async () => {
  await expect(run({ c: [1, 2], integrality: [1] })).rejects.toMatchObject({
    issues: [{ parameter: 'integrality', code: 'inconsistent' }],
  })
})

test('finds what trying every point finds', async () => {
  const small = fc.integer({ min: -5, max: 5 })
  const list = (length: number) => fc.array(small, { minLength: length, maxLength: length })
  const programme = fc.record({ c: list(3), A_ub: fc.array(list(3), { minLength: 2, maxLength: 2 }), b_ub: list(2) })
  await fc.assert(
    fc.asyncProperty(programme, async problem => {
      let least = Infinity
      for (let code = 0; code < 64; code++) {
        const x = [code & 3, (code >> 2) & 3, code >> 4]
        const at = (row: readonly number[]) => row.reduce((sum, a, j) => sum + a * x[j]!, 0)
        if (problem.A_ub.every((row, i) => at(row) <= problem.b_ub[i]!)) least = Math.min(least, at(problem.c))
      }
      const { report } = await run({ ...problem, integrality: [1, 1, 1], ub: 3 })
      expect(report.certificate.holds).toBe(true)
      expect(report.status).toBe(least === Infinity ? 'infeasible' : 'optimal')
      if (least < Infinity) expect(report.result.obj).toBeCloseTo(least, 9)
    }),
    { numRuns: 150, seed: 17 },
  )
})

test('agrees with the reference programmes', async context => {
  const { milp } = references(context, 'lp_qp.json') as {
    milp: ({ x: number[]; obj: number } & Record<string, unknown>)[]
  }
  expect(milp.length).toBeGreaterThanOrEqual(1)
  for (const { c, A_ub, b_ub, integrality, ub, x, obj } of milp) {
    const { report } = await run({ c, A_ub, b_ub, integrality, ub })
    expect(report).toMatchObject({ status: 'optimal', result: { x, obj }, certificate: { holds: true } })
  }
})
