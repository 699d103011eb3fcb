import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import {
  certifyBackwards,
  type BackwardsCertificate,
  type Moments,
} from '../../../../../renderer/compute/verify/diffusion.ts'
import { drive } from '../drive.ts'
import { references } from '../oracle.ts'

type Table = Record<string, number[]>
interface Sampled {
  points: number[][]
  moments: Moments
  timesteps: number[]
  paths: { t: number; x: number[][] }[]
}
const sample = (id: 'ddim' | 'ddpm', problem: object, seed = 1) =>
  drive<Sampled, BackwardsCertificate>(id, problem, { seed })
const near = (value: number, wanted: number, tolerance: number) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance * Math.abs(wanted))

test('agrees with reference schedules and moments', async context => {
  const given = references(context, 'diffusion.json') as {
    'linear_1e-4_0.02_T1000': Record<string, Record<string, number>>
    toy_mixture: object
    q_xt_moments_linear: Record<string, { mean: number[]; cov: number[][] }>
  }
  const { report } = await drive<Table>('diffusion-schedule', { beta_start: 1e-4, beta_end: 0.02, T: 1_000 })
  for (const [t, row] of Object.entries(given['linear_1e-4_0.02_T1000']))
    for (const [name, value] of Object.entries(row)) near(report.result[name]![Number(t) - 1]!, value, 1e-12)
  const t = Object.keys(given.q_xt_moments_linear).map(Number)
  const forward = await drive<{ moments: (Moments & { t: number })[] }>('forward-diffusion', {
    ...given.toy_mixture,
    t,
    n: 10,
  })
  for (const { t, mean, cov } of forward.report.result.moments) {
    const wanted = given.q_xt_moments_linear[t]!
    wanted.mean.forEach((value, c) => near(mean[c]!, value, 1e-12))
    wanted.cov.forEach((row, a) => row.forEach((value, b) => near(cov[a]![b]!, value, 1e-12)))
  }
})

test('certifies every schedule, and each as its formula says', async () => {
  for (const schedule of ['linear', 'scaled-linear', 'cosine', 'sigmoid', 'constant'])
    for (const T of [1, 2, 50, 1_000]) {
      const { report } = await drive<Table>('diffusion-schedule', { schedule, T })
      expect([schedule, T, report.certificate]).toMatchObject([schedule, T, { holds: true }])
    }
  const { report } = await drive<Table>('diffusion-schedule', { schedule: 'cosine', T: 100, s: 0.008 })
  const f = (t: number) => Math.cos(((t / 100 + 0.008) / 1.008) * (Math.PI / 2)) ** 2
  for (const t of [1, 10, 50, 90]) near(report.result.alpha_bar![t - 1]!, f(t) / f(0), 1e-9)
  expect(report.result.beta!.at(-1)).toBe(0.999)
})

/** ODE of one normal in closed form: x_t − √ᾱ m keeps its place in the spread √(ᾱ v + 1 − ᾱ). */
const flowed = (x: number, bar: number, mean: number, variance: number) =>
  mean + Math.sqrt(variance / (bar * variance + 1 - bar)) * (x - Math.sqrt(bar) * mean)

test('comes nearer the flow in closed form with more DDIM steps, to first order', async () => {
  const problem = { means: [[3]], var: 0.25, starts: [[1.3], [-0.4]], T: 1_000 }
  const schedule = await drive<Table>('diffusion-schedule', {})
  const bar = schedule.report.result.alpha_bar![999]!
  const errors: number[] = []
  for (const steps of [50, 100, 200]) {
    const { report } = await sample('ddim', { ...problem, steps })
    errors.push(Math.max(...report.result.points.map(([x], i) => Math.abs(x! - flowed([1.3, -0.4][i]!, bar, 3, 0.25)))))
  }
  expect(errors[1]! / errors[0]!).toBeLessThan(0.65)
  expect(errors[2]! / errors[1]!).toBeLessThan(0.65)
  expect(errors[2]).toBeLessThan(0.02)
})

test('depends on start alone without fresh noise, and on the seed with it', async () => {
  const problem = {
    starts: [
      [0.3, 1],
      [-1, 0.2],
    ],
    steps: 20,
    timesteps: [],
  }
  const [one, two] = [await sample('ddim', problem, 1), await sample('ddim', problem, 2)]
  expect(one.report.result.points).toEqual(two.report.result.points)
  const [three, four] = [
    await sample('ddim', { ...problem, eta: 1 }, 1),
    await sample('ddim', { ...problem, eta: 1 }, 2),
  ]
  expect(three.report.result.points).not.toEqual(four.report.result.points)
  const again = await sample('ddim', { ...problem, eta: 1 }, 1)
  expect(again.report.result).toEqual(three.report.result)
  const few = await sample('ddim', { ...problem, starts: [[0.3, 1]], eta: 1 }, 1)
  expect(few.report.result.points[0]).toEqual(three.report.result.points[0])
})

test('is DDPM when all noise is fresh and every time is visited', async () => {
  const problem = { T: 60, starts: [[0.3, 1]] }
  const [implicit, ancestral] = [await sample('ddim', { ...problem, steps: 60, eta: 1 }), await sample('ddpm', problem)]
  implicit.report.result.points[0]!.forEach((value, c) =>
    expect(ancestral.report.result.points[0]![c]).toBeCloseTo(value, 12),
  )
  // Its mean and variance are those of the posterior that the schedule tells.
  const { report } = await drive<Table>('diffusion-schedule', { T: 60 })
  const { posterior_var, beta, alpha_bar } = report.result
  expect(posterior_var![30]).toBeCloseTo(((1 - alpha_bar![29]!) / (1 - alpha_bar![30]!)) * beta![30]!, 15)
})

test('draws the mixture it was given, in any number of dimensions', async () => {
  for (const [id, problem] of [
    ['ddpm', { T: 400, beta_end: 0.05, samples: 1_500 }],
    ['ddim', { steps: 200, samples: 1_500 }],
    ['ddim', { steps: 150, samples: 800, means: [[1, 2, 3]], var: 0.5, schedule: 'cosine' }],
    ['ddpm', { T: 300, beta_end: 0.06, samples: 800, means: [[-2], [2]], weights: [1, 3] }],
  ] as const) {
    const { report } = await sample(id, problem, 5)
    expect([id, report.status, report.certificate]).toMatchObject([id, 'converged', { holds: true, faithful: true }])
  }
})

test('tells each visited time of the first points', async () => {
  const { report } = await sample('ddim', { starts: [[0.1, 0.2]], timesteps: [1, 250, 1000, 500] })
  expect(report.result.timesteps).toEqual([1000, 500, 250, 1])
  expect(report.result.paths.map(({ t }) => t)).toEqual([1000, 500, 250, 1, 0])
  expect(report.result.paths[0]!.x).toEqual([[0.1, 0.2]])
  expect(report.result.paths.at(-1)!.x).toEqual(report.result.points)
})

test('notices a wrong noise and a wrong path', () => {
  const run = {
    cloud: { d: 1, weights: Float64Array.of(1), means: Float64Array.of(2), variance: 0.5 },
    alphaBars: Float64Array.of(1, 0.9, 0.5),
    times: [2, 1],
    starts: Float64Array.of(0.4),
    sigma: () => 0,
    seed: 0,
    firstStream: 1,
  }
  const right = (bar: number, x: Float64Array) =>
    x.map(value => (Math.sqrt(1 - bar) * (value - Math.sqrt(bar) * 2)) / (bar * 0.5 + 1 - bar))
  expect(certifyBackwards(run, right, Float64Array.of(1), 0).score).toBeLessThan(1e-9)
  expect(
    certifyBackwards(run, (bar, x) => right(bar, x).map(value => 1.001 * value), Float64Array.of(1), 0).holds,
  ).toBe(false)
  expect(certifyBackwards(run, right, Float64Array.of(1), 2)).toMatchObject({ holds: false })
})

test('keeps far and crowded data finite', async () => {
  const means = fc.array(
    fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  await fc.assert(
    fc.asyncProperty(means, async means => {
      const { report } = await sample('ddim', { means, var: 1e-4, samples: 5, steps: 10 })
      expect(report.result.points.flat().every(Number.isFinite)).toBe(true)
      expect(report.certificate.replay).toBeLessThan(1e-6)
    }),
    { numRuns: 20, seed: 1 },
  )
})

test('refuses impossible mixtures and times', async () => {
  for (const problem of [
    { means: [] },
    { means: [[]] },
    { means: [[1]], weights: [1, 2] },
    { means: [[1]], weights: [-1] },
    { means: [[1]], weights: [0] },
    { means: [[1e80]] },
    { starts: [[1]] },
    { timesteps: [0] },
    { timesteps: [1.5] },
    { timesteps: [3, 3] },
    { timesteps: [1_001] },
    { var: 0 },
    { T: 0 },
    { beta_end: 1 },
  ])
    await expect(sample('ddim', problem)).rejects.toThrow(BadProblem)
  await expect(drive('forward-diffusion', { times: [-1] })).rejects.toThrow(BadProblem)
})
