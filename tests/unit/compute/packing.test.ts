import { expect, test } from 'vitest'
import { solvers } from '../../../renderer/compute/index.ts'
import { pack, unpack } from '../../../renderer/compute/packing.ts'
import { drive } from './solvers/drive.ts'

test('gives steps back from their block of numbers', () => {
  const steps = [0, 1, 2].map(k => ({
    k,
    tMs: k / 3,
    state: [k, -k, Number.NaN],
    metrics: { f: k * k, gradientNorm: Infinity },
  }))
  expect(unpack(pack(steps)!)).toEqual(steps)
})

test('gives records of numbers and lists back', () => {
  const steps = [0, 1, 2].map(k => ({ k, tMs: k, state: { t: k, points: [k, -0], none: [] }, metrics: {} }))
  const packed = pack(steps)!
  expect(packed.numbers).toHaveLength(3 * 5)
  expect(unpack(packed)).toEqual(steps)
  const bare = [{ k: 0, tMs: 0, state: {}, metrics: { f: 1 } }]
  expect(unpack(pack(bare)!)).toEqual(bare)
})

test('gives large states back, each the same whenever it is looked at', () => {
  const cloud = Float64Array.from({ length: 100 }, (_, i) => Math.sin(i))
  const steps = [0, 1, 2].map(k => ({
    k,
    tMs: k,
    state: { t: k, points: Array.from(cloud, x => x + k) },
    metrics: { k },
  }))
  const given = unpack(pack(steps)!)
  expect(given).toEqual(steps)
  expect(given[2]!.state).toBe(given[2]!.state)
  expect(structuredClone(given)).toEqual(steps)
})

test('leaves states of any other kind alone', () => {
  const step = (state: unknown, more: object = {}) => ({ k: 0, tMs: 0, state, metrics: {}, ...more })
  expect(pack([])).toBeUndefined()
  for (const state of [{ tableau: [[1]] }, { name: 'x' }, ['x'], [[1]], null, { a: { b: 1 } }, { a: null }])
    expect(pack([step(state)])).toBeUndefined()
  expect(pack([step([1]), step([1, 2])])).toBeUndefined()
  expect(pack([step({ a: 1, b: 2 }), step({ a: 1 })])).toBeUndefined()
  expect(pack([step({ a: 1, b: 2 }), step({ b: 2, a: 1 })])).toBeUndefined()
  expect(pack([step([1]), step([2], { minor: true })])).toBeUndefined()
})

test('loses nothing of what any solver streams', async () => {
  for (const [id, { example }] of Object.entries(solvers)) {
    const { steps } = await drive(id, example, { budget: { ms: 60_000, iterations: 5 } })
    const packed = pack(steps)
    if (packed) expect([id, unpack(packed)]).toEqual([id, steps])
  }
})
