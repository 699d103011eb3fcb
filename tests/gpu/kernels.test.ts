import { beforeAll, describe, expect, test } from 'vitest'
import { acquire, type Device } from '../../renderer/compute/device.ts'
import { objectiveFrom } from '../../renderer/compute/expression/objective.ts'
import { functions, operations, type OperationName } from '../../renderer/compute/expression/operations.ts'
import { apply, type Expression } from '../../renderer/compute/expression/tree.ts'
import { kernels } from '../../renderer/compute/kernels/index.ts'
import { matmulGpu, paddedSizes } from '../../renderer/compute/kernels/matmul/gpu.ts'
import { scanPasses } from '../../renderer/compute/kernels/scan/gpu.ts'
import { submit, up } from '../../renderer/compute/webgpu/submit.ts'
import { disagreements, kernelNames, kernelOf, sampleOf } from './parity.ts'
import { objective, samples, sizes, waves } from './samples.ts'

const variables: Expression[] = ['x', 'y'].map((name, index) => ({ op: 'variable', name, index }))

let device: Device

beforeAll(async () => {
  const found = await acquire()
  // Not a skip: without an adapter nothing here would be tried at all.
  if (typeof found === 'string') throw new Error(`this Chromium gives no WebGPU adapter: ${found}`)
  device = found
})

describe.each(kernelNames)('%s', name => {
  test.each(sizes.flatMap(size => [[size, 'ordinary'] as const, [size, 'special'] as const]))(
    'agrees with its reference at size %i on %s values',
    async (size, kind) => {
      const kernel = kernelOf(name)
      const input = sampleOf(name, size, kind === 'special')
      expect(disagreements((await kernel.gpu(input, device))!, kernel.cpu(input), kernel.errorBound)).toEqual([])
    },
  )
})

// |error| against max(1, |value|); exp, log and powers lean on the driver, whose freedom the specification bounds less tightly.
const loose = new Set<OperationName>(['exp', 'log', 'pow', 'sinh', 'cosh'])
const spans: Partial<Record<OperationName, [number, number]>> = {
  sin: [-300, 300],
  cos: [-300, 300],
  exp: [-8, 8],
  sinh: [-8, 8],
  cosh: [-8, 8],
}

test.each([...new Set(functions.values())])('computes %s in float32 wherever it is defined', async op => {
  const [from, to] = spans[op] ?? [-3, 3]
  const axis = { from, to, count: 601 }
  const node = operations[op].arity === 1 ? apply(op, variables[0]!) : apply(op, variables[0]!, variables[1]!)
  const input = { objective: objectiveFrom(node, 2), x: axis, y: { from: 0.7, to: 0.7, count: 1 } }
  const reference = kernels.grid.cpu(input).values
  const actual = (await kernels.grid.gpu(input, device))!.values
  const slope = new Float64Array(2)
  reference.forEach((value, i) => {
    const x = from + (i * (to - from)) / 600
    input.objective.slope([x, 0.7], slope)
    if (!Number.isFinite(value)) return expect(Number.isFinite(actual[i]!)).toBe(false)
    if (op === 'sign' && Math.abs(x) < 1e-5) return
    // What rounding x to float32 alone does to the value, and a few units in the last place of the value.
    const allowed =
      2.4e-7 * Math.abs(x) * Math.min(Math.abs(slope[0]!), 1e9) +
      (loose.has(op) ? 4e-6 : 6e-7) * Math.max(1, Math.abs(value))
    expect(Math.abs(actual[i]! - value), `${op}(${x})`).toBeLessThanOrEqual(allowed)
  })
})

test.each([
  ['x^3', 5e-5],
  ['x^-2', 5e-5],
  ['x^17', 5e-4],
  ['2^x', 1e-5],
  ['(x+5)^2.5', 1e-5],
])('raises %s to its power with the right sign', async (source, bound) => {
  const input = { objective: objective(source), x: { from: -3, to: 3, count: 60 }, y: { from: 0, to: 0, count: 1 } }
  const reference = kernels.grid.cpu(input).values
  const actual = (await kernels.grid.gpu(input, device))!.values
  actual.forEach((value, i) =>
    expect(Math.abs(value - reference[i]!)).toBeLessThanOrEqual(bound * Math.abs(reference[i]!)),
  )
})

test('multiplies in large blocks as in small ones', async () => {
  for (const [rows, depth, columns] of [
    [1, 1, 1],
    [130, 19, 257],
  ] as const) {
    const input = { rows, depth, columns, a: waves(rows * depth, false), b: waves(depth * columns, false, 2) }
    const reference = kernels.matmul.cpu(input)
    const product = await matmulGpu(input, device, paddedSizes(input, 'large'))
    expect(disagreements(product, reference, kernels.matmul.errorBound)).toEqual([])
  }
})

test('sums to the same bits, told the other blocks’ totals or deaf to them', async () => {
  // A whole group of blocks, one block more and a piece of one.
  const values = waves(8_192 * 65 + 12, false)
  const sums = async (code: (shader: string) => string) => {
    const passes = scanPasses(up(values as Float32Array<ArrayBuffer>), { length: values.length, read: true })
    const [result] = await submit(
      device,
      passes.map(pass => ({ ...pass, code: code(pass.code) })),
    )
    return result!
  }
  const told = await sums(shader => shader)
  expect(disagreements({ values: told }, kernels.scan.cpu({ values }), kernels.scan.errorBound)).toEqual([])
  const heard = '(upper & lower & told) != 0u'
  const deaf = await sums(shader => {
    expect(shader).toContain(heard)
    return shader.replace(heard, 'false').replace('tries = 1000u', 'tries = 1u')
  })
  expect(deaf.every((sum, i) => Object.is(sum, told[i]))).toBe(true)
})

test('leaves a function beyond float32 to the CPU with the reason', async () => {
  const input = { ...samples.grid(3, false), objective: objective('1e300 x + y') }
  const { output, engine } = await kernels.grid.run(input, { backend: 'gpu', precision: 'f32' })
  expect(engine).toEqual({ backend: 'cpu', precision: 'f64', fallbackReason: 'outside-f32' })
  expect([...output.values]).toEqual([...kernels.grid.cpu(input).values])
})

test('reports a shader that does not compile', async () => {
  const pass = { code: 'fn main() { nonsense }', bindings: [], workgroups: 1 }
  await expect(submit(device, [pass])).rejects.toThrow()
})
