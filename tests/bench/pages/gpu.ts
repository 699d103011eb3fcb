import { acquire, type Device } from '../../../renderer/compute/device.ts'
import { matmulPass, paddedSizes } from '../../../renderer/compute/kernels/matmul/gpu.ts'
import { scanPasses } from '../../../renderer/compute/kernels/scan/gpu.ts'
import { reducePasses } from '../../../renderer/compute/kernels/reduce/gpu.ts'
import { softmaxPass } from '../../../renderer/compute/kernels/softmax/gpu.ts'
import { calibrate } from '../../../renderer/compute/webgpu/calibration.ts'
import { submit, up, type Binding, type Pass } from '../../../renderer/compute/webgpu/submit.ts'
import { kernelOf, sampleOf, type KernelName } from '../../gpu/parity.ts'
import { waves } from '../../gpu/samples.ts'
import * as naive from './naive.ts'

interface Line {
  readonly name: string
  readonly oursMs: number
  readonly rivalMs: number
  readonly rivalName: string
  /** Of ours. */
  readonly rate: number
  readonly unit: 'GFLOP/s' | 'GB/s'
}

/** Enough to be told from the clock. */
const wantedMs = 40

/** On a software adapter a dispatch alone takes milliseconds. */
const mostRepeats = (device: Device) => (device.software ? 8 : 256)

/** Milliseconds of one run on the device, transfers taken off: the difference of many runs in one submission and of one. */
async function timeOf(device: Device, run: (device: Device) => Promise<unknown>): Promise<number> {
  const once = async (repeat: number) => {
    const began = performance.now()
    await run({ ...device, repeat })
    // Passes whose results stay on the device would not be waited for.
    await device.gpu.queue.onSubmittedWorkDone()
    return performance.now() - began
  }
  await once(1)
  for (let repeat = 4; ; repeat *= 2) {
    const one = Math.min(await once(1), await once(1))
    const many = await once(repeat)
    if (many - one > wantedMs || repeat >= mostRepeats(device)) return Math.max(1e-3, (many - one) / (repeat - 1))
  }
}

const ofPasses = (passes: readonly Pass[]) => (device: Device) => submit(device, passes)

/** `threads` runs of a naive shader. */
const twin = (code: string, setup: readonly number[], a: Binding, b: Binding, threads: number): Pass => ({
  code,
  bindings: [up(Uint32Array.from(setup)), a, b],
  workgroups: Math.ceil(threads / 64),
})

const data = (length: number) => up(waves(length, false) as Float32Array<ArrayBuffer>)

/** What is compared with a shader that one writes down first, at sizes that suit a software adapter too. */
function pairs(software: boolean) {
  const n = software ? 128 : 4_096
  const length = software ? 2 ** 18 : 2 ** 25
  const [rows, columns] = software ? [256, 256] : [16_384, 1_024]
  const [queries, width] = software ? [128, 64] : [4_096, 64]
  const square = data(n * n)
  const list = data(length)
  const table = data(rows * columns)
  const heads = data(queries * width)
  const out = (size: number): Binding => ({ length: size })
  const scanTwin = () => {
    const [from, to] = [out(length), out(length)]
    return Array.from({ length: Math.ceil(Math.log2(length)) }, (_, k) =>
      twin(naive.scan, [length, 2 ** k], k % 2 ? to : from, k % 2 ? from : to, length),
    )
  }
  const each = 512
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
      ours: kernel('matvec', { rows, columns, values: table.data, x: waves(columns, false) }),
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
      ours: ofPasses(scanPasses(data(length))),
      rival: ofPasses(scanTwin()),
      bytes: 8 * length,
    },
    {
      name: `histogram ${length}`,
      ours: kernel('histogram', {
        values: list.data,
        edges: Float32Array.from({ length: 257 }, (_, i) => i / 128 - 1),
      }),
      rival: ofPasses([twin(naive.histogram, [length, 256], list, out(256), length)]),
      bytes: 4 * length,
    },
    {
      name: `softmax ${rows} × ${columns}`,
      ours: ofPasses([softmaxPass(data(rows * columns), { rows, columns, stride: columns })]),
      rival: ofPasses([twin(naive.softmax, [rows, columns], table, out(rows * columns), rows)]),
      bytes: 8 * rows * columns,
    },
    {
      name: `layer norm ${rows} × ${columns}`,
      ours: kernel('layerNorm', {
        ...{ rows, columns, values: table.data, epsilon: 1e-5 },
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
        ...{ q: heads.data, k: heads.data, v: heads.data },
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

export async function speeds(): Promise<{ adapter: string; software: boolean; fusedGflops: number; lines: Line[] }> {
  const device = await acquire()
  if (typeof device === 'string') throw new Error(device)
  const { flopRate } = await calibrate(device)
  const lines: Line[] = []
  for (const { name, ours, rival, flops, bytes } of pairs(device.software)) {
    const oursMs = await timeOf(device, ours)
    const rivalMs = await timeOf(device, rival)
    const unit = flops ? 'GFLOP/s' : 'GB/s'
    lines.push({ name, oursMs, rivalMs, rivalName: 'naive WGSL', rate: (flops ?? bytes!) / oursMs / 1e6, unit })
  }
  for (const name of points) {
    const kernel = kernelOf(name)
    const size = device.software ? 4_096 : 1_000_000
    const input = sampleOf(name, size, false)
    const oursMs = await timeOf(device, on => kernel.gpu(input, on))
    const began = performance.now()
    kernel.cpu(input)
    const rivalMs = performance.now() - began
    const rate = kernel.flops(input) / oursMs / 1e6
    lines.push({ name: `${name} ${size}`, oursMs, rivalMs, rivalName: 'float64 on the CPU', rate, unit: 'GFLOP/s' })
  }
  return { adapter: device.adapter, software: device.software, fusedGflops: flopRate / 1e6, lines }
}
