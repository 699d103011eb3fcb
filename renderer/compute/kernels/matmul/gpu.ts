import type { Device } from '../../device.ts'
import { submit, type Binding, type Pass } from '../../webgpu/submit.ts'
import type { Numbers } from '../kernel.ts'
import { stridesOfA, stridesOfB, type MatmulInput, type MatmulOutput, type Strides } from './cpu.ts'
import shader from './matmul.wgsl?raw'

const tile = 8
const vector = 4
const threads = 8

const padded = (size: number, to: number) => Math.ceil(size / to) * to

/** Sizes of the padded matrices of a product. */
export const paddedSizes = ({ rows, depth, columns }: Pick<MatmulInput, 'rows' | 'depth' | 'columns'>) => ({
  rows: padded(rows, tile),
  depth: padded(depth, vector),
  columns: padded(columns, tile),
})

/** A matrix row by row in float32, filled up with zeros. */
export function paddedMatrix(
  source: Numbers,
  strides: Strides,
  rows: number,
  columns: number,
  to: { readonly rows: number; readonly columns: number },
): Float32Array<ArrayBuffer> {
  const result = new Float32Array(to.rows * to.columns)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) result[i * to.columns + j] = source[i * strides.row + j * strides.column]!
  return result
}

/** The pass that multiplies two padded matrices. */
export function matmulPass(size: ReturnType<typeof paddedSizes>, a: Binding, b: Binding, c: Binding): Pass {
  const rowTiles = size.rows / tile
  const columnTiles = size.columns / tile
  const setup = Uint32Array.of(rowTiles, columnTiles, size.depth / vector, size.columns / vector)
  return {
    code: shader,
    bindings: [{ data: setup, length: setup.length }, a, b, c],
    workgroups: [Math.ceil(columnTiles / threads), Math.ceil(rowTiles / threads)],
  }
}

export async function matmulGpu(input: MatmulInput, device: Device): Promise<MatmulOutput> {
  const { rows, depth, columns } = input
  const size = paddedSizes(input)
  const a = paddedMatrix(input.a, stridesOfA(input), rows, depth, { rows: size.rows, columns: size.depth })
  const b = paddedMatrix(input.b, stridesOfB(input), depth, columns, { rows: size.depth, columns: size.columns })
  const product: Binding = { length: size.rows * size.columns, read: true }
  const pass = matmulPass(size, { data: a, length: a.length }, { data: b, length: b.length }, product)
  const [wide] = await submit(device, [pass])
  const c = new Float32Array(rows * columns)
  for (let i = 0; i < rows; i++) c.set(wide!.subarray(i * size.columns, i * size.columns + columns), i * columns)
  return { c }
}
