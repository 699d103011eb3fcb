import { beforeAll, describe, expect, test } from 'vitest'
import { acquire, dispatch, type Device } from '../../renderer/compute/device.ts'
import { objectiveFrom, type Objective } from '../../renderer/compute/expression/objective.ts'
import { functions, operations, type OperationName } from '../../renderer/compute/expression/operations.ts'
import { parse } from '../../renderer/compute/expression/parse.ts'
import { apply, type Expression } from '../../renderer/compute/expression/tree.ts'
import type { DescentInput } from '../../renderer/compute/kernels/descent/cpu.ts'
import type { GridInput } from '../../renderer/compute/kernels/grid/cpu.ts'
import { kernels } from '../../renderer/compute/kernels/index.ts'
import type { Kernel } from '../../renderer/compute/kernels/kernel.ts'

const sizes = [0, 1, 3, 31, 32, 33, 255, 256, 257, 1000]
const variables: Expression[] = ['x', 'y'].map((name, index) => ({ op: 'variable', name, index }))

function objective(source: string): Objective {
  const parsed = parse(source, ['x', 'y'])
  if (!parsed.ok) throw new Error(parsed.issue.code)
  return objectiveFrom(parsed.expression, 2)
}

/** What every kernel is tried on at a given size; a kernel without a line here does not compile. */
const samples = {
  grid: (size: number): GridInput => ({
    objective: objective('(1-x)^2 + 10(y-x^2)^2 + 3 sin(x y) - exp(-x^2) + tanh(3x) atan(y)'),
    x: { from: -2, to: 2, count: size },
    y: { from: -1, to: 3, count: size ? 3 : 0 },
  }),
  descent: (size: number): DescentInput => ({
    objective: objective('x^2 + 0.5y^2 + 0.3 x y + cos(x)'),
    // A rule that uses all there is: constants, factors, memory.
    rule: {
      step(x, g, m, o, c, s) {
        m[o] = c.keep! * m[o]! + g
        m[o + 3] = g
        return x - c.rate! * s[0] * m[o]!
      },
      wgsl: '(*m).x = c.keep * (*m).x + g; (*m).w = g; return x - c.rate * s.x * (*m).x;',
    },
    constants: { rate: 0.1, keep: 0.5 },
    factors: Array.from({ length: 20 }, (_, k) => [1 / (1 + 0.05 * k), 0] as const),
    x: Float64Array.from({ length: 2 * size }, (_, i) => 3 * Math.sin(i)),
    memory: new Float64Array(8 * size),
    trace: true,
  }),
} satisfies Record<keyof typeof kernels, (size: number) => unknown>

let device: Device

beforeAll(async () => {
  const found = await acquire()
  // Not a skip: without an adapter nothing here would be tried at all.
  if (typeof found === 'string') throw new Error(`this Chromium gives no WebGPU adapter: ${found}`)
  device = found
})

function expectClose(actual: Float64Array, reference: Float64Array, bound: number) {
  expect(actual.length).toBe(reference.length)
  const scale = reference.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  let worst = 0
  actual.forEach((value, i) => (worst = Math.max(worst, Math.abs(value - reference[i]!))))
  expect(worst).toBeLessThanOrEqual(bound * scale)
}

describe.each(Object.keys(kernels) as (keyof typeof kernels)[])('%s', name => {
  test.each(sizes)('agrees with its reference at size %i', async size => {
    const kernel = kernels[name] as unknown as Kernel<unknown, Record<string, Float64Array>>
    const input = samples[name](size)
    const reference = kernel.cpu(input)
    const actual = await kernel.gpu(input, device)
    expect(Object.keys(actual!)).toEqual(Object.keys(reference))
    for (const [part, values] of Object.entries(reference)) expectClose(actual![part]!, values, kernel.errorBound)
  })
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

test('leaves a function beyond float32 to the CPU with the reason', async () => {
  const input = { ...samples.grid(3), objective: objective('1e300 x + y') }
  const { output, engine } = await kernels.grid.run(input, { backend: 'gpu', precision: 'f32' })
  expect(engine).toEqual({ backend: 'cpu', precision: 'f64', fallbackReason: 'outside-f32' })
  expect([...output.values]).toEqual([...kernels.grid.cpu(input).values])
})

test('reports a shader that does not compile', async () => {
  await expect(dispatch(device, 'fn main() { nonsense }', [], 1)).rejects.toThrow()
})
