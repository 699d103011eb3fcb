import type { Device } from '../../device.ts'
import { submit, up } from '../../webgpu/submit.ts'
import { singles } from '../kernel.ts'
import type { KMeansInput, KMeansOutput } from './cpu.ts'
import shader from './k-means.wgsl?raw'

export async function kMeansGpu({ dimension, points, centres }: KMeansInput, device: Device): Promise<KMeansOutput> {
  const count = points.length / dimension
  const bindings = [
    up(Uint32Array.of(count, centres.length / dimension, dimension)),
    up(singles(points)),
    up(singles(centres)),
    { length: count, read: true },
    { length: count, read: true },
  ]
  const [nearest, squares] = await submit(device, [{ code: shader, bindings, workgroups: Math.ceil(count / 64) }])
  return { nearest: new Uint32Array(nearest!.buffer), squares: squares! }
}
