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

/** Largest |x_i|; NaN when any is, 0 of nothing. */
export function largest(x: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(x[i]!)
    if (size > most) most = size
    else if (Number.isNaN(size)) return size
  }
  return most
}

/** ‖x‖₂. */
export const norm = (x: Float64Array): number => Math.sqrt(dot(x, x))
