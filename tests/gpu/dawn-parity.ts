import { acquire } from '../../renderer/compute/device.ts'
import { gpuSolvers, unlikeOnGpu } from './engines.ts'
import { disagreements, kernelNames, kernelOf, sampleOf } from './parity.ts'
import { sizes } from './samples.ts'

/** Every kernel at every size on ordinary and special values, outside a test runner: for Dawn in Node. */
export async function parity(): Promise<{ adapter: string; tried: number; faults: string[] }> {
  const device = await acquire()
  if (typeof device === 'string') throw new Error(device)
  const faults: string[] = []
  let tried = 0
  for (const name of kernelNames)
    for (const size of sizes)
      for (const hostile of [false, true]) {
        const kernel = kernelOf(name)
        const input = sampleOf(name, size, hostile)
        const found = disagreements((await kernel.gpu(input, device))!, kernel.cpu(input), kernel.errorBound)
        faults.push(...found.map(fault => `${name} ${size} ${hostile ? 'special' : 'ordinary'}: ${fault}`))
        tried++
      }
  return { adapter: device.adapter, tried, faults }
}

/** Every solver that can use a GPU, on it and on the CPU. */
export async function engines(): Promise<{ tried: number; faults: string[] }> {
  const faults: string[] = []
  for (const id of gpuSolvers) faults.push(...(await unlikeOnGpu(id)))
  return { tried: gpuSolvers.length, faults }
}
