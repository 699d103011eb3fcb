import { singularValues, type Singular } from '../../linear-algebra/singular-values.ts'
import { told, type Iterate } from '../../paced.ts'
import { Stream } from '../../random/stream.ts'
import type { Status } from '../../solver.ts'
import { defineStepwise, mismatch } from '../../stepwise.ts'
import { certifyLowRank } from '../../verify/low-rank.ts'
import { countField, entryIssues, type Rows } from '../fields.ts'

const largestSide = 200

/** 12 × 10, of rank 3 and a little more: what a fine-tuned weight's change tends to look like. */
function example(): number[][] {
  const random = new Stream(3)
  const factors = Array.from({ length: 3 }, (_, r) => ({
    left: Array.from({ length: 12 }, () => random.normal() / (r + 1)),
    right: Array.from({ length: 10 }, () => random.normal()),
  }))
  return Array.from({ length: 12 }, (_, i) =>
    Array.from({ length: 10 }, (__, j) => {
      const exact = factors.reduce((sum, { left, right }) => sum + left[i]! * right[j]!, 0)
      return Math.round(100 * (exact + 0.1 * random.normal())) / 100
    }),
  )
}

function* rotated(W: Rows, keep: (found: Singular) => void): Generator<Iterate<number>, Status> {
  const tall = W.length >= W[0]!.length
  const columns = W[0]!.map((_, j) => Float64Array.from(W, row => row[j]!))
  const rows = W.map(row => Float64Array.from(row))
  let sweep = 0
  const search = singularValues(tall ? columns : rows)
  const found = yield* told(search, (cosine): Iterate<number> => ({ k: ++sweep, state: cosine, metrics: { cosine } }))
  keep(tall ? found : { u: found.v, values: found.values, v: found.u })
  return found.values.every(Number.isFinite) ? 'converged' : 'diverged'
}

/** B A of rank r with both factors of the same size: B = U √S, A = √S Vᵀ; with what every other rank would leave. */
function answerFrom(W: Rows, { u, values, v }: Singular, rank: number) {
  const [m, n] = [W.length, W[0]!.length]
  const r = Math.min(rank, values.length)
  const roots = Array.from(values.subarray(0, r), Math.sqrt)
  const B = W.map((_, i) => roots.map((root, c) => root * u[c]![i]!))
  const A = roots.map((root, c) => Array.from(v[c]!, value => root * value))
  const squares = Array.from(values, value => value * value)
  const total = squares.reduce((a, b) => a + b, 0)
  const left = (k: number) => squares.slice(k).reduce((a, b) => a + b, 0)
  const errors = [0, ...squares].map((_, k) => (total ? Math.sqrt(left(k) / total) : 0))
  return {
    result: {
      A,
      B,
      product: B.map(row => W[0]!.map((_, j) => row.reduce((sum, value, c) => sum + value * A[c]![j]!, 0))),
      singular_values: Array.from(values),
      error: errors[r]!,
      /** Relative error of the best product of rank 0, 1, … */
      errors,
      parameters: { full: m * n, lora: r * (m + n), share: (r * (m + n)) / (m * n) },
      /** From this rank on the product holds more numbers than the matrix. */
      break_even_rank: (m * n) / (m + n),
    },
    certificate: certifyLowRank(W, B, A, Array.from(values)),
  }
}

/** What LoRA's product B A can hold of a change of weights: the best of each rank by singular values (Hu and others 2021; Eckart and Young 1936). */
export const lora = defineStepwise({
  id: 'lora',
  title: { en: 'LoRA: rank against error', 'zh-CN': 'LoRA：秩与误差' },
  schema: {
    W: {
      kind: 'matrix',
      label: { en: 'Change of the weights', 'zh-CN': '权重的变化量' },
      symbol: '\\Delta W',
      default: example(),
      maxCells: 40_000,
      alias: 'A',
    },
    rank: { ...countField('Rank', '秩', 2, 1, largestSide, 12), symbol: 'r' },
  },
  check({ W }) {
    const [m, n] = [W.length, W[0]?.length ?? 0]
    if (!n || Math.min(m, n) > largestSide) return mismatch('W', 'W', `1 … ${largestSide}`, `${m} × ${n}`)
    return entryIssues('W', W)
  },
  begin({ W, rank }) {
    let found: Singular | undefined
    return {
      steps: rotated(W, done => (found = done)),
      answer: () => found && answerFrom(W, found, rank),
    }
  },
})
