import type { Numbers } from '../kernel.ts'

/** One implicit step in time of many lines at once, each a system on three diagonals. */
export interface MeanFieldInput {
  /** Cells of a line. */
  readonly cells: number
  /** Rates of stepping to the right and to the left neighbour, cell by cell and line by line; 0 at the ends outwards. */
  readonly right: Numbers
  readonly left: Numbers
  readonly dt: number
  /** A crowd goes forward in time and keeps its sum; a value goes back in time by the transposed system. */
  readonly kind: 'value' | 'crowd'
  readonly given: Numbers
}
export type MeanFieldOutput = { z: Numbers }

/**
 * (1 + dt (r + l)) z_i − dt r_i z_{i+1} − dt l_i z_{i−1} = given_i, or its transpose, by elimination; the diagonals
 * dominate, so no pivoting. Reference, float64.
 */
export function meanFieldCpu(input: MeanFieldInput): { z: Float64Array } {
  const { cells, given } = input
  const z = Float64Array.from(given)
  const lines = cells ? given.length / cells : 0
  const { lower, middle, upper } = diagonalsOf(input)
  for (let line = 0; line < lines; line++) {
    const first = line * cells
    const last = first + cells - 1
    for (let i = first + 1; i <= last; i++) {
      const factor = lower[i]! / middle[i - 1]!
      middle[i]! -= factor * upper[i - 1]!
      z[i]! -= factor * z[i - 1]!
    }
    z[last]! /= middle[last]!
    for (let i = last - 1; i >= first; i--) z[i] = (z[i]! - upper[i]! * z[i + 1]!) / middle[i]!
  }
  return { z }
}

/** The three diagonals, 0 beyond the ends of each line. */
export function diagonalsOf({ cells, right, left, dt, kind }: MeanFieldInput) {
  const make = (entry: (i: number) => number) => Float64Array.from({ length: right.length }, (_, i) => entry(i))
  const crowd = kind === 'crowd'
  return {
    lower: make(i => (i % cells === 0 ? 0 : -dt * (crowd ? right[i - 1]! : left[i]!))),
    middle: make(i => 1 + dt * (right[i]! + left[i]!)),
    upper: make(i => (i % cells === cells - 1 ? 0 : -dt * (crowd ? left[i + 1]! : right[i]!))),
  }
}
