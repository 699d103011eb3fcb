import { expect, test } from 'vitest'
import { acquire, type Device } from '../../renderer/compute/device.ts'
import { kernels } from '../../renderer/compute/kernels/index.ts'
import { calibrate } from '../../renderer/compute/webgpu/calibration.ts'
import { BufferPool } from '../../renderer/compute/webgpu/pool.ts'
import { poolOf, submit, up } from '../../renderer/compute/webgpu/submit.ts'
import { disagreements } from './parity.ts'
import { objective, samples, waves } from './samples.ts'

const storage = 0x80
const onGpu = { backend: 'gpu', precision: 'f32' } as const

async function device(): Promise<Device> {
  const found = await acquire()
  if (typeof found === 'string') throw new Error(`this Chromium gives no WebGPU adapter: ${found}`)
  return found
}

test('hands an idle buffer out again and drops the oldest beyond the cap', async () => {
  const { gpu } = await device()
  const pool = new BufferPool(gpu, 3 * 1_024)
  const [a, b] = [pool.take(1_000, storage), pool.take(1_024, storage)]
  expect(a).not.toBe(b)
  expect(a.size).toBe(1_024)
  pool.give(a)
  pool.give(b)
  expect(pool.take(700, storage)).toBe(b)
  pool.give(b)
  pool.give(pool.take(2_000, storage))
  // a was the least recently used.
  expect(pool.bytes).toBe(3 * 1_024)
  expect(pool.take(1_000, storage)).toBe(b)
  expect(pool.take(1_000, storage)).not.toBe(a)
  pool.clear()
  expect(pool.bytes).toBe(0)
})

test('keeps no more memory after many runs than after a few', async () => {
  const { gpu } = await device()
  const input = { values: waves(5_000, false), by: 'sum' } as const
  for (let run = 0; run < 5; run++) await kernels.reduce.run(input, onGpu)
  const { bytes } = poolOf(gpu)
  for (let run = 0; run < 100; run++) await kernels.reduce.run(input, onGpu)
  expect(poolOf(gpu).bytes).toBe(bytes)
})

test('cuts much work into parts that give the same answer', async () => {
  const input = { ...samples.grid(300, false), y: { from: -1, to: 3, count: 700 } }
  const flops = kernels.grid.flops(input)
  // Far more than a software adapter is given at once before it has shown how fast it is.
  expect(flops).toBeGreaterThan(4e6)
  const { output, engine } = await kernels.grid.run(input, onGpu)
  expect(engine).toMatchObject({ backend: 'gpu', software: true })
  expect(disagreements(output, kernels.grid.cpu(input), kernels.grid.errorBound)).toEqual([])
})

test('never takes a software adapter by itself for speed', async () => {
  const f = objective('sin(x y) + cos(x^2 - y) + exp(-x^2)')
  const axis = { from: -2, to: 2, count: 2_500 }
  const { engine } = await kernels.grid.run({ objective: f, x: axis, y: axis }, { backend: 'auto', precision: 'f32' })
  expect(engine.backend).toBe('wasm')
  expect(['software-adapter', 'below-crossover']).toContain(engine.fallbackReason)
})

test('measures the adapter within its time', async () => {
  const { latencyMs, transferRate, flopRate } = await calibrate(await device())
  for (const figure of [latencyMs, transferRate, flopRate]) expect(figure).toBeGreaterThan(0)
  for (const figure of [latencyMs, transferRate, flopRate]) expect(Number.isFinite(figure)).toBe(true)
})

test('keeps pipelines apart by their constants', async () => {
  const code = `override add: f32;
    @group(0) @binding(0) var<storage, read_write> values: array<f32>;
    @compute @workgroup_size(1) fn main() { values[0] += add; }`
  const pass = (add: number) => ({
    ...{ code, constants: { add }, workgroups: 1 },
    bindings: [{ ...up(Float32Array.of(1)), read: true }],
  })
  expect([...(await submit(await device(), [pass(1)]))[0]!]).toEqual([2])
  expect([...(await submit(await device(), [pass(5)]))[0]!]).toEqual([6])
})
