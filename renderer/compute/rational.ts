/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

/** Decimal exponents that float64 can print; more would only make numbers that nobody can read. */
const largestExponent = 400

export const zero: Rational = { n: 0n, d: 1n }
export const one: Rational = { n: 1n, d: 1n }

/** Greatest common divisor, never negative; gcd(0, 0) = 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y) [x, y] = [y, x % y]
  return x
}

/** n/d in lowest terms; throws RangeError where d = 0. */
export function fraction(n: bigint, d = 1n): Rational {
  if (d === 0n) throw new RangeError('a fraction needs a denominator other than 0')
  const common = gcd(n, d) * (d < 0n ? -1n : 1n)
  return { n: n / common, d: d / common }
}

/**
 * Reads a whole number, a decimal ("-0.25", "1e-3") or "p/q" exactly. A number is taken by its shortest decimal, so
 * that 0.1 is 1/10 and not the binary fraction nearest to it. Throws RangeError for anything else.
 */
export function rationalFrom(value: number | string): Rational {
  const text = String(value).trim()
  const [, n, d] = /^([+-]?\d+)\/(\d+)$/.exec(text) ?? []
  if (n !== undefined && d !== undefined) return fraction(BigInt(n), BigInt(d))
  const [, sign, whole, part = '', power = '0'] = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? []
  const exponent = Number(power) - part.length
  if (whole === undefined || Math.abs(exponent) > largestExponent) throw new RangeError(`${text} is no exact fraction`)
  const digits = BigInt(whole + part) * (sign === '-' ? -1n : 1n)
  return exponent < 0 ? fraction(digits, 10n ** BigInt(-exponent)) : fraction(digits * 10n ** BigInt(exponent))
}

export const negate = ({ n, d }: Rational): Rational => ({ n: -n, d })
export const add = (a: Rational, b: Rational): Rational => fraction(a.n * b.d + b.n * a.d, a.d * b.d)
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b))
export const multiply = (a: Rational, b: Rational): Rational => fraction(a.n * b.n, a.d * b.d)
/** Throws RangeError where b = 0. */
export const divide = (a: Rational, b: Rational): Rational => fraction(a.n * b.d, a.d * b.n)

/** Negative, 0 or positive, as a is below, at or above b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : Number(difference > 0n)
}
export const larger = (a: Rational, b: Rational): Rational => (compare(a, b) < 0 ? b : a)
/** The largest of a list that is not empty. */
export const largest = (values: readonly Rational[]): Rational => values.reduce(larger)

export const sum = (values: readonly Rational[]): Rational => values.reduce(add, zero)
/** Σ a_i b_i over two lists of one length. */
export const dot = (a: readonly Rational[], b: readonly Rational[]): Rational =>
  a.reduce((total, value, i) => add(total, multiply(value, b[i]!)), zero)

/** "p/q", or "p" where q = 1. */
export const textFrom = ({ n, d }: Rational): string => (d === 1n ? `${n}` : `${n}/${d}`)

/** The float64 next to it, to within one unit in the last place; ±Infinity beyond float64's range. */
export function numberFrom({ n, d }: Rational): number {
  const bits = (value: bigint) => value.toString(16).length * 4
  const shift = Math.max(0, bits(d) - bits(n < 0n ? -n : n) + 64)
  let value = Number((n << BigInt(shift)) / d)
  // In two halves, for 2^-shift alone may be below the smallest number.
  value *= 2 ** -Math.floor(shift / 2)
  return value * 2 ** -Math.ceil(shift / 2) + 0
}
