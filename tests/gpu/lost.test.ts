import { expect, test } from 'vitest'
import { loseDevice } from '../../renderer/compute/device.ts'
import { kernels } from '../../renderer/compute/kernels/index.ts'
import { disagreements } from './parity.ts'
import { samples } from './samples.ts'

// A page of its own: it uses up the devices that a page may ask for.
test('goes on from the parts that are done when the device is lost, then on the CPU', async () => {
  const input = { ...samples.grid(500, false), y: { from: -1, to: 3, count: 900 } }
  const reference = kernels.grid.cpu(input)
  const engines: string[] = []
  for (let loss = 0; loss < 4; loss++) {
    const running = kernels.grid.run(input, { backend: 'gpu', precision: 'f32' })
    // In the middle: there are parts before and after.
    await new Promise(resolve => setTimeout(resolve, 60))
    await loseDevice()
    const { output, engine } = await running
    expect(disagreements(output, reference, kernels.grid.errorBound)).toEqual([])
    engines.push(engine.fallbackReason ?? engine.backend)
  }
  expect(engines.at(-1)).toBe('device-lost')
  expect(engines[0]).toBe('gpu')
})
