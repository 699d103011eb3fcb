import { expect, test } from 'vitest'
import { pack, unpack } from '../../../renderer/compute/packing.ts'

test('gives steps back from their block of numbers', () => {
  const steps = [0, 1, 2].map(k => ({
    k,
    tMs: k / 3,
    state: [k, -k, Number.NaN],
    metrics: { f: k * k, gradientNorm: Infinity },
  }))
  expect(unpack(pack(steps)!)).toEqual(steps)
})

test('leaves states that are no lists of numbers alone', () => {
  expect(pack([])).toBeUndefined()
  expect(pack([{ k: 0, tMs: 0, state: { tableau: [1] }, metrics: {} }])).toBeUndefined()
})
