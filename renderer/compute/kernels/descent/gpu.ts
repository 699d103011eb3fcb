import type { Device } from '../../device.ts'
import { wgslFunction, wgslMath } from '../../expression/wgsl.ts'
import { submit } from '../../webgpu/submit.ts'
import { singles, spliced } from '../kernel.ts'
import type { DescentInput, DescentOutput } from './cpu.ts'
import shader from './descent.wgsl?raw'

export async function descentGpu(input: DescentInput, device: Device): Promise<DescentOutput | undefined> {
  const { objective, rule, constants, x, memory, trace } = input
  const { dimension } = objective
  const gradient = wgslFunction('gradient', objective.gradient, dimension)
  if (!gradient) return undefined
  const code = [
    wgslMath,
    gradient,
    `const n = ${dimension}u;`,
    `struct Constants { ${Object.keys(constants)
      .map(name => `${name}: f32`)
      .join(', ')} }`,
    `fn update(x: f32, g: f32, m: ptr<function, vec4f>, c: Constants, s: vec2f) -> f32 { ${rule.wgsl} }`,
  ].join('\n')
  const points = x.length / dimension
  const steps = input.factors.length
  const pathLength = trace ? steps * x.length : 0
  const values = singles(Object.values(constants))
  const factors = singles(input.factors.flat())
  const bindings = [
    { data: Uint32Array.of(points, steps, trace ? 1 : 0, 0), length: 4 },
    { data: values, length: values.length },
    { data: factors, length: factors.length },
    { data: singles(x), length: x.length, read: true },
    { data: singles(memory), length: memory.length, read: true },
    { length: pathLength, read: true },
  ]
  const results = await submit(device, [{ code: spliced(shader, code), bindings, workgroups: Math.ceil(points / 64) }])
  const [end, kept, path] = results.map(array => Float64Array.from(array)) as [Float64Array, Float64Array, Float64Array]
  return { x: end, memory: kept, path }
}
