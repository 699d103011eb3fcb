import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import type { Play } from '../../../../../renderer/compute/solvers/games/fictitious-play.ts'
import type { PlayCertificate } from '../../../../../renderer/compute/verify/play.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

interface Duopoly {
  q: number[]
  price: number
  profit: number[]
}
const shapley = {
  A: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  B: [
    [0, 1, 0],
    [0, 0, 1],
    [1, 0, 0],
  ],
}

test('plays matching pennies ever closer to its value', async () => {
  const { report } = await drive<Play, PlayCertificate>('fictitious-play', {})
  expect(report.status).toBe('converged')
  expect(report.certificate.epsilon).toBeLessThanOrEqual(0.05)
  report.result.x.forEach(share => expect(share).toBeCloseTo(0.5, 1))
})

test('cycles for ever in the game of Shapley', async () => {
  const { report, steps } = await drive<Play, PlayCertificate>('fictitious-play', { ...shapley, iterations: 8_000 })
  expect(report.status).toBe('max_iterations')
  const late = steps.slice(4_000).map(step => step.metrics.gap!)
  expect(Math.min(...late)).toBeGreaterThan(0.05)
  expect(report.result.switches).toBeGreaterThan(10)
})

test('moves hawks and doves as the reference does', async context => {
  const { dynamics } = references(context, 'games.json') as {
    dynamics: { replicator_hawk_dove_v2_c3: { x0: number; dt: number; 'x_at_t10_rk4_tol1e-3': number } }
  }
  const { x0, dt, ...reference } = dynamics.replicator_hawk_dove_v2_c3
  const { report } = await drive<{ x: number[] }>('replicator', { x0: [x0], dt, T: 10 })
  expect(report.result.x[0]).toBeCloseTo(reference['x_at_t10_rk4_tol1e-3'], 6)
})

test('settles hawks and doves where neither earns more', async () => {
  const { report } = await drive<{ x: number[] }, { gap: number }>('replicator', { T: 200 })
  expect(report.status).toBe('converged')
  expect(report.result.x[0]).toBeCloseTo(2 / 3, 7)
  expect(report.certificate.gap).toBeLessThan(1e-7)
})

test('keeps the product of shares in rock, paper, scissors', async () => {
  const A = [
    [0, -1, 1],
    [1, 0, -1],
    [-1, 1, 0],
  ]
  const { report, steps } = await drive<{ x: number[] }, { massError: number }>('replicator', {
    A,
    x0: [0.5, 0.3, 0.2],
  })
  const product = (x: readonly number[]) => x.reduce((a, b) => a * b)
  expect(product(report.result.x)).toBeCloseTo(product(steps[0]!.state as number[]), 9)
  expect(report.certificate.massError).toBeLessThan(1e-12)
})

test('says when a step is too large for the path', async () => {
  const { report } = await drive('replicator', {
    A: [
      [-1e6, 2],
      [0, 1],
    ],
    dt: 10,
    T: 1e4,
  })
  expect(report.status).toBe('diverged')
})

test('shares the market as the closed forms say', async context => {
  const { continuous } = references(context, 'games.json') as {
    continuous: {
      cournot_linear: { nash_q: number[]; price: number; profit: number[] }
      stackelberg_linear: Duopoly
      bertrand_homogeneous: { price: number; profit: number }
    }
  }
  const { cournot_linear, stackelberg_linear, bertrand_homogeneous } = continuous
  const cournot = await drive<Duopoly>('duopoly', {})
  expect(cournot.report).toMatchObject({ status: 'optimal', certificate: { holds: true } })
  expect(cournot.report.result.q).toEqual(cournot_linear.nash_q)
  expect(cournot.report.result).toMatchObject({ price: cournot_linear.price, profit: cournot_linear.profit })
  const leader = await drive<Duopoly>('duopoly', { competition: 'stackelberg' })
  expect(leader.report).toMatchObject({ result: stackelberg_linear, certificate: { holds: true } })
  const price = await drive<Duopoly>('duopoly', { competition: 'bertrand' })
  expect(price.report.result.price).toBe(bertrand_homogeneous.price)
  expect(price.report.result.profit).toEqual([bertrand_homogeneous.profit, bertrand_homogeneous.profit])
})

test('leaves no firm a better choice on uneven markets', async () => {
  for (const competition of ['cournot', 'stackelberg', 'bertrand'])
    for (const [c1, c2] of [
      [1, 3],
      [3, 1],
      [0, 9],
      [9, 0],
      [12, 1],
      [20, 20],
    ]) {
      const { report } = await drive('duopoly', { competition, c1: c1!, c2: c2! })
      expect([competition, c1, c2, report.certificate]).toMatchObject([competition, c1, c2, { holds: true }])
    }
})

test('refuses populations that are none', async () => {
  for (const problem of [{ x0: [0.5, 0.6] }, { x0: [-0.1] }, { x0: [0.1, 0.2, 0.7] }, { A: [[1, 2, 3]] }, { dt: 0 }])
    await expect(drive('replicator', problem)).rejects.toThrow(BadProblem)
})
