import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Stream } from '../../../../../renderer/compute/random/stream.ts'
import {
  addProduct,
  addTimesTransposed,
  addTransposedTimes,
} from '../../../../../renderer/compute/solvers/networks/products.ts'

test('multiplies as three plain loops do, whatever the sizes', () => {
  const sizes = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
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
      for (const out of outs) out.forEach((value, at) => expect(value).toBeCloseTo(wanted[at]!, 12))
    }),
  )
})
