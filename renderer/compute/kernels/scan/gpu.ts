import type { Device } from '../../device.ts'
import { submit, type Binding, type Pass } from '../../webgpu/submit.ts'
import { singles } from '../kernel.ts'
import type { ScanInput, ScanOutput } from './cpu.ts'
import shader from './scan.wgsl?raw'

const blockLength = 1_024

/** Three passes that turn `values` into their prefix sums in place. */
export function scanPasses(values: Binding): Pass[] {
  const blocks = Math.ceil(values.length / blockLength)
  const setup: Binding = { data: Uint32Array.of(values.length, blocks), length: 2 }
  const sums: Binding = { length: blocks }
  const pass = (pass_number: number, workgroups: number): Pass => ({
    code: shader,
    constants: { pass_number },
    bindings: [setup, values, sums],
    workgroups,
  })
  return [pass(1, blocks), pass(2, 1), pass(3, blocks)]
}

export async function scanGpu({ values }: ScanInput, device: Device): Promise<ScanOutput> {
  const data = singles(values)
  const [result] = await submit(device, scanPasses({ data, length: data.length, read: true }))
  return { values: result! }
}
