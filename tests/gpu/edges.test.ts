import { expect, test } from 'vitest'
import { acquire } from '../../renderer/compute/device.ts'
import { disagreements, kernelOf, type KernelName } from './parity.ts'

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
]

test.each(edges)('agrees with the reference on %s', async (_, name, input) => {
  const device = await acquire()
  if (typeof device === 'string') throw new Error(device)
  const kernel = kernelOf(name)
  expect(disagreements((await kernel.gpu(input, device))!, kernel.cpu(input), kernel.errorBound)).toEqual([])
})
