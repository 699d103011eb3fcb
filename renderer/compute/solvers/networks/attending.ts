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

/** Keys and values that stand before every sequence and are open to all of it. */
interface Prefix {
  readonly K: Tensor
  readonly V: Tensor
}

class Attending {
  private readonly d: number
  private readonly scale: number
  private readonly before: number
  private readonly chances: Float64Array
  private readonly scores: Float64Array
  private readonly Q: Tensor
  private readonly K: Tensor
  private readonly V: Tensor
  private readonly group: Grouping
  private readonly prefix: Prefix | undefined

  constructor([Q, K, V]: readonly [Tensor, Tensor, Tensor], group: Grouping, prefix?: Prefix) {
    this.Q = Q
    this.K = K
    this.V = V
    this.group = group
    this.prefix = prefix
    this.before = prefix?.K.rows ?? 0
    this.d = Q.columns / group.heads
    this.scale = 1 / Math.sqrt(this.d)
    this.scores = new Float64Array(this.before + group.length)
    this.chances = new Float64Array(Q.rows * group.heads * this.scores.length)
  }

  /** Every query of every head: where it stands, its row of chances, and what it may look at. */
  private each(act: (q: number, row: Float64Array, end: number, keyAt: (j: number) => number) => void): void {
    const { sequences, length, heads, causal, filled } = this.group
    const { d, before } = this
    const [width, all] = [this.Q.columns, before + length]
    for (let s = 0; s < sequences; s++)
      for (let h = 0; h < heads; h++) {
        const keyAt = (j: number) => (j < before ? j : s * length + j - before) * width + h * d
        for (let i = 0; i < length; i++) {
          const at = ((s * length + i) * heads + h) * all
          const end = before + (causal ? Math.min(i + 1, filled[s]!) : filled[s]!)
          act((s * length + i) * width + h * d, this.chances.subarray(at, at + all), end, keyAt)
        }
      }
  }

  forward(out: Tensor): void {
    const { Q, K, V, prefix, before, d, scores, scale } = this
    this.each((q, row, end, keyAt) => {
      scores.fill(-Infinity)
      for (let j = 0; j < end; j++) {
        const [keys, at] = [j < before ? prefix!.K.data : K.data, keyAt(j)]
        let score = 0
        for (let c = 0; c < d; c++) score += Q.data[q + c]! * keys[at + c]!
        scores[j] = score * scale
      }
      softmaxInto(scores, row)
      for (let j = 0; j < end; j++) {
        const [values, at, p] = [j < before ? prefix!.V.data : V.data, keyAt(j), row[j]!]
        for (let c = 0; c < d; c++) out.data[q + c]! += p * values[at + c]!
      }
    })
  }

  backward(out: Tensor): void {
    const { Q, K, V, prefix, before, d, scores: alongs, scale } = this
    this.each((q, row, end, keyAt) => {
      let mean = 0
      for (let j = 0; j < end; j++) {
        const [values, at, p] = [j < before ? prefix!.V : V, keyAt(j), row[j]!]
        let along = 0
        for (let c = 0; c < d; c++) {
          along += out.slope[q + c]! * values.data[at + c]!
          values.slope[at + c]! += p * out.slope[q + c]!
        }
        alongs[j] = along
        mean += p * along
      }
      for (let j = 0; j < end; j++) {
        const [keys, at] = [j < before ? prefix!.K : K, keyAt(j)]
        const slope = row[j]! * (alongs[j]! - mean) * scale
        for (let c = 0; c < d; c++) {
          Q.slope[q + c]! += slope * keys.data[at + c]!
          keys.slope[at + c]! += slope * Q.data[q + c]!
        }
      }
    })
  }
}

/**
 * Attention of every sequence to itself, in every head, and to `prefix` keys and values where there are any (Li and
 * Liang, Prefix-tuning, 2021).
 */
export function attended(
  graph: Graph,
  all: readonly [Tensor, Tensor, Tensor],
  group: Grouping,
  prefix?: Prefix,
): Tensor {
  const attending = new Attending(all, group, prefix)
  return graph.step(
    all[0].rows,
    all[0].columns,
    out => attending.forward(out),
    out => attending.backward(out),
  )
}
