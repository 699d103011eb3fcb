import { expect, test } from 'vitest'
import { bytes } from '../../../../renderer/compute/kernels/matmul/product.wasm.ts'
import { exportsOf } from '../../../../renderer/compute/wasm.ts'

interface Product {
  readonly memory: WebAssembly.Memory
  multiply(a: number, b: number, c: number, rowPanels: number, columnPanels: number, depth: number): void
}

/** Bytes of a number of each build, and of a panel of B. */
const builds = [
  ['f32', 4],
  ['f64', 8],
] as const
const panelBytes = 32

test.each(builds)('the product in %s adds to its block and writes nowhere else', (build, size) => {
  const { memory, multiply } = exportsOf(bytes[build]) as unknown as Product
  const [depth, rowPanels, columnPanels] = [3, 2, 2]
  const numbers = size === 4 ? new Float32Array(memory.buffer) : new Float64Array(memory.buffer)
  const [b, c] = [4_096, 8_192]
  numbers.fill(1)
  multiply(0, b, c, rowPanels, columnPanels, depth)
  const [from, many] = [c / size, (rowPanels * 4 * columnPanels * panelBytes) / size]
  numbers.forEach((value, at) => {
    const inside = at >= from && at < from + many
    if (value !== (inside ? 1 + depth : 1)) throw new Error(`number ${at} became ${value}`)
  })
  expect(numbers[from]).toBe(1 + depth)
})

test.each(builds)('the product in %s does nothing where there is nothing', build => {
  const { memory, multiply } = exportsOf(bytes[build]) as unknown as Product
  const numbers = new Uint8Array(memory.buffer).fill(63)
  for (const [rows, columns, depth] of [
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ] as const)
    multiply(0, 4_096, 8_192, rows, columns, depth)
  expect(numbers.every(value => value === 63)).toBe(true)
})
