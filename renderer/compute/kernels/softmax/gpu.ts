import type { Device } from '../../device.ts'
import { submit, up, type Binding, type Pass } from '../../webgpu/submit.ts'
import { singles } from '../kernel.ts'
import type { SoftmaxInput, SoftmaxOutput } from './cpu.ts'
import shader from './softmax.wgsl?raw'

/**
 * The pass that turns each row of a matrix, `stride` numbers apart, into its softmax in place. `open` says 1 where a
 * place counts, `rows` × `columns`; the others become 0.
 */
export function softmaxPass(
  values: Binding,
  size: { readonly rows: number; readonly columns: number; readonly stride: number },
  { causal = false, scale = 1, open }: { causal?: boolean; scale?: number; open?: Uint8Array } = {},
): Pass {
  const setup = Uint32Array.of(size.columns, size.stride, causal ? 1 : 0, size.rows, 0, open ? 1 : 0)
  new Float32Array(setup.buffer)[4] = scale
  const bindings = [up(setup), values, up(open ? bitsFrom(open) : Uint32Array.of(0))]
  return { code: shader, bindings, workgroups: size.rows }
}

/** A bit a place, 32 a word. */
function bitsFrom(open: Uint8Array): Uint32Array<ArrayBuffer> {
  const bits = new Uint32Array(Math.max(1, Math.ceil(open.length / 32)))
  for (let at = 0; at < open.length; at++) if (open[at]) bits[at >> 5]! |= 1 << (at & 31)
  return bits
}

export async function softmaxGpu({ rows, columns, values }: SoftmaxInput, device: Device): Promise<SoftmaxOutput> {
  const data = singles(values)
  const binding: Binding = { data, length: data.length, read: true }
  const [result] = await submit(device, [softmaxPass(binding, { rows, columns, stride: columns })])
  return { values: result! }
}
