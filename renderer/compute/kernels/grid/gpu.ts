import type { Device } from '../../device.ts'
import { wgslFunction, wgslMath } from '../../expression/wgsl.ts'
import { submit } from '../../webgpu/submit.ts'
import { spliced } from '../kernel.ts'
import { spacing, type GridInput, type GridOutput } from './cpu.ts'
import shader from './grid.wgsl?raw'

export async function gridGpu({ objective, x, y }: GridInput, device: Device): Promise<GridOutput | undefined> {
  const code = wgslFunction('objective', [objective.value], 2)
  if (!code) return undefined
  const points = x.count * y.count
  const setup = Float32Array.of(x.from, spacing(x), y.from, spacing(y), x.count, points)
  const bindings = [
    { data: setup, length: setup.length },
    { length: points, read: true },
  ]
  const [values] = await submit(device, [
    { code: spliced(shader, `${wgslMath}\n${code}`), bindings, workgroups: Math.ceil(points / 64) },
  ])
  return { values: Float64Array.from(values!) }
}
