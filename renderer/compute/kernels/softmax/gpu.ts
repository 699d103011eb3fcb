import type { Device } from '../../device.ts'
import { submit, type Binding, type Pass } from '../../webgpu/submit.ts'
import { singles } from '../kernel.ts'
import type { SoftmaxInput, SoftmaxOutput } from './cpu.ts'
import shader from './softmax.wgsl?raw'

/** The pass that turns each row of a matrix, `stride` numbers apart, into its softmax in place. */
export function softmaxPass(
  values: Binding,
  size: { readonly rows: number; readonly columns: number; readonly stride: number },
  { causal = false, scale = 1 } = {},
): Pass {
  const setup = Uint32Array.of(size.columns, size.stride, causal ? 1 : 0, size.rows, 0)
  new Float32Array(setup.buffer)[4] = scale
  return { code: shader, bindings: [{ data: setup, length: setup.length }, values], workgroups: size.rows }
}

export async function softmaxGpu({ rows, columns, values }: SoftmaxInput, device: Device): Promise<SoftmaxOutput> {
  const data = singles(values)
  const binding: Binding = { data, length: data.length, read: true }
  const [result] = await submit(device, [softmaxPass(binding, { rows, columns, stride: columns })])
  return { values: result! }
}
