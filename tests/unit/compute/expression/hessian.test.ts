import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gradient } from '../../../../renderer/compute/expression/derivative.ts'
import { families, memberOf, type FamilyName } from '../../../../renderer/compute/expression/families.ts'
import { curvatureFrom } from '../../../../renderer/compute/expression/hessian.ts'
import { parse } from '../../../../renderer/compute/expression/parse.ts'
import { smoothFrom, sumOfOne } from '../../../../renderer/compute/expression/sum.ts'
import { evaluate } from '../../../../renderer/compute/expression/tree.ts'
import { anyExpression, coordinate } from './expressions.ts'

test('bends any expression as differences of its slopes do', () => {
  let compared = 0
  fc.assert(
    fc.property(anyExpression, fc.tuple(coordinate, coordinate), (f, at) => {
      const slopes = gradient(f, 2)
      const bend = curvatureFrom(slopes)(at)
      for (const [i, j] of [
        [0, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        const slope = (step: number) =>
          evaluate(
            [slopes[i]!],
            at.map((c, l) => (l === j ? c + step : c)),
          )[0]!
        const [near, far] = [1e-4, 2e-4].map(h => (slope(h) - slope(-h)) / (2 * h)) as [number, number]
        const scale = Math.max(1, Math.abs(near))
        const value = bend.data[2 * i + j]!
        // Where two widths disagree there is a kink or a pole, and where ∞ meets 0 the graph says NaN.
        if (!(Math.abs(near - far) <= 1e-5 * scale) || scale > 1e4 || !Number.isFinite(value)) continue
        compared++
        expect(bend.data[2 * j + i]).toBe(value)
        expect(Math.abs(value - near)).toBeLessThanOrEqual(1e-3 * scale)
      }
    }),
    { numRuns: 800, seed: 5 },
  )
  expect(compared).toBeGreaterThan(1_000)
})

test('knows the Hessian of a quadratic exactly', () => {
  const parsed = parse('3x^2 + 2x y - y^2/2 + 7x', ['x', 'y'])
  if (!parsed.ok) throw new Error(parsed.issue.code)
  expect(Array.from(smoothFrom(sumOfOne(parsed.expression, 2)).curvature([0.3, 11]).data)).toEqual([6, 2, 2, -1])
})

test.each(Object.keys(families) as FamilyName[])('agrees by hand and by closures on %s', name => {
  const member = memberOf(name, 20)!
  const smooth = smoothFrom(member)
  const x = member.start.map((value, i) => value + Math.sin(i))
  const [slope, other] = [new Float64Array(20), new Float64Array(20)]
  const f = smooth.at(x, slope)
  if (member.at) {
    expect(member.at(x, other)).toBeCloseTo(f, 8)
    other.forEach((g, i) => expect(g).toBeCloseTo(slope[i]!, 8))
  }
  const h = 1e-5
  const bend = smooth.curvature(x)
  for (let j = 0; j < 20; j++) {
    const [up, down] = [new Float64Array(20), new Float64Array(20)]
    const rise =
      smooth.at(
        x.map((v, i) => (i === j ? v + h : v)),
        up,
      ) -
      smooth.at(
        x.map((v, i) => (i === j ? v - h : v)),
        down,
      )
    expect(Math.abs(rise / (2 * h) - slope[j]!)).toBeLessThan(1e-4 * Math.max(1, Math.abs(slope[j]!)))
    for (let i = 0; i < 20; i++)
      expect(Math.abs((up[i]! - down[i]!) / (2 * h) - bend.data[i * 20 + j]!)).toBeLessThan(
        1e-3 * Math.max(1, Math.abs(bend.data[i * 20 + j]!)),
      )
  }
})

test('has no member of a family that does not fit', () => {
  expect(memberOf('powell', 6)).toBeUndefined()
  expect(memberOf('rosenbrock', 1)).toBeUndefined()
})
