/** Σ a_i b_i. Four sums at once: one alone waits for its own addition. */
export function dot(a: Float64Array, b: Float64Array): number {
  const n = a.length
  const whole = n - (n % 4)
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!
    s1 += a[i + 1]! * b[i + 1]!
    s2 += a[i + 2]! * b[i + 2]!
    s3 += a[i + 3]! * b[i + 3]!
  }
  for (let i = whole; i < n; i++) s0 += a[i]! * b[i]!
  return s0 + s1 + (s2 + s3)
}

/** y ← y + α x. */
export function addScaled(y: Float64Array, alpha: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i]! += alpha * x[i]!
}

/** Σ g_i v_i for every v of `vectors`, four in a pass, so that g is read a quarter as often. */
export function dots(g: Float64Array, vectors: readonly Float64Array[], out: Float64Array): void {
  const whole = vectors.length - (vectors.length % 4)
  for (let k = 0; k < whole; k += 4) fourDots(g, vectors[k]!, vectors[k + 1]!, vectors[k + 2]!, vectors[k + 3]!, out, k)
  for (let k = whole; k < vectors.length; k++) out[k] = dot(g, vectors[k]!)
}

function fourDots(
  g: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
  out: Float64Array,
  at: number,
): void {
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  for (let i = 0; i < g.length; i++) {
    const value = g[i]!
    s0 += value * a[i]!
    s1 += value * b[i]!
    s2 += value * c[i]!
    s3 += value * d[i]!
  }
  out[at] = s0
  out[at + 1] = s1
  out[at + 2] = s2
  out[at + 3] = s3
}

/** y ← y + Σ_k factors_k v_k, four vectors in a pass. */
export function addCombination(y: Float64Array, factors: Float64Array, vectors: readonly Float64Array[]): void {
  const whole = vectors.length - (vectors.length % 4)
  for (let k = 0; k < whole; k += 4)
    addFour(y, factors, k, vectors[k]!, vectors[k + 1]!, vectors[k + 2]!, vectors[k + 3]!)
  for (let k = whole; k < vectors.length; k++) addScaled(y, factors[k]!, vectors[k]!)
}

function addFour(
  y: Float64Array,
  factors: Float64Array,
  at: number,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
): void {
  const f0 = factors[at]!
  const f1 = factors[at + 1]!
  const f2 = factors[at + 2]!
  const f3 = factors[at + 3]!
  for (let i = 0; i < y.length; i++) y[i]! += f0 * a[i]! + f1 * b[i]! + (f2 * c[i]! + f3 * d[i]!)
}

/** Largest |x_i|; NaN when any is, 0 of nothing. */
export function largest(x: ArrayLike<number>): number {
  if (x instanceof Float64Array) return largestOfFloats(x)
  let most = 0
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i]!))
  return most
}

/** The same for one kind of array, four places at once: `Math.max` of what is NaN is NaN. */
function largestOfFloats(x: Float64Array): number {
  const whole = x.length - (x.length % 4)
  let [m0, m1, m2, m3] = [0, 0, 0, 0]
  for (let i = 0; i < whole; i += 4) {
    m0 = Math.max(m0, Math.abs(x[i]!))
    m1 = Math.max(m1, Math.abs(x[i + 1]!))
    m2 = Math.max(m2, Math.abs(x[i + 2]!))
    m3 = Math.max(m3, Math.abs(x[i + 3]!))
  }
  for (let i = whole; i < x.length; i++) m0 = Math.max(m0, Math.abs(x[i]!))
  return Math.max(m0, m1, m2, m3)
}

/** ‖x‖₂. */
export const norm = (x: Float64Array): number => Math.sqrt(dot(x, x))
