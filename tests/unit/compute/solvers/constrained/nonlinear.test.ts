import { expect, test } from 'vitest'
import type { NonlinearResult } from '../../../../../renderer/compute/solvers/constrained/nonlinear-report.ts'
import type { NonlinearCertificate } from '../../../../../renderer/compute/verify/nonlinear.ts'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { drive } from '../drive.ts'

const run = (id: string, problem: object, context = {}) =>
  drive<NonlinearResult, NonlinearCertificate>(id, problem, context)
const all = ['sqp', 'augmented-lagrangian', 'multi-start']

function expectNear(actual: readonly number[] | null, wanted: readonly number[], bound = 1e-5) {
  expect(actual).toHaveLength(wanted.length)
  wanted.forEach((value, i) => expect(Math.abs(actual![i]! - value)).toBeLessThanOrEqual(bound))
}

test.each(all)('%s finds the point nearest the origin and its price', async id => {
  // min x² + y² with 1 − x − y ≤ 0: x* = (½, ½), λ* = 1 by symmetry.
  const { report } = await run(id, { f: 'x^2 + y^2', vars: ['x', 'y'], ineq: ['1 - x - y'], eq: [], x0: [3, -1] })
  expect(report).toMatchObject({ status: 'converged', certificate: { holds: true, licq: true } })
  expectNear(report.result.x, [0.5, 0.5])
  expectNear(report.result.lam, [1])
})

test.each(all)('%s keeps an equation', async id => {
  // min x + y on the unit circle: −(1, 1)/√2 with ν = 1/√2.
  const { report } = await run(id, { f: 'x + y', vars: ['x', 'y'], ineq: [], eq: ['x^2 + y^2 - 1'], x0: [-1, -0.2] })
  expect(report).toMatchObject({ status: 'converged', certificate: { holds: true } })
  expectNear(report.result.x, [-Math.SQRT1_2, -Math.SQRT1_2])
  expectNear(report.result.nu, [Math.SQRT1_2])
})

test.each(all)('%s calls no point a solution where none is feasible', async id => {
  const { report } = await run(id, { f: 'x^2', vars: ['x'], ineq: ['x + 1', '1 - x'], eq: [], x0: [0] })
  expect(['converged', 'optimal']).not.toContain(report.status)
  expect(report.certificate.holds).toBe(false)
})

test.each(all)('%s refuses what it cannot read and stops when cancelled', async id => {
  await expect(run(id, { f: 'x +', vars: ['x'], ineq: [], eq: [], x0: [0] })).rejects.toThrow(BadProblem)
  const signal = AbortSignal.abort()
  const { report } = await run(id, { f: 'x^2 + y^2', vars: ['x', 'y'], ineq: [], eq: [], x0: [3, -1] }, { signal })
  expect(report.status).toBe('cancelled')
})
