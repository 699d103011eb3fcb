import { attention } from '../../kernels/attention/index.ts'
import type { Engine, Numbers } from '../../kernels/kernel.ts'
import type { MatmulInput } from '../../kernels/matmul/cpu.ts'
import { matmul } from '../../kernels/matmul/index.ts'
import { computed, type Algorithm } from '../../paced.ts'
import type { Attended, Head } from '../../verify/attention.ts'

export type { Attended, Head } from '../../verify/attention.ts'

/** A head with room for its answer; `scores` are −∞ where the mask is closed. */
export interface Working extends Head, Attended {
  readonly scores: Float64Array
  /** ln Σ_j e^score of each query; −∞ of one that may look nowhere. */
  readonly logsumexp: Float64Array
}

export const workingFrom = (head: Head, dO: Float64Array): Working => ({
  ...head,
  dO,
  scores: new Float64Array(head.n * head.m),
  logsumexp: new Float64Array(head.n),
  probs: new Float64Array(head.n * head.m),
  out: new Float64Array(head.n * head.dv),
  dQ: new Float64Array(head.Q.length),
  dK: new Float64Array(head.K.length),
  dV: new Float64Array(head.V.length),
})

/**
 * softmax of `scores`, written to `probs`; returns ln Σ e^score. The largest score is taken off first, so nothing
 * overflows; where all are −∞ the chances are 0 and not NaN.
 */
export function softmaxInto(scores: Float64Array, probs: Float64Array): number {
  let top = -Infinity
  for (let j = 0; j < scores.length; j++) if (scores[j]! > top) top = scores[j]!
  if (top === -Infinity) {
    probs.fill(0)
    return -Infinity
  }
  let sum = 0
  for (let j = 0; j < scores.length; j++) sum += probs[j] = Math.exp(scores[j]! - top)
  for (let j = 0; j < scores.length; j++) probs[j]! /= sum
  return top + Math.log(sum)
}

/**
 * A head, forward and backward, its products on the engine that the run asks for (Vaswani and others, Attention is all
 * you need, 2017; the backward pass as in Dao and others, FlashAttention, 2022, appendix B): s = q·k / (τ√d),
 * p = softmax(s), out = p v; dV = pᵀ dO, dS = p (dO vᵀ − Σ p dO vᵀ) / (τ√d), dQ = dS k, dK = dSᵀ q.
 */
export function* attend(head: Working): Algorithm<never, Engine> {
  const { n, m, d, dv, Q, K, V, scale, open, dO, scores, probs } = head
  const seen = open && { open }
  // The kernel divides by √d only.
  const q = Q.map(value => value * scale * Math.sqrt(d))
  const sizes = { queries: n, keys: m, width: d, valueWidth: dv, causal: false }
  const { output, engine } = yield* computed(attention, { ...sizes, q, k: K, v: V, ...seen })
  probs.set(output.weights)
  head.out.set(output.values)
  const product = function* (a: Float64Array, b: Float64Array, shape: Shape): Algorithm<never, Numbers> {
    const { output } = yield* computed(matmul, { a, b, ...shape })
    return output.c
  }
  scores.set(yield* product(Q, K, { rows: n, depth: d, columns: m, bTransposed: true }))
  const slopes = Float64Array.from(yield* product(dO, V, { rows: n, depth: dv, columns: m, bTransposed: true }))
  for (let i = 0; i < n; i++) {
    let mean = 0
    for (let at = i * m; at < (i + 1) * m; at++) mean += probs[at]! * slopes[at]!
    for (let at = i * m; at < (i + 1) * m; at++) {
      slopes[at] = probs[at]! * (slopes[at]! - mean) * scale
      scores[at] = open && !open[at] ? -Infinity : scores[at]! * scale
    }
    head.logsumexp[i] = logSumOf(scores.subarray(i * m, (i + 1) * m))
  }
  head.dV.set(yield* product(probs, dO, { rows: m, depth: n, columns: dv, aTransposed: true }))
  head.dQ.set(yield* product(slopes, K, { rows: n, depth: m, columns: d }))
  head.dK.set(yield* product(slopes, Q, { rows: m, depth: n, columns: d, aTransposed: true }))
  return engine
}

type Shape = Omit<MatmulInput, 'a' | 'b'>

/** ln Σ e^score; −∞ where all are. */
function logSumOf(scores: Float64Array): number {
  const top = scores.reduce((a, b) => Math.max(a, b), -Infinity)
  return top === -Infinity ? top : top + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - top), 0))
}
