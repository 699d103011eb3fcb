import { expect, test } from 'vitest'
import { digamma, trigamma } from '../../../../renderer/compute/special/digamma.ts'
import { erf, normalBelow } from '../../../../renderer/compute/special/error-function.ts'
import { incompleteBeta } from '../../../../renderer/compute/special/incomplete-beta.ts'
import { lowerGamma, upperGamma } from '../../../../renderer/compute/special/incomplete-gamma.ts'
import { logBeta, logGamma } from '../../../../renderer/compute/special/log-gamma.ts'
import { normalQuantile, quantile } from '../../../../renderer/compute/special/quantile.ts'

const close = (value: number, wanted: number, tolerance: number) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(tolerance * Math.abs(wanted))

test('takes the logarithm of factorials and of half steps', () => {
  let factorial = 1
  for (let n = 1; n < 20; n++) {
    expect(Math.abs(logGamma(n) - Math.log(factorial))).toBeLessThan(2e-14 * Math.max(1, Math.log(factorial)))
    factorial *= n
  }
  close(logGamma(0.5), Math.log(Math.PI) / 2, 1e-14)
  close(logBeta(0.5, 0.5), Math.log(Math.PI), 1e-13)
  expect(logGamma(-1)).toBeNaN()
})

test('knows digamma and trigamma where they have closed forms', () => {
  const euler = 0.5772156649015329
  close(digamma(1), -euler, 1e-13)
  close(digamma(0.5), -euler - 2 * Math.LN2, 1e-13)
  close(trigamma(1), Math.PI ** 2 / 6, 1e-13)
  close(trigamma(0.5), Math.PI ** 2 / 2, 1e-13)
  for (const x of [0.1, 2.5, 14.9, 15.1, 400]) close(digamma(x + 1), digamma(x) + 1 / x, 1e-12)
})

test('meets the closed forms of the incomplete gamma function', () => {
  for (const x of [1e-3, 0.5, 1.9, 2.1, 7, 60]) {
    close(upperGamma(1, x), Math.exp(-x), 1e-12)
    close(upperGamma(3, x), Math.exp(-x) * (1 + x + (x * x) / 2), 1e-12)
    close(lowerGamma(2.5, x) + upperGamma(2.5, x), 1, 1e-14)
  }
  expect([lowerGamma(2, 0), lowerGamma(2, Infinity), upperGamma(2, Infinity)]).toEqual([0, 1, 0])
})

test('meets the closed forms of the incomplete beta function', () => {
  for (const x of [1e-9, 0.1, 0.5, 0.9]) {
    close(incompleteBeta(3, 1, x), x ** 3, 1e-12)
    close(incompleteBeta(1, 4, x), -Math.expm1(4 * Math.log1p(-x)), 1e-12)
    close(incompleteBeta(0.5, 0.5, x), (2 / Math.PI) * Math.asin(Math.sqrt(x)), 1e-12)
  }
  expect([incompleteBeta(2, 3, 0), incompleteBeta(2, 3, 1)]).toEqual([0, 1])
})

test('knows the normal distribution and turns it round', () => {
  close(erf(1), 0.8427007929497149, 1e-13)
  close(erf(-0.3), -erf(0.3), 0)
  close(normalBelow(-10), 7.619853024160527e-24, 1e-11)
  close(normalQuantile(0.975), 1.959963984540054, 1e-14)
  close(normalQuantile(1e-6), -normalQuantile(1 - 1e-6), 1e-9)
  close(
    quantile(x => 1 - Math.exp(-x), 0.5, 0, Infinity),
    Math.LN2,
    1e-14,
  )
})
