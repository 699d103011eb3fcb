import { expect, test } from 'vitest'
import { model } from '../../../renderer/widgets/perceptron/model.ts'
import { withPoint } from '../../../renderer/widgets/frame/painting.ts'
import { groupsOf, wiresOf } from '../../../renderer/widgets/perceptron/wires.ts'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'
import { model as training } from '../../../renderer/widgets/training/model.ts'
import { numbersAfter, python, ranFrom, said } from './ran.ts'

test('a drag adds points that stand apart, as many as there is room for', () => {
  const [x, y] = [
    { from: 0, to: 10 },
    { from: 0, to: 1 },
  ] as const
  const rows = withPoint([], [1.234, 0.567, 2], x, y, 3)
  expect(rows).toEqual([[1.23, 0.57, 2]])
  expect(withPoint(rows, [1.3, 0.57, 0], x, y, 3)).toBe(rows)
  expect(withPoint(rows, [1.3, 0.65, 0], x, y, 3)).toEqual([...rows, [1.3, 0.65, 0]])
  expect(withPoint(rows, [9, 0.5], x, y, 1)).toBe(rows)
})

test('draws the weights between the units that are shown, the largest thickest', () => {
  // Two inputs, three units, one output: W1 by rows, b1, W2, b2.
  const wires = wiresOf([2, 3, 1], [1, 2, -4, 0, 5, 6, 9, 9, 9, 3, -2, 1, 9], 2)
  expect(wires.map(({ layer, from, to, weight }) => [layer, from, to, weight])).toEqual([
    [0, 0, 0, 1],
    [0, 0, 1, 2],
    [0, 1, 0, 0],
    [0, 1, 1, 5],
    [1, 0, 0, 3],
    [1, 1, 0, -2],
  ])
  expect(wires.map(({ share }) => share)).toEqual([0.2, 0.4, 0, 1, 0.6, 0.4])
})

test('draws what a unit says by its sign, from the lowest row up', () => {
  const shapes = groupsOf([1, -0.5, 0, 0.01], 2, 20)
  expect(shapes).toEqual([
    { series: 1, strength: 0.8, path: 'M0 10h10v10h-10z' },
    { series: 2, strength: 0.45, path: 'M10 10h10v10h-10z' },
  ])
})

test.skipIf(!python).each([
  ['tanh by Adam', {}],
  ['ReLU by momentum, small batches', { activation: 'relu', optimiser: 'momentum', lr: 0.01, batch: 7, seed: 5 }],
  ['GELU in one layer, all cases a step', { activation: 'gelu', optimiser: 'sgd', hidden: [5], batch: 0, lr: 0.3 }],
  ['identity', { activation: 'identity' }],
])('learns in Python case by case as here: %s', async (_, part) => {
  const shown = await ranFrom(model, { ...defaultsOf(model), steps: 120, ...part })
  const printed = await said(model.python(shown))
  const { loss, accuracy } = shown.runs['run']!.report!.result as { loss: number; accuracy: number }
  expect(numbersAfter(printed, 'last loss')[0]).toBeCloseTo(loss, 8)
  expect(numbersAfter(printed, 'told right')[0]).toBeCloseTo(accuracy, 12)
})

test.skipIf(!python)('trains in Python with the same course of the rate and the same clip', async () => {
  const part = { warmup: 20, schedule: 'cosine', clip: 0.5, steps: 90, lr: 1 } as const
  const shown = await ranFrom(training, { ...defaultsOf(training), ...part })
  const { loss } = shown.runs['training']!.report!.result as { loss: number }
  expect(numbersAfter(await said(training.python(shown)), 'last loss')[0]).toBeCloseTo(loss, 8)
})
