import type { Device } from '../../device.ts'
import { submit, up } from '../../webgpu/submit.ts'
import { singles } from '../kernel.ts'
import type { ValueSweepInput, ValueSweepOutput } from './cpu.ts'
import shader from './value-sweep.wgsl?raw'

export async function valueSweepGpu(input: ValueSweepInput, device: Device): Promise<ValueSweepOutput> {
  const { states, actions, first, next, chances, rewards, gamma, values } = input
  const setup = Uint32Array.of(states, actions, 0)
  new Float32Array(setup.buffer)[2] = gamma
  const bindings = [
    up(setup),
    up(Uint32Array.from(first)),
    up(Uint32Array.from(next)),
    ...[chances, rewards, values].map(numbers => up(singles(numbers))),
    { length: states, read: true },
  ]
  const [result] = await submit(device, [{ code: shader, bindings, workgroups: Math.ceil(states / 64) }])
  return { values: result! }
}
