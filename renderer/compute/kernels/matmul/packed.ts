import type { Numbers, Precision } from '../kernel.ts'
import { stridesOfA, stridesOfB, type MatmulInput } from './cpu.ts'
import { layPanels } from './panels.ts'

const height = 4
const width = 2

/**
 * The product in TypeScript where there is no WebAssembly: tiles of 4 × 2 in eight local variables, over panels that lie
 * as they are read. Sums are float64 in either precision (Math.fround in the loop would cost more than it saves).
 */
export function matmulPacked(input: MatmulInput, precision: Precision): { c: Numbers } {
  const { rows, depth, columns } = input
  const make = (length: number): Numbers => (precision === 'f32' ? new Float32Array(length) : new Float64Array(length))
  const inA = stridesOfA(input)
  const inB = stridesOfB(input)
  const whole = { firstLine: 0, first: 0, depth }
  const a = make(Math.ceil(rows / height) * height * depth)
  const b = make(Math.ceil(columns / width) * width * depth)
  layPanels({ source: input.a, line: inA.row, along: inA.column, lines: rows, ...whole }, height, a)
  layPanels({ source: input.b, line: inB.column, along: inB.row, lines: columns, ...whole }, width, b)
  const c = make(rows * columns)
  const tile = new Float64Array(height * width)
  for (let j = 0; j < columns; j += width)
    for (let i = 0; i < rows; i += height) {
      multiply(a, i * depth, b, j * depth, depth, tile)
      const high = Math.min(height, rows - i)
      const wide = Math.min(width, columns - j)
      for (let r = 0; r < high; r++) for (let s = 0; s < wide; s++) c[(i + r) * columns + j + s] = tile[r * width + s]!
    }
  return { c }
}

function multiply(a: Numbers, aAt: number, b: Numbers, bAt: number, depth: number, tile: Float64Array): void {
  let c00 = 0
  let c01 = 0
  let c10 = 0
  let c11 = 0
  let c20 = 0
  let c21 = 0
  let c30 = 0
  let c31 = 0
  for (let k = 0; k < depth; k++, aAt += height, bAt += width) {
    const left = b[bAt]!
    const right = b[bAt + 1]!
    let x = a[aAt]!
    c00 += x * left
    c01 += x * right
    x = a[aAt + 1]!
    c10 += x * left
    c11 += x * right
    x = a[aAt + 2]!
    c20 += x * left
    c21 += x * right
    x = a[aAt + 3]!
    c30 += x * left
    c31 += x * right
  }
  tile[0] = c00
  tile[1] = c01
  tile[2] = c10
  tile[3] = c11
  tile[4] = c20
  tile[5] = c21
  tile[6] = c30
  tile[7] = c31
}
