import type { Value, Writer } from './wasm-writer.ts'

// Elementary functions on four lanes of float32 (S. Moshier, Cephes, single precision), as in math.wgsl.

/** Opcodes on lanes of 32 bits. */
const add = 0xae
const fromFloat = 0xf8
const and = 0x4e
const xor = 0x51

/** a₀ + z (a₁ + z (a₂ + …)). */
const polynomial = (w: Writer, z: Value, coefficients: readonly number[]): Value =>
  coefficients
    .slice(0, -1)
    .reduceRight((sum, a) => w.op('add', w.op('mul', sum, z), w.constant(a)), w.constant(coefficients.at(-1)!))

/** x − k·(c₀ + c₁ + c₂), part by part (Cody and Waite 1980). */
const reduced = (w: Writer, x: Value, k: Value, parts: readonly number[]): Value =>
  parts.reduce((rest, part) => w.op('sub', rest, w.op('mul', k, w.constant(part))), x)

/** sin(x + quarters · π/2). */
export function sine(w: Writer, x: Value, quarters: number): Value {
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

/** Above, e^x is infinite in float32; below its opposite it is taken for 0, where it would be a denormal. */
const farthest = 88.72283
const lowest = -87.33654

/** e^x = 2^k · e^r with |r| ≤ ½ ln 2. */
export function exponential(w: Writer, x: Value): Value {
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
