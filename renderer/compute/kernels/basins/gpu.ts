import type { Device } from '../../device.ts'
import { descentGpu } from '../descent/gpu.ts'
import type { BasinsInput, BasinsOutput } from './cpu.ts'

export async function basinsGpu(input: BasinsInput, device: Device): Promise<BasinsOutput | undefined> {
  const output = await descentGpu({ ...input, trace: false }, device)
  return output && { x: output.x, memory: output.memory }
}
