import { expect, test } from 'vitest'
import { parse } from '../../../../../renderer/compute/expression/parse.ts'
import type { Expression } from '../../../../../renderer/compute/expression/tree.ts'
import { certifyDuality } from '../../../../../renderer/compute/verify/duality.ts'
import { certifyNonlinear } from '../../../../../renderer/compute/verify/nonlinear.ts'
import { drive } from '../drive.ts'

interface Found {
  x: number[] | null
  p: number
  d: number
}

const solved = async (problem: object) => {
  const { report } = await drive<Found, { holds: boolean }>('duality', { vars: ['x'], ...problem })
  return report
}

test.each([
  [{ f: 'log(x)', ineq: ['x-1'], domain: 'x>0' }],
  [{ f: 'log(x)', ineq: ['x-1'], domain: 'x>0', x0: [0.5] }],
  [{ f: '-1/x', ineq: ['x-1'], domain: 'x>0' }],
  [{ f: '-1/x^2' }],
  [{ f: 'log(x^2+y^2)', vars: ['x', 'y'], x0: [1, 1] }],
  [{ f: '-x*log(x)', domain: 'x>0' }],
])('falls without end at a pole or on the edge of the domain: %j', async problem => {
  const { status, result } = await solved(problem)
  expect({ status, p: result.p, d: result.d }).toEqual({ status: 'unbounded', p: -Infinity, d: -Infinity })
})

test.each([
  [{ f: 'x*log(x)', domain: 'x>0' }, 1 / Math.E, -1 / Math.E],
  [{ f: 'x-log(x)', domain: 'x>0' }, 1, 1],
  [{ f: 'sqrt(x)', x0: [-1] }, 0, 0],
])('starts where the functions have a value: %j', async (problem, x, p) => {
  const { status, result, certificate } = await solved(problem)
  expect(status).toBe('optimal')
  expect(certificate.holds).toBe(true)
  expect(result.x![0]).toBeCloseTo(x, 6)
  expect(result.p).toBeCloseTo(p, 10)
})

test.each([
  [{ f: '3-tanh(x)' }, 2],
  [{ f: 'tanh(x)', ineq: ['x-3'] }, -1],
  [{ f: '1/(1+exp(x))' }, 0],
])('sees through digits that ran out that a value is only approached: %j', async (problem, p) => {
  const { status, result } = await solved(problem)
  expect(status).toBe('not_attained')
  expect(result.x).toBeNull()
  expect(result.p).toBeCloseTo(p, 6)
})

test.each([
  [{ f: 'x', ineq: ['exp(x)'] }, -Infinity],
  [{ f: 'x^2', ineq: ['exp(x)'] }, Infinity],
  [{ f: 'exp(-x)', ineq: ['exp(-x)'] }, 0],
  [{ f: 'x', ineq: ['1/x'], domain: 'x>0' }, Infinity],
])('knows that what is only approached does not hold: %j', async (problem, d) => {
  const { status, result, certificate } = await solved(problem)
  expect({ status, p: result.p, holds: certificate.holds }).toEqual({ status: 'infeasible', p: Infinity, holds: true })
  if (Number.isFinite(d)) expect(result.d).toBeCloseTo(d, 6)
  else expect(result.d).toBe(d)
})

test('follows the dual value outwards: without end, and to a value that it only approaches', async () => {
  // Far to the left −(1 − x)³ outweighs everything, for any multipliers.
  const cusp = await solved({ f: '-x', vars: ['x', 'y'], ineq: ['y-(1-x)^3', '-y'] })
  expect(cusp.result.d).toBe(-Infinity)
  // λ > 0 lets x y go to infinity, and λ = 0 leaves inf x + y = 0.
  const hyperbola = await solved({ f: 'x+y', vars: ['x', 'y'], ineq: ['1-x*y'], domain: 'x>0, y>0' })
  expect(hyperbola.result.p).toBeCloseTo(2, 8)
  expect(hyperbola.result.d).toBeCloseTo(0, 8)
})

const typed = (f: string, ineq: string[]) => {
  const read = (text: string): Expression => {
    const parsed = parse(text, ['x'])
    if (!parsed.ok) throw new Error(text)
    return parsed.expression
  }
  return {
    f: read(f),
    ineq: ineq.map(read),
    eq: [],
    lower: Float64Array.of(-Infinity),
    upper: Float64Array.of(Infinity),
  }
}

test('certifies no point at which a function has no value', () => {
  const none = new Float64Array(2)
  // A constraint without a value does not hold, whatever stands after it.
  const outside = certifyNonlinear(typed('(x+1)^2', ['log(x)', 'x-5']), [-1], none, new Float64Array())
  expect(outside.holds).toBe(false)
  for (const f of ['log(x)', 'x*log(x)']) {
    const programme = typed(f, [])
    const claim = { x: [0], multipliers: null, dualPoint: null, d: -Infinity, slaterPoint: null, feasible: true }
    const search = certifyDuality(programme, claim)
    let next = search.next()
    while (!next.done) next = search.next()
    expect([f, next.value.holds]).toEqual([f, false])
  }
})
