import type { Device } from '../../device.ts'
import { submit, up, type Binding } from '../../webgpu/submit.ts'
import { singles } from '../kernel.ts'
import type { LayerNormInput, LayerNormOutput } from './cpu.ts'
import shader from './layer-norm.wgsl?raw'

export async function layerNormGpu(input: LayerNormInput, device: Device): Promise<LayerNormOutput> {
  const { rows, columns } = input
  const setup = Uint32Array.of(rows, columns, 0)
  new Float32Array(setup.buffer)[2] = input.epsilon
  const values: Binding = { ...up(singles(input.values)), read: true }
  const bindings = [up(setup), up(singles(input.gain)), up(singles(input.shift)), values]
  const [result] = await submit(device, [{ code: shader, bindings, workgroups: rows }])
  return { values: result! }
}
