import { softmaxInto } from '../attention/attend.ts'
import type { Graph, Tensor } from './graph.ts'

/** How rows are grouped: sequences of `length` rows each, heads side by side in the columns. */
export interface Grouping {
  readonly sequences: number
  readonly length: number
  readonly heads: number
  readonly causal: boolean
  /** Rows of each sequence that are no padding; may change between runs. */
  readonly filled: Int32Array
}

/**
 * Attention of every sequence to itself, in every head, and to `prefix` keys and values where there are any (Li and
 * Liang, Prefix-tuning, 2021): those stand before every sequence and are open to all of it.
 */
export function attended(
  graph: Graph,
  [Q, K, V]: readonly [Tensor, Tensor, Tensor],
  group: Grouping,
  prefix?: { readonly K: Tensor; readonly V: Tensor },
): Tensor {
  const { sequences, length, heads, causal, filled } = group
  const width = Q.columns
  const d = width / heads
  const scale = 1 / Math.sqrt(d)
  const before = prefix?.K.rows ?? 0
  const chances = new Float64Array(sequences * length * heads * (before + length))
  const scores = new Float64Array(before + length)
  const slopes = new Float64Array(before + length)
  /** Key j of a sequence: whose rows, and where its head begins. */
  const keyAt = (s: number, j: number, h: number) =>
    j < before ? j * width + h * d : (s * length + j - before) * width + h * d
  const each = (act: (s: number, i: number, h: number, q: number, row: Float64Array) => void) => {
    for (let s = 0; s < sequences; s++)
      for (let i = 0; i < length; i++)
        for (let h = 0; h < heads; h++) {
          const at = ((s * length + i) * heads + h) * (before + length)
          act(s, i, h, (s * length + i) * width + h * d, chances.subarray(at, at + before + length))
        }
  }
  const openTo = (s: number, i: number) => before + (causal ? Math.min(i + 1, filled[s]!) : filled[s]!)
  return graph.step(
    Q.rows,
    width,
    out =>
      each((s, i, h, q, row) => {
        const end = openTo(s, i)
        scores.fill(-Infinity)
        for (let j = 0; j < end; j++) {
          const [from, at] = [j < before ? prefix!.K.data : K.data, keyAt(s, j, h)]
          let score = 0
          for (let c = 0; c < d; c++) score += Q.data[q + c]! * from[at + c]!
          scores[j] = score * scale
        }
        softmaxInto(scores, row)
        for (let j = 0; j < end; j++) {
          const [from, at, p] = [j < before ? prefix!.V.data : V.data, keyAt(s, j, h), row[j]!]
          for (let c = 0; c < d; c++) out.data[q + c]! += p * from[at + c]!
        }
      }),
    out =>
      each((s, i, h, q, row) => {
        const end = openTo(s, i)
        let mean = 0
        for (let j = 0; j < end; j++) {
          const [values, at, p] = [j < before ? prefix!.V : V, keyAt(s, j, h), row[j]!]
          let along = 0
          for (let c = 0; c < d; c++) {
            along += out.slope[q + c]! * values.data[at + c]!
            values.slope[at + c]! += p * out.slope[q + c]!
          }
          slopes[j] = along
          mean += p * along
        }
        for (let j = 0; j < end; j++) {
          const [keys, at] = [j < before ? prefix!.K : K, keyAt(s, j, h)]
          const slope = row[j]! * (slopes[j]! - mean) * scale
          for (let c = 0; c < d; c++) {
            Q.slope[q + c]! += slope * keys.data[at + c]!
            keys.slope[at + c]! += slope * Q.data[q + c]!
          }
        }
      }),
  )
}
