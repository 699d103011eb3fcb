import { order, type Expression } from '../expression/tree.ts'
import { add, fraction, multiply, negate, one, rationalFrom, zero, type Rational } from '../rational.ts'

/** Exact coefficients by exponents: the term 3 x₁² x₃ of four variables stands at "2,0,1,0". Terms of 0 are left out. */
export type Polynomial = ReadonlyMap<string, Rational>

const mostTerms = 200
const highestPower = 8

const exponentsOf = (key: string): number[] => key.split(',').map(Number)

function sumOf(a: Polynomial, b: Polynomial, sign = one): Polynomial {
  const result = new Map(a)
  for (const [key, value] of b) {
    const total = add(result.get(key) ?? zero, multiply(sign, value))
    if (total.n === 0n) result.delete(key)
    else result.set(key, total)
  }
  return result
}

function productOf(a: Polynomial, b: Polynomial): Polynomial {
  let result: Polynomial = new Map()
  for (const [left, x] of a) {
    const moved = [...b].map(([right, y]): [string, Rational] => {
      const powers = exponentsOf(right)
      return [
        exponentsOf(left)
          .map((power, j) => power + powers[j]!)
          .join(),
        multiply(x, y),
      ]
    })
    result = sumOf(result, new Map(moved))
  }
  return result
}

/** The expression multiplied out over n variables, in exact numbers; `undefined` where it is no polynomial, or a long one. */
export function polynomialOf(expression: Expression, n: number): Polynomial | undefined {
  const unit = (j?: number) => Array.from({ length: n }, (_, i) => Number(i === j)).join()
  const constant = (value: Rational): Polynomial => (value.n === 0n ? new Map() : new Map([[unit(), value]]))
  const constantOf = (a: Polynomial) => (a.size === 0 ? zero : a.size === 1 ? a.get(unit()) : undefined)
  const known = new Map<Expression, Polynomial>()
  const powerOf = (base: Polynomial, exponent: number): Polynomial | undefined => {
    if (!Number.isInteger(exponent) || exponent < 0 || exponent > highestPower) return undefined
    return Array.from({ length: exponent }, () => base).reduce(productOf, constant(one))
  }
  const made = (node: Expression): Polynomial | undefined => {
    if (node.op === 'number') return Number.isFinite(node.value) ? constant(rationalFrom(node.value)) : undefined
    if (node.op === 'variable') return new Map([[unit(node.index), one]])
    const [a, b] = node.args.map(arg => known.get(arg)!) as [Polynomial, Polynomial]
    if (node.op === 'add') return sumOf(a, b)
    if (node.op === 'sub') return sumOf(a, b, negate(one))
    if (node.op === 'neg') return sumOf(new Map(), a, negate(one))
    if (node.op === 'mul') return a.size * b.size <= mostTerms ? productOf(a, b) : undefined
    const right = b && constantOf(b)
    if (node.op === 'div' && right?.n) return productOf(a, constant(fraction(right.d, right.n)))
    return node.op === 'pow' && right?.d === 1n && a.size <= highestPower ? powerOf(a, Number(right.n)) : undefined
  }
  for (const node of order([expression])) {
    const polynomial = made(node)
    if (!polynomial || polynomial.size > mostTerms) return undefined
    known.set(node, polynomial)
  }
  return known.get(expression)
}

/** Σ square_j x_j² + linear_j x_j + constant, without products of two variables; `undefined` for any other polynomial. */
export function separableQuadratic(polynomial: Polynomial, n: number) {
  const [square, linear] = [Array<Rational>(n).fill(zero), Array<Rational>(n).fill(zero)]
  let constant = zero
  for (const [key, value] of polynomial) {
    const powers = exponentsOf(key)
    const degree = powers.reduce((sum, power) => sum + power, 0)
    const j = powers.findIndex(power => power === degree)
    if (degree === 0) constant = value
    else if (j < 0 || degree > 2) return undefined
    else (degree === 2 ? square : linear)[j] = value
  }
  return { square, linear, constant }
}
