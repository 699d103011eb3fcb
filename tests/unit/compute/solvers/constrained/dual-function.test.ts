import { expect, test } from 'vitest'
import type {
  DualFunctionCertificate,
  DualFunctionResult,
} from '../../../../../renderer/compute/solvers/constrained/dual-function.ts'
import { drive } from '../drive.ts'

const study = (problem: object) => drive<DualFunctionResult, DualFunctionCertificate>('dual-function', problem)

/** θ by hand for problems of textbooks. */
const known: [string, object, (multiplier: number) => number][] = [
  ['a half-plane', { f: 'x^2 + y^2', ineq: ['1 - x - y'] }, a => a - (a * a) / 2],
  ['an interval', { f: 'x^2', ineq: ['(x-1)(x-3)'] }, a => (3 * a - a * a) / (1 + a)],
  ['a circle', { f: 'x + y', eq: ['x^2 + y^2 - 2'] }, b => (b > 0 ? -1 / (2 * b) - 2 * b : -Infinity)],
  ['no feasible point', { f: 'x', ineq: ['x^2 + 1'] }, a => (a > 0 ? a - 1 / (4 * a) : -Infinity)],
  ['no Slater point', { f: 'x', ineq: ['x^2'] }, a => (a > 0 ? -1 / (4 * a) : -Infinity)],
]

test.each(known)('gives the dual function of %s as by hand', async (_, problem, theta) => {
  const { report, steps } = await study(problem)
  expect(report.result.samples).toHaveLength(41)
  expect(steps.filter(({ state }) => state)).toHaveLength(41)
  for (const { multiplier, value } of report.result.samples) {
    const wanted = theta(multiplier)
    if (Math.abs(multiplier) > 1e-9 && Math.abs(wanted) < 1e3) expect(value).toBeCloseTo(wanted, 5)
    if (wanted === -Infinity) expect([multiplier, value]).toEqual([multiplier, -Infinity])
  }
  expect(report.certificate.above_p).toBeLessThan(1e-6)
  expect(report.certificate.below_chord).toBeLessThan(1e-5)
})

test('shows the gap of a problem that is not convex, never above its dual value', async () => {
  const { report } = await study({ f: 'x^4 - 2x^2', eq: ['x'], reach: 3 })
  const values = report.result.samples.map(({ value }) => value)
  expect(Math.max(...values)).toBeCloseTo(-1, 6)
  expect(report.result.d).toBeCloseTo(-1, 8)
  expect(report.result.p).toBe(0)
})

test('holds the other multipliers at their best', async () => {
  const problem = { f: '(x-2)^2 + (y-1)^2', ineq: ['x^2 - y', 'x + y - 2'], which: 2, reach: 4 / 3, points: 3 }
  const { report } = await study(problem)
  const middle = report.result.samples[1]!
  expect(middle.lam).toEqual([expect.closeTo(2 / 3, 6), expect.closeTo(2 / 3, 6)])
  expect(middle.value).toBeCloseTo(1, 6)
  expect(middle.proved).toBe(true)
})
