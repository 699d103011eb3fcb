import { expect, test } from 'vitest'
import { gpuSolvers, unlikeOnGpu } from './engines.ts'

test.each(gpuSolvers)('%s gives the same answer on the GPU', async id => {
  expect(await unlikeOnGpu(id)).toEqual([])
})
