import { expect, test, type TestContext } from 'vitest'
import { hasDawn, inDawn } from '../../../bench/dawn.mjs'
import { gpuSolvers } from '../../../gpu/engines.ts'
import { kernelNames } from '../../../gpu/parity.ts'
import { sizes } from '../../../gpu/samples.ts'

async function tryInDawn(context: TestContext, name: string): Promise<{ tried: number; faults: string[] }> {
  if (!hasDawn()) context.skip('Dawn for Node is not installed here: npm run bench -- gpu brings it')
  return (await inDawn('tests/gpu/dawn-parity.ts', name)) as { tried: number; faults: string[] }
}

test('agrees with every reference in Dawn for Node', async context => {
  const { tried, faults } = await tryInDawn(context, 'parity')
  expect(faults).toEqual([])
  expect(tried).toBe(kernelNames.length * sizes.length * 2)
})

test('every solver gives in Dawn for Node the answer that it gives on the CPU', async context => {
  const { tried, faults } = await tryInDawn(context, 'engines')
  expect(faults).toEqual([])
  expect(tried).toBe(gpuSolvers.length)
})
