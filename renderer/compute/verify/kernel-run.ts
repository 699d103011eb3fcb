type Numbers = Float64Array | Float32Array

/** How a shader's numbers compare with the processor's, which are whole and exact. */
export interface Comparison {
  readonly compared: number
  readonly wrong: number
  /** null where one is no number at all. */
  readonly largestError: number | null
  /** The first that is wrong. */
  readonly first: { readonly index: number; readonly got: number | null; readonly wanted: number } | null
}

export interface KernelCertificate {
  /** The processor's answer stands up to a check of its own. */
  readonly reference: boolean
  /** The shader at a small size that no block divides. */
  readonly small?: Comparison
  /** The shader at the size that was asked for. */
  readonly whole?: Comparison
  readonly holds: boolean
}

/** Every number of `got` against the one in the same place. */
export function compareNumbers(got: Numbers, wanted: Numbers): Comparison {
  let [wrong, largest, first] = [0, 0, null as Comparison['first']]
  got.forEach((value, index) => {
    const error = Math.abs(value - wanted[index]!)
    if (error === 0) return
    wrong++
    if (!(error <= largest)) largest = error
    first ??= { index, got: Number.isFinite(value) ? value : null, wanted: wanted[index]! }
  })
  return { compared: got.length, wrong, largestError: Number.isFinite(largest) ? largest : null, first }
}

/** The processor's answer by another way: Freivalds's test in whole numbers, sums one after another, differences of partial sums. */
export function checksOut(
  name: 'product' | 'sum' | 'scan',
  { n, a, b }: { readonly n: number; readonly a: Numbers; readonly b: Numbers },
  answer: Numbers,
): boolean {
  if (name === 'product') {
    const x = Float64Array.from({ length: n }, (_, i) => ((i * i + 3 * i) % 17) - 8)
    const wanted = times(a, times(b, x))
    return times(answer, x).every((value, i) => value === wanted[i])
  }
  if (name === 'scan') return answer.every((value, i) => value - (i ? answer[i - 1]! : 0) === a[i])
  let sum = 0
  for (const value of a) sum += value
  return answer.length === 1 && answer[0] === sum
}

function times(matrix: Numbers, x: Float64Array): Float64Array {
  const n = x.length
  const result = new Float64Array(n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) result[i]! += matrix[i * n + j]! * x[j]!
  return result
}

/** A kernel is right when every number is, whole numbers leaving no room for rounding, and nothing stopped it. */
export function certifyKernel(
  reference: boolean,
  small: Comparison | undefined,
  whole: Comparison | undefined,
  fault: string | undefined,
): KernelCertificate {
  return {
    reference,
    ...(small && { small }),
    ...(whole && { whole }),
    holds: reference && !small?.wrong && !whole?.wrong && fault === undefined,
  }
}
