import { expect, test } from 'vitest'
import { closedForm, type Moments, type MomentsCertificate } from '../../../../../renderer/compute/verify/mean-field.ts'
import type { CrowdCertificate } from '../../../../../renderer/compute/verify/crowd.ts'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

interface Path extends Moments {
  t: number[]
}
interface Crowd extends Path {
  x: number[]
  density: number[][]
}
interface Reference extends Path {
  q: number
  qT: number
  T: number
  sigma: number
  m0: number
  var0: number
}
const small = { cells: 120, time_steps: 10, tolerance: 1e-5 }
const farthest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))

test('moves the quadratic crowd as the reference does', async context => {
  const { lq } = (references(context, 'games.json') as { mean_field: { lq: Reference } }).mean_field
  const { q, qT, T, sigma, m0, var0 } = lq
  const { report } = await drive<Path, MomentsCertificate>('mean-field-lq', { q, qT, T, sigma, m0, var0 })
  expect(report).toMatchObject({ status: 'converged', certificate: { holds: true } })
  for (const name of ['t', 'P', 'mean', 'variance'] as const)
    expect(farthest(report.result[name], lq[name])).toBeLessThan(1e-6)
  const grid = await drive<Crowd>('mean-field-game', { q, qT, T, sigma, m0, var0, ...small })
  for (const name of ['t', 'P', 'mean', 'variance'] as const)
    expect(farthest(grid.report.result[name], lq[name])).toBeLessThan(0.01)
})

test('finds the mean that its own crowd makes', async () => {
  for (const a of [0, 0.7]) {
    const { report } = await drive<Path, MomentsCertificate>('mean-field-lq', { a, m0: 2, T: 2 })
    expect(report).toMatchObject({ status: 'converged', certificate: { holds: true } })
    const grid = await drive<Crowd, CrowdCertificate>('mean-field-game', {
      a,
      m0: 2,
      T: 2,
      ...small,
      cells: 200,
      time_steps: 20,
    })
    expect(farthest(grid.report.result.mean, report.result.mean)).toBeLessThan(0.02)
  }
})

test('knows the closed form without costs', () => {
  const free = { q: 0, qT: 0, T: 1, sigma: 0.5, m0: 1, var0: 0.2, a: 0.5 }
  const moments = closedForm(free, [0, 1])
  expect(moments.P).toEqual([0, 0])
  expect(moments.mean).toEqual([1, 1])
  expect(moments.variance[1]).toBeCloseTo(0.45, 12)
})

test('keeps mass and sign, and spreads a crowd that shuns itself', async () => {
  const { report, steps } = await drive<Crowd, CrowdCertificate>('mean-field-game', { crowding: 1, ...small })
  expect(report).toMatchObject({ status: 'converged', certificate: { holds: true } })
  expect(report.certificate.massError).toBeLessThan(1e-12)
  expect(report.certificate.smallest).toBeGreaterThanOrEqual(0)
  const alone = await drive<Crowd>('mean-field-game', small)
  expect(report.result.variance[10]).toBeGreaterThan(alone.report.result.variance[10]! * 1.2)
  const changes = steps.flatMap(({ metrics }) => ('change' in metrics ? [metrics.change!] : []))
  expect(changes.at(-1)).toBeLessThan(changes[0]! / 100)
})

test('stops a long game when told', async () => {
  const long = { cells: 1_000, time_steps: 100, crowding: 50 }
  const { report } = await drive('mean-field-game', long, { budget: { ms: 200, iterations: 1e6 } })
  expect(report.status).toBe('max_iterations')
  for (const bad of [{ sigma: 0 }, { var0: -1 }, { T: Infinity }, { a: 2 }])
    await expect(drive('mean-field-game', bad)).rejects.toThrow(BadProblem)
})
