import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shaders } from '../../../../../renderer/compute/solvers/machine/shaders/index.ts'
import type { KernelResult } from '../../../../../renderer/compute/solvers/machine/wgsl-kernel.ts'
import {
  certifyKernel,
  checksOut,
  compareNumbers,
  type KernelCertificate,
} from '../../../../../renderer/compute/verify/kernel-run.ts'
import { guardLoops } from '../../../../../renderer/compute/webgpu/guard.ts'
import { drive } from '../drive.ts'

interface Sums {
  total: number
  sums: number[]
  additions: number
  rounds: number
  warp_steps: number
}
const of = async (id: string, problem: object) =>
  (await drive<Sums, { holds: boolean }>(id, { warp: 4, ...problem })).report

const lines = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 64 })

test('adds up a line of any length by every tree, and counts what it takes', async () => {
  await fc.assert(
    fc.asyncProperty(lines, async values => {
      const total = values.reduce((sum, value) => sum + value, 0)
      for (const order of ['sequential', 'interleaved']) {
        const { result, certificate } = await of('tree-reduction', { values, order })
        expect([result.total, certificate.holds]).toEqual([total, true])
      }
      let sum = 0
      const sums = values.map(value => (sum += value))
      for (const method of ['hillis-steele', 'blelloch']) {
        const { result, certificate } = await of('parallel-scan', { values, method })
        expect([result.sums, certificate.holds]).toEqual([sums, true])
      }
    }),
    { numRuns: 40, seed: 1 },
  )
})

test('knows what sixteen numbers cost', async () => {
  const values = Array.from({ length: 16 }, (_, i) => i)
  // Rounds of 8, 4, 2, 1 additions. Whole warps of 4 fall idle, or every warp stays half awake.
  expect((await of('tree-reduction', { values, order: 'sequential' })).result).toMatchObject({
    ...{ additions: 15, rounds: 4, warp_steps: 2 + 1 + 1 + 1 },
  })
  expect((await of('tree-reduction', { values, order: 'interleaved' })).result).toMatchObject({
    ...{ additions: 15, rounds: 4, warp_steps: 4 + 4 + 2 + 1 },
  })
  expect((await of('parallel-scan', { values, method: 'hillis-steele' })).result).toMatchObject({
    ...{ additions: 15 + 14 + 12 + 8, rounds: 4 },
  })
  // 15 up, 15 down, and its own number to each place.
  expect((await of('parallel-scan', { values, method: 'blelloch' })).result).toMatchObject({
    ...{ additions: 46, rounds: 9 },
  })
})

test('measures the processor where there is no graphics processor, and says so', async () => {
  for (const kernel of ['product-tiled', 'sum-sequential', 'scan-blelloch']) {
    const { report } = await drive<KernelResult, KernelCertificate>('wgsl-kernel', { kernel, n: 40, length: 5_000 })
    expect(report).toMatchObject({ status: 'optimal', backend: 'cpu', fallbackReason: 'no-webgpu' })
    expect(report.certificate).toEqual({ reference: true, holds: true })
    expect(report.result.cpuMs).toBeGreaterThan(0)
    expect(report.result.run).toBeUndefined()
  }
})

test('puts a counter into each loop and leaves the lines where they are', () => {
  const code = [
    'fn helper() { while (true) { } }',
    '// for (;;) { in a comment',
    '/* loop { /* nested */ while { */',
    'fn main() {',
    '  for (var i = 0u; i < 3u; i += 1u) { loop { break; } }',
    '}',
  ].join('\n')
  const { code: guarded, loops } = guardLoops(code, 99)!
  expect(loops).toEqual([1, 5, 5])
  const guardedLines = guarded.split('\n')
  expect(guardedLines.slice(1, 3)).toEqual(code.split('\n').slice(1, 3))
  expect(guardedLines[5]).toBe('}')
  expect(guardedLines[0]).toContain('rounds0 >= 99u')
  expect(guardedLines[3]).toBe('fn main() { var rounds1 = 0u; var rounds2 = 0u;')
  expect(guarded).toContain('var<private> rounds0: u32;')
  // A name that the shader has is not taken.
  expect(guardLoops(`${code} // rounds`, 99)!.code).toContain('rounds_0')
  expect(guardLoops('fn main() {}', 99)).toEqual({ code: 'fn main() {}', loops: [] })
})

test('keeps the shaders short enough to read, each with its block', () => {
  for (const [name, code] of Object.entries(shaders)) {
    expect([name, code.split('\n').every(line => line.length <= 80)]).toEqual([name, true])
    expect(code).toMatch(/^const block = \d+u;/m)
    expect(guardLoops(code, 99)!.loops.length).toBeGreaterThan(0)
  }
})

test('notices a wrong number, a missing one and an answer of the processor that does not check out', () => {
  const wanted = Float64Array.of(1, 3, 6)
  expect(compareNumbers(Float32Array.of(1, 3, 6), wanted)).toEqual({
    compared: 3,
    wrong: 0,
    largestError: 0,
    first: null,
  })
  expect(compareNumbers(Float32Array.of(1, 4, Number.NaN), wanted)).toEqual({
    ...{ compared: 3, wrong: 2, largestError: null },
    first: { index: 1, got: 4, wanted: 3 },
  })
  const none = new Float64Array(0)
  const ones = { n: 3, a: Float64Array.of(1, 2, 3), b: none }
  expect(checksOut('scan', ones, wanted)).toBe(true)
  expect(checksOut('scan', ones, Float64Array.of(1, 3, 7))).toBe(false)
  expect(checksOut('sum', ones, Float64Array.of(6))).toBe(true)
  expect(checksOut('sum', ones, Float64Array.of(7))).toBe(false)
  const pair = { n: 2, a: Float64Array.of(1, 2, 3, 4), b: Float64Array.of(0, 1, 1, 0) }
  expect(checksOut('product', pair, Float64Array.of(2, 1, 4, 3))).toBe(true)
  expect(checksOut('product', pair, Float64Array.of(2, 1, 4, 2))).toBe(false)
  const right = compareNumbers(Float64Array.of(1), Float64Array.of(1))
  expect(certifyKernel(true, right, right, undefined).holds).toBe(true)
  expect(certifyKernel(true, right, right, 'endless').holds).toBe(false)
  expect(certifyKernel(false, right, right, undefined).holds).toBe(false)
})
