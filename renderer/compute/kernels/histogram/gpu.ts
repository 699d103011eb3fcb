import type { Device } from '../../device.ts'
import { submit, up, type Binding } from '../../webgpu/submit.ts'
import { singles } from '../kernel.ts'
import type { HistogramInput, HistogramOutput } from './cpu.ts'
import shader from './histogram.wgsl?raw'

const threads = 256
const mostGroups = 256
/** Values that a thread should have to do with at least. */
const each = 16

export async function histogramGpu({ values, edges }: HistogramInput, device: Device): Promise<HistogramOutput> {
  const bins = edges.length - 1
  const counts: Binding = { length: bins + 1, clear: true, read: true }
  const bindings = [up(Uint32Array.of(values.length, bins)), up(singles(values)), up(singles(edges)), counts]
  const groups = Math.min(mostGroups, Math.max(1, Math.ceil(values.length / (threads * each))))
  const [words] = await submit(device, [{ code: shader, bindings, workgroups: [groups, 1] }])
  const found = new Uint32Array(words!.buffer)
  return { counts: found.slice(0, bins), outside: found.slice(bins) }
}
