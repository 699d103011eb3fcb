import type { Device } from '../../device.ts'
import { submit, up, type Binding, type Pass } from '../../webgpu/submit.ts'
import { neutral, reductions, type ReduceInput, type ReduceOutput } from './cpu.ts'
import shader from './reduce.wgsl?raw'

const threads = 256
/** Enough to fill any device; each then reads many numbers. */
const mostGroups = 2_048
/** Numbers that a thread should have to do with at least. */
const each = 16

/** Two passes over `values`, of a length that four divides; the number comes back in `result`, of length 1. */
export function reducePasses(values: Binding, result: Binding, by: ReduceInput['by']): Pass[] {
  const bits = new Uint32Array(Float32Array.of(neutral[by]).buffer)[0]!
  // Four of them, for the second pass reads vectors; a group with nothing to do gives the neutral number.
  const groups = 4 * Math.min(mostGroups / 4, Math.max(1, Math.ceil(values.length / (4 * threads * each))))
  const parts: Binding = { length: groups }
  const pass = (from: Binding, to: Binding, workgroups: number): Pass => ({
    code: shader,
    constants: { by: reductions.indexOf(by) },
    bindings: [up(Uint32Array.of(from.length / 4, bits)), from, to],
    workgroups: [workgroups, 1],
  })
  return [pass(values, parts, groups), pass(parts, result, 1)]
}

export async function reduceGpu({ values, by }: ReduceInput, device: Device): Promise<ReduceOutput> {
  const data = new Float32Array(4 * Math.ceil(values.length / 4)).fill(neutral[by])
  data.set(values)
  const [value] = await submit(device, reducePasses(up(data), { length: 1, read: true }, by))
  return { value: value! }
}
