import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadProblem } from '../../../../../renderer/compute/index.ts'
import { slopeError } from '../../../../../renderer/compute/verify/differences.ts'
import type { NetworkCertificate } from '../../../../../renderer/compute/verify/network.ts'
import { certifyNetwork } from '../../../../../renderer/compute/verify/network.ts'
import type { PerceptronCertificate } from '../../../../../renderer/compute/verify/perceptron.ts'
import { drive } from '../drive.ts'

interface Trained {
  loss: number
  accuracy: number
  layers: { W: number[][]; b: number[] }[]
  curve: { k: number; loss: number }[]
  picture: { values: (number | null)[]; leads?: number[] } | null
}
const train = async (problem: object, seed = 0) => drive<Trained, NetworkCertificate>('mlp', problem, { seed })
const line = { X: [[0], [1], [2], [4]], y: [1, 3, 5, 9], task: 'regression', hidden: [], standardise: false, batch: 0 }

test('has the slopes that differences give, whatever layers and activations', async () => {
  const shapes = fc.record({
    hidden: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
    activation: fc.constantFrom('tanh', 'relu', 'leaky-relu', 'gelu', 'silu', 'sigmoid', 'identity'),
    init: fc.constantFrom('xavier', 'he', 'lecun', 'small'),
    task: fc.constantFrom('classification', 'regression'),
    optimiser: fc.constantFrom('adam', 'adamw', 'sgd', 'momentum', 'nesterov', 'rmsprop', 'adagrad'),
  })
  await fc.assert(
    fc.asyncProperty(shapes, fc.nat(1_000), async (shape, seed) => {
      const { report } = await train({ ...shape, steps: 3, lr: 0.01 }, seed)
      expect(report.certificate).toMatchObject({ holds: true, cases: 80 })
    }),
    {
      numRuns: 30,
      seed: 1,
      // Units in a row so near the kink that most differences cross it.
      examples: [
        [
          {
            ...{ hidden: [3, 5, 2], activation: 'leaky-relu', init: 'small' },
            ...{ task: 'classification', optimiser: 'sgd' },
          },
          1,
        ],
      ],
    },
  )
})

test('takes any slope between the two sides of a kink, and no other', () => {
  const relu = (x: Float64Array) => x.reduce((sum, value) => sum + Math.max(0, value), 0)
  const at = (x: number[], slope: number[], kinked: boolean) =>
    slopeError(relu, Float64Array.from(x), Float64Array.from(slope), { kinked })
  for (const slope of [0, 0.3, 1]) expect(at([0], [slope], true)).toBeLessThan(1e-6)
  for (const slope of [-0.01, 1.01]) expect(at([0], [slope], true)).toBeGreaterThan(1e-3)
  expect(at([0], [0], false)).toBeGreaterThan(0.1)
  expect(at([2, -3], [1.001, 0], true)).toBeGreaterThan(1e-4)
})

test('finds a straight line to the last digit', async () => {
  const { report } = await train({ ...line, optimiser: 'momentum', lr: 0.02, steps: 3_000 })
  expect(report.result.layers[0]!.W[0]![0]).toBeCloseTo(2, 10)
  expect(report.result.layers[0]!.b[0]).toBeCloseTo(1, 10)
  expect(report.result.accuracy).toBeCloseTo(1, 12)
})

test('steps as the optimisers of the same names do on the same loss', async () => {
  const expr = line.X.map(([x], i) => `(x*${x} + y - ${line.y[i]})^2`).join(' + ')
  for (const [optimiser, own, theirs] of [
    ['sgd', { lr: 0.01 }, { lr: 0.01 }],
    ['momentum', { lr: 0.01 }, { lr: 0.01, mu: 0.9 }],
    ['nesterov', { lr: 0.01 }, { lr: 0.01, mu: 0.9 }],
    ['adam', { lr: 0.1 }, { lr: 0.1, beta1: 0.9, beta2: 0.999 }],
    ['adagrad', { lr: 0.1 }, { lr: 0.1 }],
  ] as const) {
    const { report } = await train({ ...line, optimiser, ...own, weights: [0.5, -1], steps: 20 })
    const id = optimiser === 'sgd' ? 'gd' : optimiser
    const problem = { expr: `(${expr})/4`, x0: [0.5, -1], ...theirs, iterations: 20, tolerance: 0 }
    const { steps } = await drive<unknown, unknown, number[]>(id, problem)
    const [{ W, b }] = report.result.layers as [{ W: number[][]; b: number[] }]
    expect([optimiser, W[0]![0]]).toEqual([optimiser, expect.closeTo(steps.at(-1)!.state[0]!, 8)])
    expect([optimiser, b[0]]).toEqual([optimiser, expect.closeTo(steps.at(-1)!.state[1]!, 8)])
  }
})

test('learns what no straight line parts, the same for the same seed', async () => {
  const xor = {
    X: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    y: [5, 7, 7, 5],
    hidden: [6],
    batch: 0,
    lr: 0.05,
    steps: 400,
  }
  const [one, again, other] = [await train(xor, 3), await train(xor, 3), await train(xor, 4)]
  expect(one.report.result.accuracy).toBe(1)
  expect(again.report.result).toEqual(one.report.result)
  expect(other.report.result.layers).not.toEqual(one.report.result.layers)
  expect(one.report.result.curve.at(-1)!.loss).toBeLessThan(one.report.result.curve[0]!.loss / 10)
})

test('warms up, bends down its rate and clips slopes', async () => {
  const problem = { ...line, optimiser: 'sgd', lr: 0.01, schedule: 'cosine', warmup: 5, steps: 25, clip: 0.001 }
  const { steps, report } = await train({ ...problem, weights: [0, 0] })
  expect(steps.slice(0, 5).map(step => step.metrics.lr)).toEqual(
    [1, 2, 3, 4, 5].map(k => expect.closeTo(0.002 * k, 12)),
  )
  expect(steps[15]!.metrics.lr).toBeCloseTo(0.005, 12)
  const moved = Math.hypot(report.result.layers[0]!.W[0]![0]!, report.result.layers[0]!.b[0]!)
  expect(moved).toBeLessThanOrEqual(steps.reduce((sum, step) => sum + step.metrics.lr! * 0.001, 0) + 1e-15)
  expect(steps[0]!.metrics.gradientNorm).toBeGreaterThan(1)
})

test('says when it ran away', async () => {
  const { report } = await train({ ...line, optimiser: 'sgd', lr: 1e3, steps: 500 })
  expect(report.status).toBe('diverged')
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})

test('notices a slope that is a little wrong', () => {
  const dense = {
    widths: [1, 1],
    activation: 'tanh',
    task: 'regression',
    inputs: Float64Array.of(1, 2),
    targets: Float64Array.of(1, 1),
  }
  // w = 1, b = 0: errors 0 and 1, loss ½, slopes 2 and 1.
  const right = { loss: 0.5, slope: Float64Array.of(2, 1) }
  expect(certifyNetwork(dense, Float64Array.of(1, 0), right).holds).toBe(true)
  expect(certifyNetwork(dense, Float64Array.of(1, 0), { ...right, slope: Float64Array.of(2, 1.0001) }).holds).toBe(
    false,
  )
  expect(certifyNetwork(dense, Float64Array.of(1, 0), { ...right, loss: 0.50001 }).holds).toBe(false)
})

test('finds a rate below the one where the loss runs away', async () => {
  interface Range {
    suggested: number
    least: number
    rates: number[]
  }
  const { report } = await drive<Range>('learning-rate-range', { ...line, optimiser: 'sgd', from: 1e-5, to: 10 })
  expect(report.certificate).toMatchObject({ holds: true })
  // Gradient descent on this loss runs away from 2 / λ_max = 2 / (2 · 6.07) on.
  expect(report.result.rates.at(-1)).toBeGreaterThan(0.16)
  expect(report.result.suggested).toBeLessThan(0.17)
  expect(report.result.suggested).toBeLessThanOrEqual(report.result.least)
})

interface Ruled {
  w: number[]
  mistakes: number
}
const rule = async (problem: object) => (await drive<Ruled, PerceptronCertificate>('perceptron', problem)).report

test('makes no more mistakes than the widest margin allows', async () => {
  const points = fc.array(
    fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })),
    {
      minLength: 4,
      maxLength: 12,
    },
  )
  await fc.assert(
    fc.asyncProperty(points, async X => {
      const sides = X.map(([a, b]) => Math.sign(a + 2 * b - 0.3))
      const kept = X.filter(([a, b]) => Math.abs(a + 2 * b - 0.3) > 0.5)
      const y = sides.filter((_, i) => kept.includes(X[i]!))
      fc.pre(new Set(y).size === 2)
      const report = await rule({ X: kept, y, epochs: 100_000 })
      expect(report).toMatchObject({ status: 'converged', certificate: { holds: true, inseparable: false } })
      expect(report.certificate.widest!).toBeGreaterThanOrEqual(report.certificate.margin * (1 - 1e-9))
      expect(report.result.mistakes).toBeLessThanOrEqual(report.certificate.bound!)
    }),
    { numRuns: 30, seed: 1 },
  )
})

test('knows margins by heart, and what no line parts', async () => {
  const apart = await rule({
    X: [
      [3, 0],
      [-1, 0],
    ],
    y: [1, -1],
    bias: false,
  })
  expect(apart.certificate).toMatchObject({
    radius: 3,
    widest: expect.closeTo(1, 9),
    bound: expect.closeTo(9, 8),
    holds: true,
  })
  const never = await rule({
    X: [
      [0, 0],
      [1, 1],
      [0, 1],
      [1, 0],
    ],
    y: [1, 1, 0, 0],
    epochs: 30,
  })
  expect(never).toMatchObject({
    status: 'max_iterations',
    certificate: { inseparable: true, holds: true, bound: null },
  })
})

test('teaches a student what labels alone do not say', async () => {
  interface Taught {
    teacher: { accuracy: number; parameters: number }
    student: { accuracy: number; agrees: number; parameters: number }
    soft_targets: number[][]
  }
  const { report } = await drive<Taught, NetworkCertificate>(
    'distillation',
    { steps: 300, student: [5], alpha: 1 },
    { seed: 2 },
  )
  expect(report).toMatchObject({ status: 'converged', certificate: { holds: true } })
  expect(report.result.teacher.parameters).toBeGreaterThan(report.result.student.parameters)
  expect(report.result.student.agrees).toBeGreaterThan(0.85)
  for (const row of report.result.soft_targets) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
})

test('refuses networks and tables that are none', async () => {
  for (const problem of [
    { X: [] },
    { X: [[1], [2]], y: [1] },
    { X: [[1], [2]], y: [1, 1] },
    { hidden: [0] },
    { hidden: [1.5] },
    { hidden: [1_000, 1_000] },
    { weights: [1] },
    { X: [[1e90], [1]], y: [0, 1] },
    { batch: -1 },
  ])
    await expect(train(problem)).rejects.toThrow(BadProblem)
  await expect(drive('learning-rate-range', { from: 1, to: 0.1 })).rejects.toThrow(BadProblem)
  await expect(rule({ y: [1, 1, 1, 1, 1, 1, 1, 1] })).rejects.toThrow(BadProblem)
  await expect(drive('distillation', { student: [0] })).rejects.toThrow(BadProblem)
})

test('says of a student’s layers what is wrong with them, not with the teacher’s', async () => {
  const refusal = async (student: number[]) =>
    drive('distillation', { student }).then(
      () => [],
      (error: unknown) => (error as BadProblem).issues,
    )
  expect(await refusal([-1])).toMatchObject([
    { code: 'out-of-range', parameter: 'student', params: { value: -1, min: 1, max: 1_000 } },
  ])
  expect(await refusal([1_000, 1_000])).toMatchObject([
    { code: 'inconsistent', parameter: 'student', params: { other: 'student', counted: 'weights' } },
  ])
})

test('proves a network that has learnt everything, where only rounding is left of its slope', async () => {
  const { report } = await drive<unknown, { loss: number; holds: boolean }>(
    'mlp',
    {
      X: [[0], [1], [2]],
      y: [0, 1, 2],
      task: 'regression',
      hidden: [],
      steps: 1500,
      lr: 0.05,
      batch: 0,
      standardise: false,
    },
    { seed: 3 },
  )
  expect(report.certificate.loss).toBeLessThan(1e-20)
  expect(report.certificate.holds).toBe(true)
})

test('tells of more than two classes how far ahead the likeliest is, of two the chance alone', async () => {
  const X = [[-2, 0], [2, 0], [0, 3], [-2, 1], [2, 1], [0, 4]] // oxfmt-ignore
  const { report } = await train({ X, y: [0, 1, 2, 0, 1, 2], hidden: [8], steps: 200, lr: 0.05, batch: 0 })
  const { values = [], leads = [] } = report.result.picture ?? {}
  expect(leads).toHaveLength(values.length)
  for (const lead of leads) expect(lead >= 0 && lead <= 1).toBe(true)
  // Sure at a corner that is one class's own, torn where two meet.
  const side = Math.sqrt(values.length)
  expect(leads[0]).toBeGreaterThan(0.8)
  expect(Math.min(...leads.slice(0, side))).toBeLessThan(0.5)
  const two = await train({ X: X.slice(0, 2), y: [0, 1], steps: 5 })
  expect(two.report.result.picture).not.toHaveProperty('leads')
})
