import { expect, test } from 'vitest'
import { acquire } from '../../renderer/compute/device.ts'
import { Stream } from '../../renderer/compute/random/stream.ts'
import { disagreements, kernelOf, type KernelName } from './parity.ts'
import { objective } from './samples.ts'

// Where one step of a shader decides, and the waves of samples.ts never come by chance.
const edges: [string, KernelName, object][] = [
  [
    'values on the edges of bins, the last one too',
    'histogram',
    { values: Float32Array.of(-1, 0, 0.5, 1, 1, 2, -2), edges: Float32Array.of(-1, 0, 0.5, 1) },
  ],
  [
    'rows whose powers overflow',
    'softmax',
    { rows: 2, columns: 3, values: Float32Array.of(100, 200, 199, -300, -301, 0) },
  ],
  [
    'points between two centres, and on one',
    'kMeans',
    { dimension: 1, points: Float32Array.of(0, 1, -1, 3), centres: Float32Array.of(-1, 1, 1) },
  ],
  [
    'states whose worth is NaN first or last, infinite, below zero, or none',
    'valueSweep',
    {
      ...{ states: 5, actions: 2, gamma: 0.5, values: Float32Array.of(Number.NaN, 1, -Infinity, -2, 5) },
      first: Uint32Array.of(0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 6),
      next: Uint32Array.of(0, 1, 1, 0, 2, 3),
      chances: new Float32Array(6).fill(1),
      rewards: new Float32Array(6),
    },
  ],
]

// Within the bound of the sums nobody sees where in its cell of 2⁻²³ a number lies; alone, its middle is exact.
test('draws the middle of the cell that the upper 23 bits name, never an end of the box', async () => {
  const device = await acquire()
  if (typeof device === 'string') throw new Error(device)
  const box = { objective: objective('x'), from: [0, 0], to: [1, 1], seed: 7, stream: 3, count: 1 }
  for (const first of [0, 1, 2, 1000]) {
    const random = new Stream(box.seed, box.stream)
    random.skip(2 * first * 2)
    const { sum } = (await kernelOf('monteCarlo').gpu({ ...box, first }, device))!
    expect(sum![0]).toBe(((random.word() >>> 9) + 0.5) * 2 ** -23)
  }
})

test.each(edges)('agrees with the reference on %s', async (_, name, input) => {
  const device = await acquire()
  if (typeof device === 'string') throw new Error(device)
  const kernel = kernelOf(name)
  expect(disagreements((await kernel.gpu(input, device))!, kernel.cpu(input), kernel.errorBound)).toEqual([])
})
