import { acquire, type Device } from '../../../renderer/compute/device.ts'
import { matmulPass, paddedSizes } from '../../../renderer/compute/kernels/matmul/gpu.ts'
import { scanPasses } from '../../../renderer/compute/kernels/scan/gpu.ts'
import { reducePasses } from '../../../renderer/compute/kernels/reduce/gpu.ts'
import { softmaxPass } from '../../../renderer/compute/kernels/softmax/gpu.ts'
import calibration from '../../../renderer/compute/webgpu/calibration.wgsl?raw'
import { submit, up, type Binding, type Pass } from '../../../renderer/compute/webgpu/submit.ts'
import { kernelOf, sampleOf, type KernelName } from '../../gpu/parity.ts'
import { waves } from '../../gpu/samples.ts'
import { timeOf, wantTimestamps } from './clock.ts'
import * as naive from './naive.ts'

interface Line {
  readonly name: string
  readonly oursMs: number
  readonly rivalMs: number
  readonly rivalName: string
  /** Of ours. */
  readonly rate: number
  readonly unit: 'GFLOP/s' | 'GB/s'
  /** Share of what the device does of fused multiply-adds in registers, or of a plain copy's rate. */
  readonly ofLimit: number
}

const ofPasses = (passes: readonly Pass[]) => (device: Device) => submit(device, passes)

/** `threads` runs of a naive shader. */
const twin = (code: string, setup: readonly number[], a: Binding, b: Binding, threads: number): Pass => ({
  code,
  bindings: [up(Uint32Array.from(setup)), a, b],
  workgroups: Math.ceil(threads / 64),
})

/** What is compared with a shader that one writes down first, at sizes that suit a software adapter too. */
function pairs(software: boolean) {
  const n = software ? 128 : 4_096
  const length = software ? 2 ** 18 : 2 ** 25
  const [rows, columns] = software ? [256, 256] : [16_384, 1_024]
  const [queries, width] = software ? [128, 64] : [4_096, 64]
  const out = (size: number): Binding => ({ length: size })
  // What lies on the device already is whatever the pool left there: times do not hang on it.
  const [square, list, table, heads] = [out(n * n), out(length), out(rows * columns), out(queries * width)]
  const scanTwin = () => {
    const [from, to] = [out(length), out(length)]
    return Array.from({ length: Math.ceil(Math.log2(length)) }, (_, k) =>
      twin(naive.scan, [length, 2 ** k], k % 2 ? to : from, k % 2 ? from : to, length),
    )
  }
  const each = 512
  const someHeads = waves(queries * width, false)
  const kernel = (name: KernelName, input: unknown) => (device: Device) => kernelOf(name).gpu(input, device)
  return [
    {
      name: `matmul ${n}`,
      ours: ofPasses([matmulPass(paddedSizes({ rows: n, depth: n, columns: n }), square, square, out(n * n))]),
      rival: ofPasses([twin(naive.matmul, [n], square, out(n * n), n * n)]),
      flops: 2 * n ** 3,
    },
    {
      name: `matvec ${rows} × ${columns}`,
      ours: kernel('matvec', { rows, columns, values: waves(rows * columns, false), x: waves(columns, false) }),
      rival: ofPasses([twin(naive.matvec, [rows, columns], table, out(rows), rows)]),
      bytes: 4 * rows * columns,
    },
    {
      name: `reduce ${length}`,
      ours: ofPasses(reducePasses(list, out(1), 'sum')),
      rival: ofPasses([
        twin(naive.reduce, [length, each], list, out(length / each), length / each),
        // The sums that are left go the same way.
        twin(naive.reduce, [length / each, length / each], out(length / each), out(1), 1),
      ]),
      bytes: 4 * length,
    },
    {
      name: `scan ${length}`,
      ours: ofPasses(scanPasses(list, out(length))),
      rival: ofPasses(scanTwin()),
      bytes: 8 * length,
    },
    {
      name: `histogram ${length}`,
      ours: kernel('histogram', {
        values: waves(length, false),
        edges: Float32Array.from({ length: 257 }, (_, i) => i / 128 - 1),
      }),
      rival: ofPasses([twin(naive.histogram, [length, 256], list, out(256), length)]),
      bytes: 4 * length,
    },
    {
      name: `softmax ${rows} × ${columns}`,
      ours: ofPasses([softmaxPass(out(rows * columns), { rows, columns, stride: columns })]),
      rival: ofPasses([twin(naive.softmax, [rows, columns], table, out(rows * columns), rows)]),
      bytes: 8 * rows * columns,
    },
    {
      name: `layer norm ${rows} × ${columns}`,
      ours: kernel('layerNorm', {
        ...{ rows, columns, values: waves(rows * columns, false), epsilon: 1e-5 },
        gain: waves(columns, false),
        shift: waves(columns, false),
      }),
      rival: ofPasses([twin(naive.layerNorm, [rows, columns], table, out(rows * columns), rows)]),
      bytes: 8 * rows * columns,
    },
    {
      name: `attention ${queries} × ${width}`,
      ours: kernel('attention', {
        ...{ queries, keys: queries, width, valueWidth: width, causal: false },
        ...{ q: someHeads, k: someHeads, v: someHeads },
      }),
      rival: ofPasses([twin(naive.attention, [queries, width], heads, out(queries * width), queries)]),
      flops: 4 * queries ** 2 * width,
    },
  ]
}

/** One thread a point already: their rival is the reference on the CPU, float64. */
const points = [
  'grid',
  'descent',
  'basins',
  'kMeans',
  'mixture',
  'valueSweep',
  'random',
  'monteCarlo',
  'meanField',
] as const

/** The fastest of some plain copies of 2^25 numbers, GB/s read and written. */
async function copyRate(device: Device): Promise<number> {
  const length = device.software ? 2 ** 18 : 2 ** 25
  const threads = 256
  let best = 0
  for (const each of [1, 2, 4, 8]) {
    const groups = length / (4 * threads * each)
    const code = naive.copy(
      threads,
      Array.from({ length: each }, (_, k) => k * groups * threads),
    )
    const pass = { code, bindings: [{ length }, { length }], workgroups: groups }
    best = Math.max(best, (8 * length) / (await timeOf(device, ofPasses([pass]))) / 1e6)
  }
  return best
}

/** Fused multiply-adds in registers alone, GFLOP/s. */
async function fusedRate(device: Device): Promise<number> {
  const [threads, rounds] = device.software ? [2 ** 12, 64] : [2 ** 20, 4_096]
  const pass = {
    code: calibration,
    bindings: [up(Uint32Array.of(rounds, threads)), { length: threads }],
    workgroups: threads / 64,
  }
  return (128 * rounds * threads) / (await timeOf(device, ofPasses([pass]))) / 1e6
}

export interface Speeds {
  readonly adapter: string
  readonly software: boolean
  /** By timestamps of the device, or by the CPU's clock. */
  readonly clock: 'device' | 'cpu'
  readonly fusedGflops: number
  readonly copyGBs: number
  readonly lines: readonly Line[]
}

export async function speeds(): Promise<Speeds> {
  wantTimestamps()
  const device = await acquire()
  if (typeof device === 'string') throw new Error(device)
  const fusedGflops = await fusedRate(device)
  const copyGBs = await copyRate(device)
  const lines: Line[] = []
  for (const { name, ours, rival, flops, bytes } of pairs(device.software)) {
    const oursMs = await timeOf(device, ours)
    const rivalMs = await timeOf(device, rival)
    const unit = flops ? 'GFLOP/s' : 'GB/s'
    const rate = (flops ?? bytes!) / oursMs / 1e6
    const ofLimit = rate / (flops ? fusedGflops : copyGBs)
    lines.push({ name, oursMs, rivalMs, rivalName: 'naive WGSL', rate, unit, ofLimit })
  }
  for (const name of points) {
    const kernel = kernelOf(name)
    // One thread a line there, and a line is as long as the size: more would be no crowd but a road.
    const size = device.software || name === 'meanField' ? 4_096 : 2 ** 18
    const input = sampleOf(name, size, false)
    const oursMs = await timeOf(device, on => kernel.gpu(input, on))
    const began = performance.now()
    kernel.cpu(input)
    const rivalMs = performance.now() - began
    const rate = kernel.flops(input) / oursMs / 1e6
    const measured = { oursMs, rivalMs, rate, ofLimit: rate / fusedGflops }
    lines.push({ name: `${name} ${size}`, rivalName: 'float64 on the CPU', unit: 'GFLOP/s', ...measured })
  }
  const clock = device.gpu.features.has('timestamp-query') ? 'device' : 'cpu'
  return { adapter: device.adapter, software: device.software, clock, fusedGflops, copyGBs, lines }
}
