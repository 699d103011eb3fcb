import type { Device } from '../../device.ts'
import { wgslFunction, wgslMath } from '../../expression/wgsl.ts'
import { submit, up } from '../../webgpu/submit.ts'
import { spliced } from '../kernel.ts'
import { spacing, type Axis, type GridInput, type GridOutput } from './cpu.ts'
import shader from './grid.wgsl?raw'

/** The points of an axis. */
const places = (axis: Axis) => Float32Array.from({ length: axis.count }, (_, i) => axis.from + i * spacing(axis))

export async function gridGpu({ objective, x, y }: GridInput, device: Device): Promise<GridOutput | undefined> {
  const code = wgslFunction('objective', [objective.value], 2)
  if (!code) return undefined
  const points = x.count * y.count
  const setup = up(Uint32Array.of(x.count, y.count))
  const bindings = [setup, up(places(x)), up(places(y)), { length: points, read: true }]
  const [values] = await submit(device, [
    { code: spliced(shader, `${wgslMath}\n${code}`), bindings, workgroups: Math.ceil(points / 64) },
  ])
  return { values: Float64Array.from(values!) }
}
