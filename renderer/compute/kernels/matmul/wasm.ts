import { firstOf } from '../../wasm.ts'
import type { Numbers, Precision } from '../kernel.ts'
import { stridesOfA, stridesOfB, type MatmulInput } from './cpu.ts'
import { layPanels } from './panels.ts'
import { bytes } from './product.wasm.ts'

interface Product {
  readonly memory: WebAssembly.Memory
  multiply(a: number, b: number, c: number, rowPanels: number, columnPanels: number, depth: number): void
}

const panelRows = 4
const panelBytes = 32
/** A block of A, one of B and one of C take a megabyte each at most: what the second cache holds. */
const blockBytes = 2 ** 20
/** Numbers of a block: its rows, what is summed over, its columns. */
const blocks = { f32: { rows: 512, depth: 512, columns: 512 }, f64: { rows: 256, depth: 256, columns: 512 } }

const builds = {
  f32: { fused: [bytes.f32Fused, bytes.f32], plain: [bytes.f32] },
  f64: { fused: [bytes.f64Fused, bytes.f64], plain: [bytes.f64] },
} as const
const products = new Map<readonly string[], Product | undefined>()

function productOf(of: readonly string[]): Product | undefined {
  if (!products.has(of)) products.set(of, firstOf(of) as Product | undefined)
  return products.get(of)
}

/**
 * A · B block by block in WebAssembly with SIMD; `undefined` where this machine has none. Without `fused` no product is
 * summed before it is rounded, so that the numbers are the same on every machine.
 */
export function matmulWasm(input: MatmulInput, precision: Precision, fused = true): { c: Numbers } | undefined {
  const product = productOf(builds[precision][fused ? 'fused' : 'plain'])
  if (!product) return undefined
  const { rows, depth, columns } = input
  const single = precision === 'f32'
  const c: Numbers = single ? new Float32Array(rows * columns) : new Float64Array(rows * columns)
  const memory = single ? new Float32Array(product.memory.buffer) : new Float64Array(product.memory.buffer)
  const block = blocks[precision]
  const inA = stridesOfA(input)
  const inB = stridesOfB(input)
  const size = memory.BYTES_PER_ELEMENT
  const panelColumns = panelBytes / size
  const at = { b: blockBytes / size, c: (2 * blockBytes) / size }
  for (let j = 0; j < columns; j += block.columns)
    for (let i = 0; i < rows; i += block.rows) {
      const high = Math.min(block.rows, rows - i)
      const wide = Math.min(block.columns, columns - j)
      const stride = Math.ceil(wide / panelColumns) * panelColumns
      memory.fill(0, at.c, at.c + Math.ceil(high / panelRows) * panelRows * stride)
      for (let k = 0; k < depth; k += block.depth) {
        const along = { first: k, depth: Math.min(block.depth, depth - k) }
        const ofA = { source: input.a, line: inA.row, along: inA.column, firstLine: i, lines: high, ...along }
        const ofB = { source: input.b, line: inB.column, along: inB.row, firstLine: j, lines: wide, ...along }
        const rowPanels = layPanels(ofA, panelRows, memory)
        const columnPanels = layPanels(ofB, panelColumns, memory, at.b)
        product.multiply(0, blockBytes, 2 * blockBytes, rowPanels, columnPanels, along.depth)
      }
      // A block as wide as C lies there as it does in C.
      if (stride === columns) c.set(memory.subarray(at.c, at.c + high * stride), i * columns)
      else
        for (let r = 0; r < high; r++)
          c.set(memory.subarray(at.c + r * stride, at.c + r * stride + wide), (i + r) * columns + j)
    }
  return { c }
}
