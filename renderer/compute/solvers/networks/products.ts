/** out += A B; A is n × k, B k × m, all row by row. */
export function addProduct(a: Float64Array, b: Float64Array, out: Float64Array, n: number, k: number, m: number): void {
  for (let i = 0; i < n; i++)
    for (let c = 0; c < k; c++) {
      const factor = a[i * k + c]!
      if (factor === 0) continue
      const [from, to] = [c * m, i * m]
      for (let j = 0; j < m; j++) out[to + j]! += factor * b[from + j]!
    }
}

/** out += A Bᵀ; A is n × k, B m × k. */
export function addTimesTransposed(
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  n: number,
  k: number,
  m: number,
): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) {
      const [left, right] = [i * k, j * k]
      let [even, odd] = [0, 0]
      let c = 0
      for (; c + 1 < k; c += 2) {
        even += a[left + c]! * b[right + c]!
        odd += a[left + c + 1]! * b[right + c + 1]!
      }
      if (c < k) even += a[left + c]! * b[right + c]!
      out[i * m + j]! += even + odd
    }
}

/** out += Aᵀ B; A is n × k, B n × m, out k × m. */
export function addTransposedTimes(
  a: Float64Array,
  b: Float64Array,
  out: Float64Array,
  n: number,
  k: number,
  m: number,
): void {
  for (let i = 0; i < n; i++)
    for (let c = 0; c < k; c++) {
      const factor = a[i * k + c]!
      if (factor === 0) continue
      const [from, to] = [i * m, c * m]
      for (let j = 0; j < m; j++) out[to + j]! += factor * b[from + j]!
    }
}
