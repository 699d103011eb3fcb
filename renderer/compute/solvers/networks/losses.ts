import { softmaxInto } from '../attention/attend.ts'
import type { Graph, Tensor } from './graph.ts'

/**
 * −Σ q ln softmax(z / τ) over the rows of z, each by its weight: `targets` are chances (rows as wide as z), `share` what
 * a row counts; both may change between runs. The slope by z is share (softmax(z / τ) Σq − q) / τ.
 */
export function crossEntropy(
  graph: Graph,
  logits: Tensor,
  targets: Float64Array,
  share: Float64Array,
  temperature = 1,
): Tensor {
  const { rows, columns } = logits
  const chances = new Float64Array(rows * columns)
  return graph.step(
    1,
    1,
    out => {
      let loss = 0
      for (let i = 0; i < rows; i++) {
        if (share[i] === 0) continue
        const scores = logits.data.slice(i * columns, (i + 1) * columns)
        if (temperature !== 1) for (let j = 0; j < columns; j++) scores[j]! /= temperature
        const total = softmaxInto(scores, chances.subarray(i * columns, (i + 1) * columns))
        for (let j = 0; j < columns; j++) {
          const q = targets[i * columns + j]!
          if (q) loss += share[i]! * q * (total - scores[j]!)
        }
      }
      out.data[0] = loss
    },
    out => {
      for (let i = 0; i < rows; i++) {
        if (share[i] === 0) continue
        let mass = 0
        for (let j = 0; j < columns; j++) mass += targets[i * columns + j]!
        const factor = (out.slope[0]! * share[i]!) / temperature
        for (let at = i * columns; at < (i + 1) * columns; at++)
          logits.slope[at]! += factor * (chances[at]! * mass - targets[at]!)
      }
    },
  )
}

/** Σ share (a − target)² / columns over the rows: their mean square where the shares add up to 1. */
export const meanSquare = (graph: Graph, a: Tensor, targets: Float64Array, share: Float64Array): Tensor =>
  graph.step(
    1,
    1,
    out => {
      let loss = 0
      for (let at = 0; at < a.data.length; at++)
        loss += (share[Math.floor(at / a.columns)]! * (a.data[at]! - targets[at]!) ** 2) / a.columns
      out.data[0] = loss
    },
    out => {
      for (let at = 0; at < a.data.length; at++)
        a.slope[at]! +=
          (out.slope[0]! * share[Math.floor(at / a.columns)]! * 2 * (a.data[at]! - targets[at]!)) / a.columns
    },
  )

/** a + factor b of two losses. */
export const together = (graph: Graph, a: Tensor, b: Tensor, [first, second]: readonly [number, number]): Tensor =>
  graph.step(
    1,
    1,
    out => (out.data[0] = first * a.data[0]! + second * b.data[0]!),
    out => {
      a.slope[0]! += first * out.slope[0]!
      b.slope[0]! += second * out.slope[0]!
    },
  )
