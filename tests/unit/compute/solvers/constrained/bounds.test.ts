import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '../../../../../renderer/compute/index.ts'
import { evaluate, type Expression } from '../../../../../renderer/compute/expression/tree.ts'
import { textFrom } from '../../../../../renderer/compute/rational.ts'
import { isGlobalBound } from '../../../../../renderer/compute/verify/global-bound.ts'
import { impliedBox } from '../../../../../renderer/compute/verify/implied-box.ts'
import { polynomialOf } from '../../../../../renderer/compute/verify/polynomial.ts'

const xy = ['x', 'y']
function read(text: string): Expression {
  const parsed = parse(text, xy)
  if (!parsed.ok) throw new Error(text)
  return parsed.expression
}
const programme = (f: string, ineq: readonly string[], eq: readonly string[] = [], reach = Infinity) => ({
  f: read(f),
  ineq: ineq.map(read),
  eq: eq.map(read),
  lower: Float64Array.of(-reach, -reach),
  upper: Float64Array.of(reach, reach),
})
const boxOf = (...given: [readonly string[], (readonly string[])?]) =>
  impliedBox(programme('x', ...given)).map(({ low, high }) => [low, high])

const endless = [-Infinity, Infinity]
test.each<[string, string[], string[], number[][]]>([
  ['a line', ['0.1 - 2 x'], [], [[0.05, Infinity], endless]],
  [
    'a root that leaves one value',
    ['sqrt(x^2 + y^2) - x'],
    [],
    [
      [0, Infinity],
      [0, 0],
    ],
  ],
  ['a quotient of a square', ['x^2 / (1 + y^2)'], [], [[0, 0], endless]],
  [
    'a circle as an equation',
    [],
    ['x^2 + y^2 - 4'],
    [
      [-2, 2],
      [-2, 2],
    ],
  ],
  [
    'a disc off the middle',
    ['(x-1)^2 + 4 y^2 - 4'],
    [],
    [
      [-1, 3],
      [-1, 1],
    ],
  ],
  ['a square that cannot be below 0', ['(x+3)^2'], [], [[-3, -3], endless]],
  ['a product, which says nothing alone', ['x y - 1'], [], [endless, endless]],
])('reads bounds from %s', (_, ineq, eq, wanted) => {
  boxOf(ineq, eq).forEach(([low, high], j) => {
    expect(low).toBeCloseTo(wanted[j]![0]!, 12)
    expect(high).toBeCloseTo(wanted[j]![1]!, 12)
    // Rounded outwards, never in.
    expect(low! <= wanted[j]![0]! && high! >= wanted[j]![1]!).toBe(true)
  })
})

test('leaves nothing of a circle that cannot be', () => {
  const [x] = impliedBox(programme('x', ['x^2 + y^2 + 1']))
  expect(x!.low > x!.high).toBe(true)
})

test('multiplies out exactly', () => {
  const terms = Object.fromEntries(polynomialOf(read('(x + 0.1 y)^2 / 3 - x^2 / 3'), 2)!)
  expect(Object.fromEntries(Object.entries(terms).map(([key, value]) => [key, textFrom(value)]))).toEqual({
    '1,1': '1/15',
    '0,2': '1/300',
  })
  expect(polynomialOf(read('x / y'), 2)).toBeUndefined()
  expect(polynomialOf(read('exp(x)'), 2)).toBeUndefined()
})

const coefficient = fc.integer({ min: -3, max: 3 })
function proves(...given: Parameters<typeof isGlobalBound>): boolean {
  const run = isGlobalBound(...given)
  for (;;) {
    const next = run.next()
    if (next.done) return next.value
  }
}

test('never proves what a point refutes, whatever shrinks the boxes', () => {
  fc.assert(
    fc.property(fc.array(coefficient, { minLength: 9, maxLength: 9 }), fc.integer({ min: -8, max: 8 }), (w, target) => {
      const f = `${w[0]!} x^3 + ${w[1]!} x y + ${w[2]!} y^2 + ${w[3]!} x`
      const ineq = [`${w[4]!} x^2 + ${w[5]!} y - 1`, `${w[6]!} x y + ${w[7]!} y + ${w[8]!}`]
      const given = programme(f, ineq, [], 2)
      if (!proves(given, target, { lam: [0.5, 1], nu: [] })) return
      for (let x = -2; x <= 2; x += 0.125)
        for (let y = -2; y <= 2; y += 0.125) {
          const [cost, ...held] = evaluate([given.f, ...given.ineq], [x, y])
          if (held.every(c => c <= 0)) expect(cost).toBeGreaterThanOrEqual(target)
        }
    }),
    { numRuns: 60, seed: 9 },
  )
})

test.each([-1, Number.NaN, Infinity])('does not believe a multiplier of %s', lambda => {
  // f is as low as −10: the Lagrangian x − (x − 5) = 5 is above 0 everywhere and says nothing.
  const bowl = programme('x', ['x - 5'], [], 10)
  expect(proves(bowl, 0, { lam: [lambda], nu: [] })).toBe(false)
  expect(proves(bowl, -10.5, { lam: [lambda], nu: [] })).toBe(true)
})
