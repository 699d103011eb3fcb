import type { Value, Writer } from './wasm-writer.ts'

// Elementary functions on lanes: of float32 by S. Moshier's Cephes, single precision, as in math.wgsl; of float64 by
// Sun's fdlibm (k_sin.c, k_cos.c, e_exp.c), within a unit or two in the last place of Math's. Angles too large to be
// brought near 0 by parts of π/2 are left to Math.

/** Opcodes on lanes of 32 bits. */
const add = 0xae
const fromFloat = 0xf8
const and = 0x4e
const xor = 0x51
/** Of 64 bits. */
const addLong = 0xce

/** a₀ + z (a₁ + z (a₂ + …)). */
const polynomial = (w: Writer, z: Value, coefficients: readonly number[]): Value =>
  coefficients
    .slice(0, -1)
    .reduceRight((sum, a) => w.op('add', w.op('mul', sum, z), w.constant(a)), w.constant(coefficients.at(-1)!))

/** x − k·(c₀ + c₁ + c₂), part by part (Cody and Waite 1980). */
const reduced = (w: Writer, x: Value, k: Value, parts: readonly number[]): Value =>
  parts.reduce((rest, part) => w.op('sub', rest, w.op('mul', k, w.constant(part))), x)

/** Beyond these, the parts of π/2 below no longer give all digits of what is left. */
const farthestAngle = { f32x4: 8_192, f64x2: 1e6 }

const absolute = (w: Writer, x: Value): Value => w.op('abs', x)

/** sin(x + quarters · π/2), `quarters` 0 or 1. */
export function sine(w: Writer, x: Value, quarters: 0 | 1): Value {
  const near = w.lanes === 'f32x4' ? sineOfSingles(w, x, quarters) : sineOfDoubles(w, x, quarters)
  const far = w.greater(absolute(w, x), w.constant(farthestAngle[w.lanes]))
  return w.unless(far, near, () => w.each(quarters ? 'cos' : 'sin', [x]))
}

function sineOfSingles(w: Writer, x: Value, quarters: number): Value {
  const k = w.nearest(w.op('mul', x, w.constant(0.63661977)))
  const r = reduced(w, x, k, [1.5703125, 4.837512969970703e-4, 7.549789948768648e-8])
  const z = w.op('mul', r, r)
  const bend = polynomial(w, z, [-1.6666654611e-1, 8.3321608736e-3, -1.9515295891e-4])
  const near = w.op('add', r, w.op('mul', w.op('mul', r, z), bend))
  const far = polynomial(w, z, [1, -0.5, 4.166664568298827e-2, -1.388731625493765e-3, 2.443315711809948e-5])
  const quadrant = w.raw(add, w.raw(fromFloat, k), w.integers(quarters))
  const odd = w.shift('down', w.shift('up', quadrant, 31), 31)
  const sign = w.shift('up', w.raw(and, quadrant, w.integers(2)), 30)
  return w.raw(xor, w.select(far, near, odd), sign)
}

/** Added to a float64 of less than 2^51, leaves it as a whole number in the lowest bits. */
const wholeInBits = 1.5 * 2 ** 52

function sineOfDoubles(w: Writer, x: Value, quarters: number): Value {
  const k = w.nearest(w.op('mul', x, w.constant(2 / Math.PI)))
  const r = reduced(w, x, k, [1.57079632673412561417, 6.0771005063039659766e-11, 2.0222662487959506e-21])
  const z = w.op('mul', r, r)
  const bend = polynomial(
    w,
    z,
    [
      -1.66666666666666324348e-1, 8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6,
      -2.50507602534068634195e-8, 1.58969099521155010221e-10,
    ],
  )
  const near = w.op('add', r, w.op('mul', w.op('mul', r, z), bend))
  const curve = polynomial(
    w,
    z,
    [
      4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5, -2.75573143513906633035e-7,
      2.0875723212981748279e-9, -1.13596475577881948265e-11,
    ],
  )
  const half = w.op('mul', z, w.constant(0.5))
  const far = w.op('sub', w.constant(1), w.op('sub', half, w.op('mul', w.op('mul', z, z), curve)))
  const quadrant = w.raw(addLong, w.op('add', k, w.constant(wholeInBits)), w.longs(BigInt(quarters)))
  const odd = w.shift('down', w.shift('up', quadrant, 63), 63)
  const sign = w.shift('up', w.raw(and, quadrant, w.longs(2n)), 62)
  return w.raw(xor, w.select(far, near, odd), sign)
}

/** Above, e^x is infinite in float32; below its opposite it is taken for 0, where it would be a denormal. */
const farthest = 88.72283
const lowest = -87.33654

/** e^x = 2^k · e^r with |r| ≤ ½ ln 2. */
export const exponential = (w: Writer, x: Value): Value =>
  w.lanes === 'f32x4' ? exponentialOfSingles(w, x) : exponentialOfDoubles(w, x)

/** The same limits in float64, where denormals are kept. */
const farthestLong = 709.782712893384
const lowestLong = -745.1332191019412

function exponentialOfDoubles(w: Writer, x: Value): Value {
  const held = w.op('min', w.op('max', x, w.constant(lowestLong)), w.constant(farthestLong))
  const k = w.nearest(w.op('mul', held, w.constant(Math.LOG2E)))
  const high = w.op('sub', held, w.op('mul', k, w.constant(6.9314718036912381649e-1)))
  const low = w.op('mul', k, w.constant(1.90821492927058770002e-10))
  const r = w.op('sub', high, low)
  const z = w.op('mul', r, r)
  const bend = polynomial(
    w,
    z,
    [
      1.66666666666666019037e-1, -2.77777777770155933842e-3, 6.61375632143793436117e-5, -1.6533902205465251539e-6,
      4.13813679705723846039e-8,
    ],
  )
  const c = w.op('sub', r, w.op('mul', z, bend))
  const share = w.op('div', w.op('mul', r, c), w.op('sub', w.constant(2), c))
  const near = w.op('sub', w.constant(1), w.op('sub', w.op('sub', low, share), high))
  const half = w.nearest(w.op('mul', k, w.constant(0.5)))
  const power = (exponent: Value) =>
    w.shift('up', w.raw(addLong, w.op('add', exponent, w.constant(wholeInBits)), w.longs(1023n)), 52)
  const value = w.op('mul', w.op('mul', near, power(half)), power(w.op('sub', k, half)))
  const large = w.select(w.constant(Infinity), value, w.greater(x, w.constant(farthestLong)))
  return w.select(w.constant(0), large, w.less(x, w.constant(lowestLong)))
}

function exponentialOfSingles(w: Writer, x: Value): Value {
  // min and max keep NaN.
  const held = w.op('min', w.op('max', x, w.constant(lowest)), w.constant(farthest))
  const k = w.nearest(w.op('mul', held, w.constant(Math.LOG2E)))
  const r = reduced(w, held, k, [0.693359375, -2.1219444e-4])
  const bend = polynomial(
    w,
    r,
    [5.0000001201e-1, 1.6666665459e-1, 4.1665795894e-2, 8.3334519073e-3, 1.3981999507e-3, 1.98756915e-4],
  )
  const near = w.op('add', w.op('add', w.op('mul', w.op('mul', r, r), bend), r), w.constant(1))
  // 2^k in two halves: 2^128 is no float32, but its halves are.
  const half = w.shift('down', w.raw(fromFloat, k), 1)
  const rest = w.raw(0xb1, w.raw(fromFloat, k), half)
  const power = (exponent: Value) => w.shift('up', w.raw(add, exponent, w.integers(127)), 23)
  const value = w.op('mul', w.op('mul', near, power(half)), power(rest))
  const large = w.select(w.constant(Infinity), value, w.greater(x, w.constant(farthest)))
  return w.select(w.constant(0), large, w.less(x, w.constant(lowest)))
}

/** The sign bit of float32. */
const signBit = -(2 ** 31)

/** tanh on float32: an odd polynomial near 0, else 1 − 2 / (e^2|x| + 1). */
export function hyperbolicTangent(w: Writer, x: Value): Value {
  const sign = w.raw(and, x, w.integers(signBit))
  const size = absolute(w, x)
  const z = w.op('mul', x, x)
  const bend = polynomial(
    w,
    z,
    [-3.33332819422e-1, 1.33314422036e-1, -5.37397155531e-2, 2.06390887954e-2, -5.70498872745e-3],
  )
  const near = w.op('add', w.op('mul', w.op('mul', bend, z), x), x)
  const power = w.op('add', exponential(w, w.op('add', size, size)), w.constant(1))
  const far = w.raw(xor, w.op('sub', w.constant(1), w.op('div', w.constant(2), power)), sign)
  return w.select(far, near, w.greater(size, w.constant(0.625)))
}

/** atan on float32: by atan(t) = π/2 + atan(−1/t) or π/4 + atan((t − 1)/(t + 1)) where t is large. */
export function arcTangent(w: Writer, x: Value): Value {
  const sign = w.raw(and, x, w.integers(signBit))
  const t = absolute(w, x)
  const [isFar, isMiddle] = [w.greater(t, w.constant(2.414213562373095)), w.greater(t, w.constant(0.4142135623730951))]
  const one = w.constant(1)
  const choose = (far: Value, middle: Value, near: Value) => w.select(far, w.select(middle, near, isMiddle), isFar)
  const middle = w.op('div', w.op('sub', t, one), w.op('add', t, one))
  const y = choose(w.op('div', w.constant(-1), t), middle, t)
  const base = choose(w.constant(Math.PI / 2), w.constant(Math.PI / 4), w.constant(0))
  const z = w.op('mul', y, y)
  const bend = polynomial(w, z, [-3.33329491539e-1, 1.99777106478e-1, -1.38776856032e-1, 8.05374449538e-2])
  const value = w.op('add', base, w.op('add', w.op('mul', w.op('mul', bend, z), y), y))
  return w.raw(xor, value, sign)
}
