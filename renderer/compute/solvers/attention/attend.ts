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
 * Query i of a head, forward and backward (Vaswani and others, Attention is all you need, 2017; the backward pass as in
 * Dao and others, FlashAttention, 2022, appendix B): s = q·k / (τ√d), p = softmax(s), out = Σ p v;
 * dV += p dO, dS = p (dO·v − Σ p dO·v), dQ = dS K / (τ√d), dK += dS q / (τ√d).
 */
export function attendRow(head: Working, i: number): void {
  const { m, d, dv, Q, K, V, scale, open, dO } = head
  const scores = head.scores.subarray(i * m, (i + 1) * m)
  const probs = head.probs.subarray(i * m, (i + 1) * m)
  for (let j = 0; j < m; j++) {
    let score = 0
    for (let c = 0; c < d; c++) score += Q[i * d + c]! * K[j * d + c]!
    scores[j] = open && !open[i * m + j] ? -Infinity : score * scale
  }
  head.logsumexp[i] = softmaxInto(scores, probs)
  const onValues = new Float64Array(m)
  let mean = 0
  for (let j = 0; j < m; j++) {
    const p = probs[j]!
    let along = 0
    for (let c = 0; c < dv; c++) {
      head.out[i * dv + c]! += p * V[j * dv + c]!
      head.dV[j * dv + c]! += p * dO[i * dv + c]!
      along += dO[i * dv + c]! * V[j * dv + c]!
    }
    onValues[j] = along
    mean += p * along
  }
  for (let j = 0; j < m; j++) {
    const slope = probs[j]! * (onValues[j]! - mean) * scale
    if (slope === 0) continue
    for (let c = 0; c < d; c++) {
      head.dQ[i * d + c]! += slope * K[j * d + c]!
      head.dK[j * d + c]! += slope * Q[i * d + c]!
    }
  }
}
