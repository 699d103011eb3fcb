import type { Precision } from '../../kernels/kernel.ts'
import type { Algorithm } from '../../paced.ts'
import type { Status } from '../../solver.ts'
import { certifyAttention } from '../../verify/attention.ts'
import { attend, workingFrom, type Working } from './attend.ts'
import { rowsFrom } from '../fields.ts'
import { turnRows } from './positions.ts'

/** Several heads in one: rows of all heads side by side. */
export interface Together {
  readonly n: number
  readonly m: number
  readonly Q: Float64Array
  readonly K: Float64Array
  readonly V: Float64Array
  readonly dO: Float64Array
  readonly heads: number
  readonly temperature: number
  readonly open?: Uint8Array
  /** Base of the rotary positions; absent without them. */
  readonly rotary?: number
}

/** Columns h·width … (h+1)·width of rows as wide as all heads. */
function columnsOf(all: Float64Array, rows: number, heads: number, h: number): Float64Array {
  const width = all.length / rows / heads
  return Float64Array.from({ length: rows * width }, (_, at) => {
    const [i, c] = [Math.floor(at / width), at % width]
    return all[i * width * heads + h * width + c]!
  })
}

function beside(parts: readonly Float64Array[], rows: number): Float64Array {
  const width = parts[0]!.length / rows
  const all = new Float64Array(rows * width * parts.length)
  parts.forEach((part, h) =>
    part.forEach((value, at) => {
      all[Math.floor(at / width) * width * parts.length + h * width + (at % width)] = value
    }),
  )
  return all
}

/** Products up to which slopes are held against differences, some thirty times the work of the answer. */
const mostDifferenced = 1e6

/** Attention of several heads, told a query a step. */
export class Attention {
  private readonly working: readonly Working[]
  private readonly given: Together
  private readonly d: number
  private done = 0
  private precision: Precision = 'f64'

  constructor(given: Together) {
    const { n, m, heads, Q, K, V, dO, temperature, open, rotary } = given
    this.given = given
    this.d = Q.length / n / heads
    const [d, dv] = [this.d, V.length / m / heads]
    this.working = Array.from({ length: heads }, (_, h) => {
      const [q, k] = [columnsOf(Q, n, heads, h), columnsOf(K, m, heads, h)]
      if (rotary !== undefined) for (const rows of [q, k]) turnRows(rows, d, rotary)
      const scale = 1 / (temperature * Math.sqrt(d))
      const head = { n, m, d, dv, Q: q, K: k, V: columnsOf(V, m, heads, h), scale, ...(open && { open }) }
      return workingFrom(head, columnsOf(dO, n, heads, h))
    })
  }

  *steps(): Algorithm<{ query: number; probs: number[] }, Status> {
    const { n, m } = this.given
    for (const head of this.working) this.precision = (yield* attend(head)).precision
    const mean = this.mean()
    for (let i = 0; i < n; i++) {
      this.done++
      const probs = Array.from(mean.subarray(i * m, (i + 1) * m))
      yield { k: i, state: { query: i, probs }, metrics: { entropy: entropyOf(probs), largest: Math.max(...probs) } }
    }
    return 'optimal'
  }

  /** Chances, the mean over the heads. */
  private mean(): Float64Array {
    const { working } = this
    if (working.length === 1) return working[0]!.probs
    return working[0]!.probs.map((_, at) => working.reduce((sum, { probs }) => sum + probs[at]!, 0) / working.length)
  }

  /** Slopes sum over all queries: before the last there is nothing to tell. */
  answer() {
    const { n, m, rotary } = this.given
    if (this.done < n) return undefined
    const turnedBack = (rows: Float64Array) => {
      const back = rows.slice()
      if (rotary !== undefined) turnRows(back, this.d, rotary, -1)
      return back
    }
    const all = (of: (head: Working) => Float64Array, rows: number) => {
      const together = beside(this.working.map(of), rows)
      return rowsFrom(together, together.length / rows)
    }
    return {
      result: {
        probs: rowsFrom(this.mean(), m),
        out: all(head => head.out, n),
        dQ: all(head => turnedBack(head.dQ), n),
        dK: all(head => turnedBack(head.dK), m),
        dV: all(head => head.dV, m),
        heads: this.working.map(head => ({
          probs: rowsFrom(head.probs, m),
          scores: rowsFrom(head.scores, m),
          logsumexp: Array.from(head.logsumexp, value => (Number.isFinite(value) ? value : null)),
          entropy: rowsFrom(head.probs, m).map(row => entropyOf(row as number[])),
        })),
      },
      certificate: certifyAttention(this.working, n * m * (this.given.Q.length / n) <= mostDifferenced, this.precision),
    }
  }
}

/** −Σ p ln p, in nats. */
const entropyOf = (probs: readonly number[]): number =>
  -probs.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0)
