import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matmulPacked } from '../../../../../renderer/compute/kernels/matmul/packed.ts'
import { matmulWasm } from '../../../../../renderer/compute/kernels/matmul/wasm.ts'
import { Stream } from '../../../../../renderer/compute/random/stream.ts'
import {
  addProduct,
  addTimesTransposed,
  addTransposedTimes,
} from '../../../../../renderer/compute/solvers/networks/products.ts'

test('multiplies as three plain loops do, whatever the sizes', () => {
  // Some beyond the work from which on the kernel does it.
  const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 20, max: 40 }))
  const sizes = fc.tuple(size, size, size)
  fc.assert(
    fc.property(sizes, ([n, k, m]) => {
      const random = new Stream(1)
      const numbers = (length: number) => Float64Array.from({ length }, () => random.normal())
      const [a, b, start] = [numbers(n * k), numbers(k * m), numbers(n * m)]
      const wanted = start.map((value, at) => {
        let sum = value
        for (let c = 0; c < k; c++) sum += a[Math.floor(at / m) * k + c]! * b[c * m + (at % m)]!
        return sum
      })
      const turned = (all: Float64Array, rows: number, columns: number) =>
        all.map((_, at) => all[(at % rows) * columns + Math.floor(at / rows)]!)
      const outs = [start.slice(), start.slice(), start.slice()] as const
      addProduct(a, b, outs[0], n, k, m)
      addTimesTransposed(a, turned(b, k, m), outs[1], n, k, m)
      addTransposedTimes(turned(a, n, k), b, outs[2], k, n, m)
      for (const out of outs) out.forEach((value, at) => expect(Math.abs(value - wanted[at]!)).toBeLessThan(1e-12))
    }),
    { seed: 1 },
  )
})

test('gives the same product with WebAssembly and without it, to the last bit', () => {
  const random = new Stream(2)
  const numbers = (length: number) => Float64Array.from({ length }, () => random.normal())
  for (const [rows, depth, columns] of [
    [5, 3, 7],
    [37, 300, 21],
  ] as const) {
    const input = { rows, depth, columns, a: numbers(rows * depth), b: numbers(depth * columns) }
    expect(matmulWasm(input, 'f64', false)!.c).toEqual(matmulPacked(input, 'f64').c)
  }
})
