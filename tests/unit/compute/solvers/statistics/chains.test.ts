import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import type { Walked } from '../../../../../renderer/compute/solvers/statistics/chain.ts'
import { certifyChain, type ChainCertificate } from '../../../../../renderer/compute/verify/chain.ts'
import { Stream } from '../../../../../renderer/compute/random/stream.ts'
import { drive } from '../drive.ts'

const walk = async (id: string, problem: object, seed = 1) =>
  (await drive<Walked, ChainCertificate>(id, problem, { seed })).report

test.each(['metropolis', 'hmc'])('finds mean and covariance of a normal by %s', async id => {
  const { result, certificate } = await walk(id, { samples: 20_000 })
  expect(certificate.holds).toBe(true)
  // ln p = −½ xᵀ Σ⁻¹ x with Σ = [[1, 0.6], [0.6, 1]].
  result.mean.forEach((mean, j) => expect(Math.abs(mean)).toBeLessThan(5 * certificate.standardError[j]!))
  const [[xx, xy], [, yy]] = result.covariance as [[number, number], [number, number]]
  for (const [value, wanted] of [
    [xx, 1],
    [xy, 0.6],
    [yy, 1],
  ] as const)
    expect(Math.abs(value - wanted)).toBeLessThan(0.12)
})

test('accepts nearly all of a path with short steps', async () => {
  const short = await walk('hmc', { step: 0.02, samples: 500 })
  expect(short.result.acceptance).toBeGreaterThan(0.99)
  const long = await walk('hmc', { step: 3, samples: 500 })
  expect(long.result.acceptance).toBeLessThan(0.2)
})

test('refuses what long steps would falsify, so that the variance stays right', async () => {
  const { result } = await walk('hmc', { logp: '-x^2/2', x0: [0], step: 1.7, leaps: 3, samples: 20_000 })
  expect(result.acceptance).toBeGreaterThan(0.4)
  expect(result.acceptance).toBeLessThan(0.95)
  expect(Math.abs(result.covariance[0]![0]! - 1)).toBeLessThan(0.1)
})

test('gives the same chain for the same seed only', async () => {
  const problem = { logp: '-abs(x)', x0: [0], samples: 50, burn_in: 0 }
  const [a, b, c] = [
    await walk('metropolis', problem),
    await walk('metropolis', problem),
    await walk('metropolis', problem, 2),
  ]
  expect(a.result.samples).toEqual(b.result.samples)
  expect(a.result.samples).not.toEqual(c.result.samples)
})

test('knows independent draws from a drifting chain', () => {
  const stream = new Stream(3)
  const independent = Array.from({ length: 4_000 }, () => Float64Array.of(stream.normal()))
  const certificate = certifyChain(independent)
  expect(certificate.ess[0]).toBeGreaterThan(3_000)
  expect(certificate.holds).toBe(true)
  expect(certifyChain(independent.map((row, i) => Float64Array.of(row[0]! + i / 500))).holds).toBe(false)
})

test('never leaves where the density is zero', async () => {
  const { result } = await walk('metropolis', { logp: 'log(x) - x', x0: [1], samples: 2_000 })
  expect(Math.min(...result.samples.map(row => row[0]!))).toBeGreaterThan(0)
  expect(Math.abs(result.mean[0]! - 2)).toBeLessThan(0.4)
})

test('refuses densities that cannot be read or begun', async () => {
  for (const problem of [{ logp: '-x^' }, { logp: 'log(x)', x0: [-1] }, { logp: 'q', x0: [1] }, { samples: 1 }])
    await expect(walk('metropolis', problem)).rejects.toThrow(BadProblem)
})
