import type { Numbers } from '../kernel.ts'
import { matmulCpu } from '../matmul/cpu.ts'
import { softmaxCpu } from '../softmax/cpu.ts'

/** One head: each query asks all keys and is given their values by weight. */
export interface AttentionInput {
  readonly queries: number
  readonly keys: number
  /** Numbers of a query and of a key. */
  readonly width: number
  /** Numbers of a value. */
  readonly valueWidth: number
  /** Matrices row by row: `queries` × `width`, `keys` × `width`, `keys` × `valueWidth`. */
  readonly q: Numbers
  readonly k: Numbers
  readonly v: Numbers
  /** Query i sees keys 0 … i only. */
  readonly causal: boolean
  /** 1 where query i may see key j, `queries` × `keys`; a query that sees none gets zeros. */
  readonly open?: Uint8Array
}

/** `queries` × `valueWidth`, and the weights `queries` × `keys`; each row of them sums to 1. */
export type AttentionOutput = { values: Numbers; weights: Numbers }

/** What products of queries and keys are multiplied by. */
export const scaleOf = ({ width }: AttentionInput): number => 1 / Math.sqrt(width)

/** How a product of matrices is computed; any engine's will do. */
type Product = (input: Parameters<typeof matmulCpu>[0]) => { c: Numbers }

/** The keys that a query comes to: all, or with a causal head the first ones. */
const seenBy = ({ keys, causal }: AttentionInput, query: number) => (causal ? Math.min(keys, query + 1) : keys)

/** Queries that `open` lets see nothing. */
export function blindQueries(input: AttentionInput): number[] {
  const { open, queries, keys } = input
  if (!open) return []
  const isBlind = (i: number) => !open.subarray(i * keys, i * keys + seenBy(input, i)).includes(1)
  return Array.from({ length: queries }, (_, i) => i).filter(isBlind)
}

/** softmax(Q Kᵀ / √d) V (Vaswani et al. 2017, eq. 1), the softmax in float64. */
export function attentionBy(product: Product, input: AttentionInput): { values: Numbers; weights: Float64Array } {
  const { queries, keys, width, valueWidth, q, k, v, open } = input
  const scores = product({ rows: queries, depth: width, columns: keys, a: q, b: k, bTransposed: true }).c
  const scale = scaleOf(input)
  const weights = new Float64Array(queries * keys)
  for (let i = 0; i < queries; i++) {
    const row = scores.subarray(i * keys, i * keys + seenBy(input, i)).map(score => score * scale)
    if (open) for (let j = 0; j < row.length; j++) if (!open[i * keys + j]) row[j] = -Infinity
    weights.set(softmaxCpu({ rows: 1, columns: row.length, values: row }).values, i * keys)
  }
  const blind = blindQueries(input)
  for (const i of blind) weights.fill(0, i * keys, (i + 1) * keys)
  const values = product({ rows: queries, depth: keys, columns: valueWidth, a: weights, b: v }).c
  for (const i of blind) values.fill(0, i * valueWidth, (i + 1) * valueWidth)
  return { values, weights }
}

/** Reference, float64. */
export const attentionCpu = (input: AttentionInput): AttentionOutput => attentionBy(matmulCpu, input)
