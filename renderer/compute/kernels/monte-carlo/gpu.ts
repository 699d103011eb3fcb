import type { Device } from '../../device.ts'
import { wgslFunction, wgslMath } from '../../expression/wgsl.ts'
import { halves } from '../../random/stream.ts'
import { submit, up } from '../../webgpu/submit.ts'
import { spliced } from '../kernel.ts'
import philox from '../random/philox.wgsl?raw'
import { middleOf, type MonteCarloInput, type MonteCarloOutput } from './cpu.ts'
import shader from './monte-carlo.wgsl?raw'

const mostGroups = 1_024
/** Samples of a workgroup, so that float32 sums stay short; those of the groups are float64. */
const samplesOfGroup = 4_096

export async function monteCarloGpu(input: MonteCarloInput, device: Device): Promise<MonteCarloOutput | undefined> {
  const { objective, from, to, first, count, seed, stream } = input
  const { dimension } = objective
  const code = wgslFunction('objective', [objective.value], dimension)
  const shift = Math.fround(objective.at(middleOf(input)))
  if (!code || !Number.isFinite(shift)) return undefined
  const setup = new Uint32Array(16)
  setup.set([count, first, ...halves(seed), ...halves(stream)])
  const floats = new Float32Array(setup.buffer)
  floats[6] = shift
  floats.set(from, 8)
  floats.set(
    to.map((high, i) => high - from[i]!),
    12,
  )
  const groups = Math.min(mostGroups, Math.max(1, Math.ceil(count / samplesOfGroup)))
  const shaderCode = spliced(shader, [`const n = ${dimension}u;`, wgslMath, code, philox].join('\n'))
  const bindings = [up(setup), { length: 2 * groups, read: true }]
  const [parts] = await submit(device, [{ code: shaderCode, bindings, workgroups: [groups, 1] }])
  const total = (offset: number) => Float64Array.of(parts!.reduce((sum, x, i) => (i % 2 === offset ? sum + x : sum), 0))
  return { sum: total(0), squares: total(1) }
}
