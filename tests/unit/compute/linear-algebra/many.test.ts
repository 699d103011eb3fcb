import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inArrays, manyVectors } from '../../../../renderer/compute/linear-algebra/many.ts'

const number = fc.integer({ min: -64, max: 64 })

test('sums over many vectors alike in WebAssembly and in plain arrays', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 70 }),
      fc.infiniteStream(number),
      (count, n, next) => {
        const vector = (length: number) => Float64Array.from({ length }, () => next.next().value!)
        const [fast, plain] = [manyVectors(count, n), inArrays(count, n)]
        for (let k = 0; k < count; k++) plain.vectors[k]!.set(vector(n))
        plain.vectors.forEach((v, k) => fast.vectors[k]!.set(v))
        const [g, factors] = [vector(n), vector(count)]
        const [a, b] = [new Float64Array(count), new Float64Array(count)]
        fast.dots(g, a)
        plain.dots(g, b)
        // Whole numbers add up exactly in any order.
        expect(a).toEqual(b)
        expect(a[0]).toBe(g.reduce((sum, value, i) => sum + value * plain.vectors[0]![i]!, 0))
        expect(fast.combine(g, 3, factors)).toEqual(plain.combine(g, 3, factors))
        expect(fast.vectors).toEqual(plain.vectors)
      },
    ),
    { numRuns: 200, seed: 3 },
  )
})
