import { expect, test } from 'vitest'
import { runSolver, type Report, type Step } from '../../../renderer/compute/index.ts'
import { overflowing, repeatedApart, entropyOf } from '../../../renderer/widgets/attention/model.ts'
import { softmaxRows } from '../../../renderer/widgets/contrastive/model.ts'
import { nearest, onData, scoreAt } from '../../../renderer/widgets/diffusion/flow.ts'
import { model as diffusion, reached } from '../../../renderer/widgets/diffusion/model.ts'
import { between, bigramLoss, unigramLoss } from '../../../renderer/widgets/frame/counting.ts'
import type { Run } from '../../../renderer/widgets/frame/model.ts'
import { cropped } from '../../../renderer/widgets/frame/pictures.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'
import { partial } from '../../../renderer/widgets/lora/model.ts'
import { contrast, mixed } from '../../../renderer/widgets/mixgen/model.ts'
import { closestFar } from '../../../renderer/widgets/positional/model.ts'
import { breadth } from '../../../renderer/widgets/q-former/model.ts'
import { clipped } from '../../../renderer/widgets/training/model.ts'

async function runOf(id: 'ddim' | 'lora' | 'positional-encoding', problem: unknown): Promise<Run> {
  const running = runSolver(id, problem, { backend: 'cpu', seed: 1 })
  const steps: Step[] = []
  for (;;) {
    const { done, value } = await running.next()
    if (done) return { steps, report: value as Report }
    steps.push(value as Step)
  }
}

test('the score points along the slope of the density after noise', () => {
  const mixture = {
    means: [
      [2, 0],
      [-1, 1],
    ],
    weights: [0.7, 0.3],
    variance: 0.3,
  }
  const bar = 0.6
  const spread = bar * mixture.variance + 1 - bar
  const logDensity = (x: number, y: number) =>
    Math.log(
      mixture.means.reduce(
        (sum, [a, b], k) =>
          sum +
          mixture.weights[k]! *
            Math.exp(-((x - Math.sqrt(bar) * a!) ** 2 + (y - Math.sqrt(bar) * b!) ** 2) / (2 * spread)),
        0,
      ),
    )
  const h = 1e-5
  for (const [x, y] of [
    [0.3, -0.2],
    [-2, 1.5],
  ] as const) {
    const [u, v] = scoreAt(mixture, bar, x, y)
    expect(u).toBeCloseTo((logDensity(x + h, y) - logDensity(x - h, y)) / (2 * h), 6)
    expect(v).toBeCloseTo((logDensity(x, y + h) - logDensity(x, y - h)) / (2 * h), 6)
  }
  // So far away that every density is 0 as a double: it still points home.
  expect(scoreAt(mixture, bar, 1e4, 0)[0]).toBeLessThan(-1e4)
})

test('counts points on the data and names the nearest middle', () => {
  const mixture = {
    means: [
      [0, 0],
      [10, 0],
    ],
    weights: [],
    variance: 1,
  }
  expect(onData(mixture, [0, 0, 2.9, 0, 5, 0, 10, 3.1])).toBe(0.5)
  expect(nearest(mixture, 6, 1)).toBe(1)
})

test('shows a sampler of few steps at the time of one with many', async () => {
  const values = { ...defaultsOf(diffusion), samples: 3, steps: 4, T: 100 }
  const ask = diffusion.asks(values)['ddim']!
  const run = await runOf('ddim', ask.problem)
  expect(reached(run, 100, false).map(({ t }) => t)).toEqual([100])
  expect(reached(run, 50, false).map(({ t }) => t)).toEqual([100, 67])
  expect(reached(run, 0, false)).toHaveLength(5)
})

test('leaves out signs of life between the steps of a slow sampler', () => {
  const at = (t: number, points: number[]): Step => ({ k: 0, tMs: 0, state: { t, points }, metrics: {} })
  const run: Run = { steps: [at(9, [1, 2]), at(9, []), at(4, [1, 1]), at(4, []), at(0, [0, 1])] }
  expect(reached(run, 0, false).map(({ points }) => points)).toEqual([
    [1, 2],
    [1, 1],
    [0, 1],
  ])
})

test('softmax of large scores stays finite, and overflow of the plain one is told', () => {
  expect(softmaxRows([[1000, 1000]])).toEqual([[0.5, 0.5]])
  const scores = [
    [710, 0],
    [709, 0],
  ]
  expect(overflowing([{ probs: scores, scores, entropy: [] }])).toBe(1)
  expect(entropyOf([0.5, 0.5, 0])).toBeCloseTo(Math.LN2, 14)
  const probs = [
    [1, 0],
    [0.25, 0.75],
  ]
  expect(repeatedApart({ words: ['a', 'a'], probs, heads: [] })).toBe(0.75)
  expect(repeatedApart({ words: ['a', 'b'], probs, heads: [] })).toBeUndefined()
})

test('sums the terms of a product one by one to the best of its rank', async () => {
  const W = [
    [3, 0, 0],
    [0, 2, 0],
    [0, 0, 1],
  ]
  const run = await runOf('lora', { W, rank: 3 })
  const factors = run.report!.result as { A: number[][]; B: number[][] }
  const near = (rows: number[][]) => rows.map(row => row.map(value => Math.round(1e9 * value) / 1e9 + 0))
  expect(near(partial(factors, 0))).toEqual(W.map(row => row.map(() => 0)))
  expect(near(partial(factors, 2))).toEqual([
    [3, 0, 0],
    [0, 2, 0],
    [0, 0, 0],
  ])
  expect(near(partial(factors, 9))).toEqual(W)
})

test('counts what follows what as entropies say', () => {
  expect(unigramLoss([...'abab'])).toBeCloseTo(Math.LN2, 14)
  expect(bigramLoss([...'abab'])).toBe(0)
  // After a: b twice, c once; after b and c always a.
  expect(bigramLoss([...'ababaca'])).toBeCloseTo((-2 * Math.log(2 / 3) - Math.log(1 / 3)) / 6, 14)
  expect(between(['a', 'x', 'b', 'a', 'x', 'b', 'a', 'y', 'b'], 'a', 'b')).toEqual([
    ['x', 2],
    ['y', 1],
  ])
})

test('cuts pictures to whole squares and mixes them', () => {
  const image = [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
  ]
  expect(cropped(image, 2)).toEqual([
    [0, 1],
    [3, 4],
  ])
  expect(cropped(image, 5)).toBe(image)
  const values = { first: [[1, 0]], second: [[0, 1]], lambda: 0.5, first_caption: '', second_caption: '' }
  expect(mixed({ values }, 0.25)).toEqual([[0.25, 0.75]])
  expect(contrast([[0, 1]])).toBe(0.5)
})

test('tells places of one wave apart only within its length', async () => {
  const oneWave = await runOf('positional-encoding', { n: 45, d: 2 })
  const many = await runOf('positional-encoding', { n: 45, d: 32 })
  const far = (run: Run) => closestFar(run.report!.result as Parameters<typeof closestFar>[0])
  // 44 is nearly seven whole turns.
  expect(far(oneWave)).toBeCloseTo(Math.cos(44), 4)
  expect(far(many)).toBeLessThan(0.9)
})

test('measures how far weights spread and how often slopes are cut', () => {
  expect(breadth([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(4, 12)
  expect(breadth([1, 0])).toBe(1)
  expect(clipped([0.5, 2, 3], 1)).toBe(2)
  expect(clipped([0.5, 2, 3], 0)).toBe(0)
})
