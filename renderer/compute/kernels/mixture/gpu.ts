import type { Device } from '../../device.ts'
import { submit, up } from '../../webgpu/submit.ts'
import { singles } from '../kernel.ts'
import type { MixtureInput, MixtureOutput } from './cpu.ts'
import shader from './mixture.wgsl?raw'

export async function mixtureGpu(input: MixtureInput, device: Device): Promise<MixtureOutput> {
  const { dimension, points, constants } = input
  const count = points.length / dimension
  const bindings = [
    up(Uint32Array.of(count, constants.length, dimension)),
    ...[points, input.means, input.whitenings, constants].map(values => up(singles(values))),
    { length: count * constants.length, read: true },
    { length: count, read: true },
  ]
  const pass = { code: shader, bindings, workgroups: Math.ceil(count / 64) }
  const [responsibilities, likelihoods] = await submit(device, [pass])
  return { responsibilities: responsibilities!, likelihoods: likelihoods! }
}
