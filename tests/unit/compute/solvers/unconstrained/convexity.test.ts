import { expect, test } from 'vitest'
import type {
  ConvexityCertificate,
  ConvexityResult,
} from '../../../../../renderer/compute/solvers/unconstrained/convexity.ts'
import { drive } from '../drive.ts'

const judge = async (f: string, low = [-2, -2], high = [2, 2]) => {
  const { report, steps } = await drive<ConvexityResult, ConvexityCertificate>('convexity', {
    f,
    low,
    high,
    chords: 80,
  })
  expect(steps).toHaveLength(80)
  expect(report.certificate.holds).toBe(true)
  return report
}

test.each([
  ['x^2 + x*y + y^2', [-2, -2], [2, 2]],
  ['log(exp(x) + exp(y))', [-2, -2], [2, 2]],
  ['abs(x) + abs(y)', [-2, -2], [2, 2]],
  ['x^2/y', [-2, 0.2], [2, 3]],
  ['x^4', [-2], [2]],
])('finds no chord below %s', async (f, low, high) => {
  const { result, certificate } = await judge(f, low, high)
  expect(result.verdict).not.toBe('refuted')
  expect(certificate.broken).toBe(0)
})

test.each([
  ['x^2 - y^2', -2],
  ['x^2 + 3x*y + y^2', -1],
])('refutes %s by a chord and by its least eigenvalue', async (f, eigenvalue) => {
  const { result, certificate } = await judge(f)
  expect(result.verdict).toBe('refuted')
  expect(result.least!.eigenvalues[0]).toBeCloseTo(eigenvalue, 9)
  expect(certificate.broken).toBeGreaterThan(0)
  expect(certificate.chord).toBeGreaterThan(0)
})

test('calls a function convex here that is not so elsewhere', async () => {
  expect((await judge('x^4 - 2x^2', [1], [2])).result.verdict).toBe('proved')
  expect((await judge('x^4 - 2x^2', [-2], [2])).result.verdict).toBe('refuted')
})
