import type { Numbers } from '../kernel.ts'

/** A · B for A with `rows` × `depth` and B with `depth` × `columns` numbers, each row by row. */
export interface MatmulInput {
  readonly rows: number
  readonly depth: number
  readonly columns: number
  readonly a: Numbers
  readonly b: Numbers
  /** A is given as its transpose, `depth` × `rows`. */
  readonly aTransposed?: boolean
  /** B is given as its transpose, `columns` × `depth`. */
  readonly bTransposed?: boolean
}

/** Row by row. */
export type MatmulOutput = { c: Numbers }

/** How far apart two neighbours of a matrix lie in its array. */
export interface Strides {
  readonly row: number
  readonly column: number
}
export const stridesOfA = ({ rows, depth, aTransposed }: MatmulInput): Strides =>
  aTransposed ? { row: 1, column: rows } : { row: depth, column: 1 }
export const stridesOfB = ({ depth, columns, bTransposed }: MatmulInput): Strides =>
  bTransposed ? { row: 1, column: depth } : { row: columns, column: 1 }

/** Reference, float64. */
export function matmulCpu(input: MatmulInput): { c: Float64Array } {
  const { rows, depth, columns, a, b } = input
  const inA = stridesOfA(input)
  const inB = stridesOfB(input)
  const c = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < depth; k++) {
      const factor = a[i * inA.row + k * inA.column]!
      for (let j = 0; j < columns; j++) c[i * columns + j]! += factor * b[k * inB.row + j * inB.column]!
    }
  return { c }
}
