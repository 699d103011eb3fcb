import { expect, test } from 'vitest'
import { hasDawn, inDawn } from '../../../bench/dawn.mjs'
import { kernelNames } from '../../../gpu/parity.ts'
import { sizes } from '../../../gpu/samples.ts'

test('agrees with every reference in Dawn for Node', async context => {
  if (!hasDawn()) context.skip('Dawn for Node is not installed here: npm run bench -- gpu brings it')
  const { tried, faults } = (await inDawn('tests/gpu/dawn-parity.ts', 'parity')) as { tried: number; faults: string[] }
  expect(faults).toEqual([])
  expect(tried).toBe(kernelNames.length * sizes.length * 2)
}, 240_000)
