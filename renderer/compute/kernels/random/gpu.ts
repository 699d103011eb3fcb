import type { Device } from '../../device.ts'
import { halves } from '../../random/stream.ts'
import { submit, up } from '../../webgpu/submit.ts'
import { spliced } from '../kernel.ts'
import type { RandomInput, RandomOutput } from './cpu.ts'
import philox from './philox.wgsl?raw'
import shader from './random.wgsl?raw'

export async function randomGpu({ seed, stream, count }: RandomInput, device: Device): Promise<RandomOutput> {
  const setup = Uint32Array.of(count, ...halves(seed), ...halves(stream))
  const bindings = [up(setup), { length: count, read: true }]
  const workgroups = Math.ceil(count / 256)
  const [words] = await submit(device, [{ code: spliced(shader, philox), bindings, workgroups }])
  return { words: new Uint32Array(words!.buffer) }
}
