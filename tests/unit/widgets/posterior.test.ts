import { expect, test } from 'vitest'
import { defaultsOf } from '../../../renderer/widgets/frame/state-text.ts'
import * as shares from '../../../renderer/widgets/posterior/dirichlet.ts'
import { model } from '../../../renderer/widgets/posterior/model.ts'
import { numbersAfter, python, ranFrom, said } from './ran.ts'

const of = (part: object) => ({ ...defaultsOf(model), family: 'dirichlet', prior: [2, 2, 2], data: [1, 3, 3], ...part })

test('counts classes from 1, or from 0 where one is called so', () => {
  expect(shares.weightsOf(of({}))).toEqual([
    [2, 2, 2],
    [3, 2, 2],
    [3, 2, 3],
    [3, 2, 4],
  ])
  expect(shares.weightsOf(of({ prior: [1, 1], data: [0, 1, 1] })).at(-1)).toEqual([2, 3])
  expect(shares.countsOf(of({}), 2)).toEqual([1, 0, 1])
})

test('knows mean, deviation, mode and densities by closed forms', () => {
  const alpha = [3, 2, 4]
  expect(shares.meansOf(alpha)).toEqual([3 / 9, 2 / 9, 4 / 9])
  expect(shares.modeOf(alpha)).toEqual([2 / 6, 1 / 6, 3 / 6])
  expect(shares.modeOf([1, 2, 2])).toBeUndefined()
  expect(shares.deviationsOf(alpha)[0]).toBeCloseTo(Math.sqrt((3 * 6) / (81 * 10)), 12)
  // Γ(9) / (Γ(3) Γ(2) Γ(4)) at equal shares.
  expect(shares.logDensityAt([1 / 3, 1 / 3, 1 / 3], alpha)).toBeCloseTo(Math.log(40_320 / 12 / 3 ** 6), 10)
  // Of a flat law over three shares one share alone has density 2 (1 − p).
  expect(Math.exp(shares.logMarginalAt(0.25, [1, 1, 1], 0))).toBeCloseTo(1.5, 12)
})

test('vouches for all classes, and refuses what names none', async () => {
  const shown = await ranFrom(model, of({}))
  expect(model.certificate(shown).filter(({ holds }) => holds === false)).toEqual([])
  expect(model.certificate(shown).length).toBeGreaterThan(6)
  for (const data of [
    [1, 4],
    [1, 1.5],
    [-1, 1],
  ])
    await expect(ranFrom(model, of({ data }))).rejects.toThrow()
})

test('says nothing about another family’s last answer', async () => {
  const beta = await ranFrom(model, defaultsOf(model))
  const many = await ranFrom(model, of({}))
  expect(model.certificate({ ...beta, values: many.values })).toEqual([])
  expect(model.certificate({ ...many, values: beta.values })).toEqual([])
})

test.skipIf(!python)('agrees with SciPy on shares', async () => {
  const shown = await ranFrom(model, of({}))
  const text = await said(model.python(shown))
  expect(numbersAfter(text, 'posterior')).toEqual([3, 2, 4])
  for (const [i, value] of numbersAfter(text, 'mean').entries()) expect(value).toBeCloseTo([3, 2, 4][i]! / 9, 12)
  for (const [i, value] of numbersAfter(text, 'sd').entries())
    expect(value).toBeCloseTo(shares.deviationsOf([3, 2, 4])[i]!, 12)
})
