import { symmetricEigen } from '../../linear-algebra/symmetric-eigen.ts'
import { matrix } from '../../linear-algebra/matrix.ts'

export type Penalty = 'l1' | 'l2'

/** Rows of d features, flat, with the class of each as a whole number. */
export interface Sample {
  readonly x: Float64Array
  readonly d: number
  readonly of: Int32Array
  readonly K: number
}

const rounds = 20_000

/** n × the largest eigenvalue of XᵀX / n with a column of ones: what bounds the curvature of the log loss. */
function largestEigenvalue({ x, d }: Sample): number {
  const n = x.length / d
  const gram = matrix(d + 1, d + 1)
  for (let i = 0; i < n; i++)
    for (let a = 0; a <= d; a++)
      for (let b = 0; b <= d; b++)
        gram.data[a * (d + 1) + b]! += (a < d ? x[i * d + a]! : 1) * (b < d ? x[i * d + b]! : 1)
  return symmetricEigen(gram).values.at(-1)!
}

/** Adds C × the gradient of the log loss at W (K rows of d weights and an intercept) to `slope`. */
function addSlope({ x, d, of, K }: Sample, W: Float64Array, C: number, slope: Float64Array): void {
  const p = new Float64Array(K)
  const width = d + 1
  for (let i = 0; i < of.length; i++) {
    chances(x, i, d, W, p)
    p[of[i]!]! -= 1
    for (let c = 0; c < K; c++) {
      const weight = C * p[c]!
      for (let j = 0; j < d; j++) slope[c * width + j]! += weight * x[i * d + j]!
      slope[c * width + d]! += weight
    }
  }
}

/** The chances of each class for row i, by softmax. */
function chances(x: Float64Array, i: number, d: number, W: Float64Array, p: Float64Array): void {
  let top = -Infinity
  for (let c = 0; c < p.length; c++) {
    const at = c * (d + 1)
    let z = W[at + d]!
    for (let j = 0; j < d; j++) z += W[at + j]! * x[i * d + j]!
    p[c] = z
    if (z > top) top = z
  }
  let sum = 0
  for (let c = 0; c < p.length; c++) sum += p[c] = Math.exp(p[c]! - top)
  for (let c = 0; c < p.length; c++) p[c]! /= sum
}

/** The class of each row with the largest chance. */
export function predicted({ x, d, K }: Sample, W: Float64Array): Int32Array {
  const p = new Float64Array(K)
  return Int32Array.from({ length: x.length / d }, (_, i) => {
    chances(x, i, d, W, p)
    return p.indexOf(p.reduce((a, b) => Math.max(a, b)))
  })
}

/**
 * Weights that make C Σ log loss + penalty least: ½‖W‖² or ‖W‖₁, intercepts free. Of two classes the difference w of
 * their weights is what counts, ½‖w‖² as in a binary logistic regression: halves ±w/2 would make it half as dear. Accelerated proximal gradient that
 * starts anew when it turns uphill (Beck and Teboulle 2009; O'Donoghue and Candès 2015). Yields between passes.
 */
export function* softmaxFit(
  sample: Sample,
  C: number,
  penalty: Penalty,
  from?: Float64Array,
): Generator<void, Float64Array> {
  const { d, K } = sample
  const width = d + 1
  const ridge = penalty === 'l2' ? (K === 2 ? 2 : 1) : 0
  const rate = 1 / ((C * largestEigenvalue(sample)) / 2 + ridge)
  let W = from ?? new Float64Array(K * width)
  let ahead = W
  let momentum = 1
  for (let round = 0; round < rounds; round++) {
    const slope = new Float64Array(K * width)
    addSlope(sample, ahead, C, slope)
    if (ridge) ahead.forEach((w, at) => at % width < d && (slope[at]! += ridge * w))
    const next = ahead.map((w, at) => {
      const moved = w - rate * slope[at]!
      if (penalty === 'l2' || at % width === d) return moved
      return Math.sign(moved) * Math.max(0, Math.abs(moved) - rate)
    })
    let [change, uphill] = [0, 0]
    next.forEach((w, at) => {
      change = Math.max(change, Math.abs(w - W[at]!))
      uphill += (ahead[at]! - w) * (w - W[at]!)
    })
    momentum = uphill > 0 ? 1 : momentum
    const grown = (1 + Math.sqrt(1 + 4 * momentum ** 2)) / 2
    const carry = uphill > 0 ? 0 : (momentum - 1) / grown
    ahead = next.map((w, at) => w + carry * (w - W[at]!))
    W = next
    momentum = grown
    if (change < 1e-11 && round > 2) break
    yield
  }
  return W
}
