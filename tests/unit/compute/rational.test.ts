import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  add,
  compare,
  divide,
  fraction,
  multiply,
  numberFrom,
  rationalFrom,
  subtract,
  textFrom,
  zero,
} from '../../../renderer/compute/rational.ts'

const rationals = fc.tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.bigInt({ min: 1n, max: 10n ** 30n }))

test('reads whole numbers, decimals and fractions exactly', () => {
  const texts = ['0', '-3', '2/3', '-4/6', '0.1', '1e-3', '12.50', '1e21'].map(text => textFrom(rationalFrom(text)))
  expect(texts).toEqual(['0', '-3', '2/3', '-2/3', '1/10', '1/1000', '25/2', '1000000000000000000000'])
  expect(textFrom(rationalFrom(0.1))).toBe('1/10')
  expect(textFrom(rationalFrom(1e-7))).toBe('1/10000000')
})

test('refuses what is no exact fraction', () => {
  for (const text of ['', 'x', '1/0', '1/-2', '1e999', 'NaN', 'Infinity', '1.', '.5', '1 2'])
    expect(() => rationalFrom(text)).toThrow(RangeError)
  expect(() => divide(fraction(1n), zero)).toThrow(RangeError)
})

test('keeps the laws of a field', () => {
  fc.assert(
    fc.property(rationals, rationals, rationals, (...given) => {
      const [a, b, c] = given.map(([n, d]) => fraction(n, d)) as [never, never, never]
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)))
      expect(add(subtract(a, b), b)).toEqual(a)
      if (compare(b, zero) !== 0) expect(multiply(divide(a, b), b)).toEqual(a)
    }),
    { seed: 1 },
  )
})

test('comes back from its own text', () => {
  const comesBack = ([n, d]: [bigint, bigint]) => {
    expect(rationalFrom(textFrom(fraction(n, d)))).toEqual(fraction(n, d))
  }
  fc.assert(fc.property(rationals, comesBack), { seed: 1 })
})

test('turns into the nearest float64 at any size', () => {
  expect(numberFrom(fraction(2n, 3n))).toBe(2 / 3)
  expect(numberFrom(zero)).toBe(0)
  expect(numberFrom(fraction(10n ** 400n, 3n * 10n ** 399n))).toBe(10 / 3)
  expect(numberFrom(rationalFrom('1e-320'))).toBe(1e-320)
  expect(numberFrom(fraction(-(10n ** 400n)))).toBe(-Infinity)
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 })
  const isNext = (x: number) => {
    expect(Math.abs(numberFrom(rationalFrom(x)) - x)).toBeLessThanOrEqual(Math.max(Math.abs(x) * 2 ** -52, 5e-324))
  }
  fc.assert(fc.property(finite, isNext), { seed: 1, examples: [[1e-300], [-1e-7], [123456.789]] })
})
