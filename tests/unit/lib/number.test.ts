import { expect, test } from 'vitest'
import { numberText, powerText } from '../../../renderer/lib/number.ts'

test.each([
  [0, '0'],
  [1, '1'],
  [1.3094, '1.31'],
  [-0.002, '−0.002'],
  [0.25, '0.25'],
  [200, '200'],
  [12345, '12345'],
  [3.1e-12, '3.10 × 10⁻¹²'],
  [-6.02e23, '−6.02 × 10²³'],
  [999.9, '1000'],
  [Number.NaN, '–'],
  [-Infinity, '−∞'],
])('writes %d for people', (value, text) => {
  expect(numberText(value)).toBe(text)
})

test('writes powers of ten', () => {
  expect([powerText(0), powerText(-12), powerText(3)]).toEqual(['10⁰', '10⁻¹²', '10³'])
})
