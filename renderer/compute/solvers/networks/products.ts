import type { MatmulInput } from '../../kernels/matmul/cpu.ts'
import { repeatableFrom, repeatableProduct } from '../../kernels/matmul/repeatable.ts'

/** out += A B by the product kernel where that is faster, else `false`. */
function byKernel(input: MatmulInput, out: Float64Array): boolean {
  if (2 * input.rows * input.depth * input.columns < repeatableFrom) return false
  const c = repeatableProduct(input)
  for (let at = 0; at < out.length; at++) out[at]! += c[at]!
  return true
}

/** out[to …] += Σ_q factor_q b[from_q …] over four rows of b at once, so that out is read and written a quarter as often. */
function addFour(
  out: Float64Array,
  to: number,
  b: Float64Array,
  from: number,
  stride: number,
  m: number,
  f0: number,
  f1: number,
  f2: number,
  f3: number,
): void {
  const [r1, r2, r3] = [from + stride, from + 2 * stride, from + 3 * stride]
  for (let j = 0; j < m; j++) out[to + j]! += f0 * b[from + j]! + f1 * b[r1 + j]! + (f2 * b[r2 + j]! + f3 * b[r3 + j]!)
}

/** out += A B; A is n × k, B k × m, all row by row. */
export function addProduct(a: Float64Array, b: Float64Array, out: Float64Array, n: number, k: number, m: number): void {
  if (byKernel({ rows: n, depth: k, columns: m, a, b }, out)) return
  const whole = k - (k % 4)
  for (let i = 0; i < n; i++) {
    const [row, to] = [i * k, i * m]
    for (let c = 0; c < whole; c += 4)
      addFour(out, to, b, c * m, m, m, a[row + c]!, a[row + c + 1]!, a[row + c + 2]!, a[row + c + 3]!)
    for (let c = whole; c < k; c++) {
      const [factor, from] = [a[row + c]!, c * m]
      for (let j = 0; j < m; j++) out[to + j]! += factor * b[from + j]!
    }
  }
}

/** out += A Bᵀ; A is n × k, B m × k. Four rows of B at once. */
export function addTimesTransposed(
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  n: number,
  k: number,
  m: number,
): void {
  if (byKernel({ rows: n, depth: k, columns: m, a, b, bTransposed: true }, out)) return
  const whole = m - (m % 4)
  for (let i = 0; i < n; i++) {
    const left = i * k
    for (let j = 0; j < whole; j += 4) {
      const [r0, r1, r2, r3] = [j * k, (j + 1) * k, (j + 2) * k, (j + 3) * k]
      let s0 = 0
      let s1 = 0
      let s2 = 0
      let s3 = 0
      for (let c = 0; c < k; c++) {
        const value = a[left + c]!
        s0 += value * b[r0 + c]!
        s1 += value * b[r1 + c]!
        s2 += value * b[r2 + c]!
        s3 += value * b[r3 + c]!
      }
      const to = i * m + j
      out[to]! += s0
      out[to + 1]! += s1
      out[to + 2]! += s2
      out[to + 3]! += s3
    }
    for (let j = whole; j < m; j++) {
      let sum = 0
      for (let c = 0; c < k; c++) sum += a[left + c]! * b[j * k + c]!
      out[i * m + j]! += sum
    }
  }
}

/** out += Aᵀ B; A is n × k, B n × m, out k × m. Four rows of both at once. */
export function addTransposedTimes(
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  n: number,
  k: number,
  m: number,
): void {
  if (byKernel({ rows: k, depth: n, columns: m, a, b, aTransposed: true }, out)) return
  const whole = n - (n % 4)
  for (let i = 0; i < whole; i += 4) {
    const row = i * k
    for (let c = 0; c < k; c++)
      addFour(out, c * m, b, i * m, m, m, a[row + c]!, a[row + k + c]!, a[row + 2 * k + c]!, a[row + 3 * k + c]!)
  }
  for (let i = whole; i < n; i++)
    for (let c = 0; c < k; c++) {
      const [factor, from, to] = [a[i * k + c]!, i * m, c * m]
      for (let j = 0; j < m; j++) out[to + j]! += factor * b[from + j]!
    }
}
