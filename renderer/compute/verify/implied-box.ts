import { bounderOf, interval, type Interval } from '../expression/interval.ts'
import { gradient } from '../expression/derivative.ts'
import { evaluate, make, number, type Expression } from '../expression/tree.ts'
import {
  add,
  compare,
  divide,
  multiply,
  negate,
  numberFrom,
  rationalFrom,
  subtract,
  zero,
  type Rational,
} from '../rational.ts'
import type { NonlinearProgramme } from './nonlinear.ts'
import { polynomialOf, separableQuadratic } from './polynomial.ts'

/** Terms whose sum is c, each with its sign. */
function signedTerms(c: Expression, sign: 1 | -1 = 1): (readonly [1 | -1, Expression])[] {
  const other = sign > 0 ? -1 : 1
  if (c.op === 'add') return c.args.flatMap(arg => signedTerms(arg, sign))
  if (c.op === 'sub') return [...signedTerms(c.args[0]!, sign), ...signedTerms(c.args[1]!, other)]
  return c.op === 'neg' ? signedTerms(c.args[0]!, other) : [[sign, c]]
}

/**
 * What c ≤ 0 says where c has a value, in forms without roots and quotients, each ≤ 0 too: √u ≤ v is u ≤ v² with
 * −v ≤ 0, and u / v ≤ 0 with v never below 0 is u ≤ 0.
 */
function plainly(c: Expression, box: readonly Interval[]): Expression[] {
  const factor = c.op === 'mul' ? c.args[0]! : undefined
  if (c.op === 'mul' && factor?.op === 'number' && factor.value > 0) return plainly(c.args[1]!, box)
  if (c.op === 'div') {
    const [above, below] = c.args as [Expression, Expression]
    const { low, high } = bounderOf([below]).of(box)[0]!
    if (low >= 0) return plainly(above, box)
    return high <= 0 ? plainly(make('neg', above), box) : [c]
  }
  const terms = signedTerms(c)
  const at = terms.findIndex(([sign, { op }]) => sign > 0 && op === 'sqrt')
  const root = terms[at]?.[1]
  if (root?.op !== 'sqrt') return [c]
  const rest = terms
    .filter((_, k) => k !== at)
    .reduce<Expression>((sum, [sign, term]) => make(sign > 0 ? 'add' : 'sub', sum, term), number(0))
  return [make('sub', root.args[0]!, make('mul', rest, rest)), rest]
}

/** A float64 number at or beyond the fraction, in the direction of `sign`; the fraction itself where float64 has it. */
function beyond(value: Rational, sign: 1 | -1): number {
  const near = numberFrom(value)
  if (!Number.isFinite(near)) return sign * Infinity
  return compare(rationalFrom(near), value) === 0
    ? near
    : near + sign * (2 * Number.EPSILON * Math.abs(near) + Number.MIN_VALUE)
}

type Pair = readonly [number, number]
const nowhere = (n: number) => Array.from({ length: n }, (): Pair => [Infinity, -Infinity])

/**
 * The bounds that c ≤ 0 puts on each variable where c is Σ a_j x_j² + b_j x_j + k with every a_j > 0 (a ball: completing
 * squares leaves Σ a_j (x_j + b_j/2a_j)² ≤ r, a single point where r is exactly 0), or linear in one variable alone.
 */
function boundsFrom(c: Expression, n: number): (Pair | undefined)[] {
  const polynomial = polynomialOf(c, n)
  const quadratic = polynomial && separableQuadratic(polynomial, n)
  if (!quadratic) return []
  const { square, linear, constant } = quadratic
  const used = square.flatMap((a, j) => (a.n !== 0n || linear[j]!.n !== 0n ? [j] : []))
  if (used.length === 0) return compare(constant, zero) > 0 ? nowhere(n) : []
  const [only] = used
  if (used.length === 1 && square[only!]!.n === 0n) {
    const slope = linear[only!]!
    const end = divide(negate(constant), slope)
    return slope.n > 0n ? sparse(n, only!, [-Infinity, beyond(end, 1)]) : sparse(n, only!, [beyond(end, -1), Infinity])
  }
  if (used.some(j => compare(square[j]!, zero) <= 0)) return []
  const half = (j: number) => divide(linear[j]!, multiply(rationalFrom(2), square[j]!))
  const room = used.reduce((r, j) => add(r, multiply(square[j]!, multiply(half(j), half(j)))), negate(constant))
  if (compare(room, zero) < 0) return nowhere(n)
  return square.map((a, j) => {
    if (!used.includes(j)) return undefined
    const far = room.n === 0n ? 0 : Math.sqrt(beyond(divide(room, a), 1)) * (1 + 2 * Number.EPSILON)
    if (!Number.isFinite(far)) return undefined
    const reach = rationalFrom(far)
    const centre = negate(half(j))
    return [beyond(subtract(centre, reach), -1), beyond(add(centre, reach), 1)]
  })
}

const sparse = (n: number, at: number, pair: Pair) => Array.from({ length: n }, (_, j) => (j === at ? pair : undefined))

/**
 * The bounds of the variables with what the constraints add to them, one by one: also the single value that a constraint
 * without an inside leaves, as y = 0 of √(x² + y²) ≤ x. No feasible point lies outside; empty where there is none.
 */
export function impliedBox({ ineq, eq, lower, upper }: NonlinearProgramme): Interval[] {
  const n = lower.length
  const box = Array.from(lower, (low, j) => interval(low, upper[j]!))
  const both = [...ineq, ...eq, ...eq.map(h => make('neg', h))]
  for (const part of both.flatMap(c => plainly(c, box)))
    boundsFrom(part, n).forEach((pair, j) => {
      if (pair) box[j] = interval(Math.max(box[j]!.low, pair[0]), Math.min(box[j]!.high, pair[1]))
    })
  return box
}

/** The bounds of the variables, and what constraints a x_j + b ≤ 0 add to them: those grow no wider than a constraint gives way. */
export function linearBox({ ineq, lower, upper }: NonlinearProgramme): Interval[] {
  const n = lower.length
  const box = Array.from(lower, (low, j) => interval(low, upper[j]!))
  for (const c of ineq) {
    const slopes = gradient(c, n).map(slope => (slope.op === 'number' ? slope.value : Number.NaN))
    const j = slopes.findIndex(slope => slope !== 0)
    if (j < 0 || !slopes.every((slope, i) => Number.isFinite(slope) && (i === j || slope === 0))) continue
    const end = -evaluate([c], new Float64Array(n))[0]! / slopes[j]!
    const slack = 8 * Number.EPSILON * Math.abs(end)
    if (slopes[j]! > 0) box[j] = interval(box[j]!.low, Math.min(box[j]!.high, end + slack))
    else box[j] = interval(Math.max(box[j]!.low, end - slack), box[j]!.high)
  }
  return box
}
