import type { Device } from '../../device.ts'
import { submit, type Binding, type Pass } from '../../webgpu/submit.ts'
import { singles } from '../kernel.ts'
import { neutral, reductions, type ReduceInput, type ReduceOutput } from './cpu.ts'
import shader from './reduce.wgsl?raw'

const threads = 256
/** Enough to fill any device; each then reads many numbers. */
const mostGroups = 1_024
/** Numbers that a thread should have to do with at least. */
const each = 16

/** Two passes over `values`; the number comes back in `result`, of length 1. */
export function reducePasses(values: Binding, result: Binding, by: ReduceInput['by']): Pass[] {
  const bits = new Uint32Array(Float32Array.of(neutral[by]).buffer)[0]!
  const groups = Math.min(mostGroups, Math.max(1, Math.ceil(values.length / (threads * each))))
  const parts: Binding = { length: groups }
  const pass = (from: Binding, to: Binding, workgroups: number): Pass => ({
    code: shader,
    constants: { by: reductions.indexOf(by) },
    bindings: [{ data: Uint32Array.of(from.length, bits), length: 2 }, from, to],
    workgroups: [workgroups, 1],
  })
  return [pass(values, parts, groups), pass(parts, result, 1)]
}

export async function reduceGpu({ values, by }: ReduceInput, device: Device): Promise<ReduceOutput> {
  const data = singles(values)
  const passes = reducePasses({ data, length: data.length }, { length: 1, read: true }, by)
  const [value] = await submit(device, passes)
  return { value: value! }
}
