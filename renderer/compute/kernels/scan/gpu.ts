import type { Device } from '../../device.ts'
import { submit, up, type Binding, type Pass } from '../../webgpu/submit.ts'
import type { ScanInput, ScanOutput } from './cpu.ts'
import shader from './scan.wgsl?raw'

const threads = 256
/** Numbers of a block: eight rows of vectors of four. */
const blockLength = 32 * threads
/** Blocks of a group. */
const members = 64

/** Two passes that write the prefix sums of `values` to `results`, both of a length that four divides. */
export function scanPasses(values: Binding, results: Binding): Pass[] {
  const blocks = Math.ceil(values.length / blockLength)
  const words = 2 * (blocks + Math.ceil(blocks / members))
  const bindings = [up(Uint32Array.of(values.length / 4, blocks, words)), values, results, { length: words }]
  const pass = (workgroups: number, constants: Pass['constants'] & object): Pass => ({
    code: shader,
    constants,
    bindings,
    workgroups,
  })
  return [pass(Math.ceil(words / threads), { clearing: 1 }), pass(blocks, {})]
}

export async function scanGpu({ values }: ScanInput, device: Device): Promise<ScanOutput> {
  const data = new Float32Array(4 * Math.ceil(values.length / 4))
  data.set(values)
  const [sums] = await submit(device, scanPasses(up(data), { length: data.length, read: true }))
  return { values: sums!.subarray(0, values.length) }
}
