import type { Device } from '../../device.ts'
import { submit, up, type Binding, type Pass } from '../../webgpu/submit.ts'
import type { Numbers } from '../kernel.ts'
import { stridesOfA, stridesOfB, type MatmulInput, type MatmulOutput, type Strides } from './cpu.ts'
import shader from './matmul.wgsl?raw'
import tiled from './tiled.wgsl?raw'

const vector = 4
const tile = 8
/** Drivers do not unroll so long a loop by themselves, and lose a fifth of the speed. */
const unrolled = tiled.replace(/^ *\/\/> for line of 8\n([^]*?)^ *\/\/> end\n/m, (_, body: string) =>
  Array.from({ length: 8 }, (_, line) => `{\nconst line = ${line}u;\n${body}}\n`).join(''),
)
/** What a workgroup makes of C, and to multiples of which rows and columns, and depth, are filled up. */
const tilings = {
  small: { code: shader, block: 64, step: tile, depthStep: vector },
  /** Half as fast again on an NVIDIA H100; below `largeFrom` filling up would cost more than it saves. */
  large: { code: unrolled, block: 128, step: 128, depthStep: 8 },
} as const
const largeFrom = 1_024

type Sizes = Pick<MatmulInput, 'rows' | 'depth' | 'columns'>
export interface PaddedSizes extends Sizes {
  readonly tiling: keyof typeof tilings
}

const padded = (size: number, to: number) => Math.ceil(size / to) * to

/** Sizes of the padded matrices of a product. */
export function paddedSizes(
  { rows, depth, columns }: Sizes,
  tiling: keyof typeof tilings = Math.min(rows, columns) < largeFrom ? 'small' : 'large',
): PaddedSizes {
  const { step, depthStep } = tilings[tiling]
  return { rows: padded(rows, step), depth: padded(depth, depthStep), columns: padded(columns, step), tiling }
}

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
export function matmulPass(size: PaddedSizes, a: Binding, b: Binding, c: Binding): Pass {
  const { code, block } = tilings[size.tiling]
  const setup = Uint32Array.of(size.rows / tile, size.columns / tile, size.depth / vector, size.columns / vector)
  return {
    code,
    bindings: [up(setup), a, b, c],
    workgroups: [Math.ceil(size.columns / block), Math.ceil(size.rows / block)],
  }
}

export async function matmulGpu(input: MatmulInput, device: Device, size = paddedSizes(input)): Promise<MatmulOutput> {
  const { rows, depth, columns } = input
  const a = paddedMatrix(input.a, stridesOfA(input), rows, depth, { rows: size.rows, columns: size.depth })
  const b = paddedMatrix(input.b, stridesOfB(input), depth, columns, { rows: size.depth, columns: size.columns })
  const product: Binding = { length: size.rows * size.columns, read: true }
  const pass = matmulPass(size, up(a), up(b), product)
  const [wide] = await submit(device, [pass])
  const c = new Float32Array(rows * columns)
  for (let i = 0; i < rows; i++) c.set(wide!.subarray(i * size.columns, i * size.columns + columns), i * columns)
  return { c }
}
