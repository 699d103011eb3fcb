import type { Device } from '../../device.ts'
import { submit, up, type Binding, type Pass } from '../../webgpu/submit.ts'
import { diagonalsOf, type MeanFieldInput, type MeanFieldOutput } from './cpu.ts'
import shader from './mean-field.wgsl?raw'

export async function meanFieldGpu(input: MeanFieldInput, device: Device): Promise<MeanFieldOutput> {
  const { cells, given } = input
  const numbers = given.length
  const { lower, middle, upper } = diagonalsOf(input)
  const equations = new Float32Array(4 * numbers)
  for (let i = 0; i < numbers; i++) equations.set([lower[i]!, middle[i]!, upper[i]!, given[i]!], 4 * i)
  const distances: number[] = []
  for (let distance = 1; distance < cells; distance *= 2) distances.push(distance)
  let from: Binding = { ...up(equations), read: distances.length === 0 }
  const passes = distances.map((distance, k): Pass => {
    const to: Binding = { length: 4 * numbers, read: k === distances.length - 1 }
    const bindings = [up(Uint32Array.of(numbers, cells, distance)), from, to]
    from = to
    return { code: shader, bindings, workgroups: Math.ceil(numbers / 64) }
  })
  const [solved] = passes.length ? await submit(device, passes) : [equations]
  return { z: Float64Array.from({ length: numbers }, (_, i) => solved![4 * i + 3]! / solved![4 * i + 1]!) }
}
