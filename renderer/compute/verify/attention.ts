import { slopeError, slopeTolerance } from './differences.ts'

/** One head, flat and row by row: n queries and m keys of `d` numbers, m values of `dv`. */
export interface Head {
  readonly n: number
  readonly m: number
  readonly d: number
  readonly dv: number
  readonly Q: Float64Array
  readonly K: Float64Array
  readonly V: Float64Array
  /** 1 / (τ √d). */
  readonly scale: number
  /** n × m, 1 where query i may look at key j; absent where all may. */
  readonly open?: Uint8Array
}

/** What is claimed of a head: chances n × m, output n × dv, and the slopes of ⟨dO, out⟩. */
export interface Attended {
  readonly probs: Float64Array
  readonly out: Float64Array
  readonly dO: Float64Array
  readonly dQ: Float64Array
  readonly dK: Float64Array
  readonly dV: Float64Array
}

export interface AttentionCertificate {
  /** Largest |Σ_j p_ij − 1|, or |Σ_j p_ij| of a query that may look nowhere. */
  readonly rowSum: number
  /** Largest distance of a chance, and of an output over the largest value, from a second computation by log-sum-exp. */
  readonly probability: number
  readonly output: number
  /** Largest chance where the mask is closed. */
  readonly leak: number
  /** Slopes against differences, relative, for Q, K and V; null where none was asked for. */
  readonly gradient: number | null
  readonly holds: boolean
}

/** Chances and output of a head, by log-sum-exp. */
function attended({ n, m, d, dv, Q, K, V, scale, open }: Head): { probs: Float64Array; out: Float64Array } {
  const probs = new Float64Array(n * m)
  const out = new Float64Array(n * dv)
  for (let i = 0; i < n; i++) {
    let total = -Infinity
    for (let j = 0; j < m; j++) {
      let score = 0
      for (let c = 0; c < d; c++) score += Q[i * d + c]! * K[j * d + c]!
      const s = open && !open[i * m + j] ? -Infinity : score * scale
      probs[i * m + j] = s
      if (s === -Infinity) continue
      total = total > s ? total + Math.log1p(Math.exp(s - total)) : s + Math.log1p(Math.exp(total - s))
    }
    for (let j = 0; j < m; j++) {
      const p = total === -Infinity ? 0 : Math.exp(probs[i * m + j]! - total)
      probs[i * m + j] = p
      for (let c = 0; c < dv; c++) out[i * dv + c]! += p * V[j * dv + c]!
    }
  }
  return { probs, out }
}

const farthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)

/** What answers may be off by that were computed in float64, and in float32. */
const tolerances = { f64: { value: 1e-10, slope: slopeTolerance }, f32: { value: 1e-4, slope: 1e-3 } }

/** Certifies heads of attention by computing them anew and, where `slopes` says so, their gradients by differences. */
export function certifyAttention(
  heads: readonly (Head & Attended)[],
  slopes: boolean,
  precision: keyof typeof tolerances = 'f64',
): AttentionCertificate {
  let [rowSum, probability, output, leak, gradient] = [0, 0, 0, 0, 0]
  for (const head of heads) {
    const { n, m, V, open, dO } = head
    const again = attended(head)
    probability = Math.max(probability, farthest(again.probs, head.probs))
    const size = V.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
    output = Math.max(output, farthest(again.out, head.out) / size)
    for (let i = 0; i < n; i++) {
      const row = head.probs.subarray(i * m, (i + 1) * m)
      const seen = !open || open.subarray(i * m, (i + 1) * m).includes(1)
      rowSum = Math.max(rowSum, Math.abs(row.reduce((a, b) => a + b, 0) - Number(seen)))
      if (open) row.forEach((p, j) => !open[i * m + j] && (leak = Math.max(leak, p)))
    }
    if (!slopes) continue
    const loss = (changed: Partial<Head>) => {
      const { out } = attended({ ...head, ...changed })
      return out.reduce((sum, value, at) => sum + value * dO[at]!, 0)
    }
    const terms = dO.reduce((sum, value) => sum + Math.abs(value), 0) * Math.max(1, size)
    const options = { turns: 1, from: [1e-2, 1e-3, 1e-4, 1e-5], size: terms }
    gradient = Math.max(
      gradient,
      slopeError(Q => loss({ Q }), head.Q, head.dQ, options),
      slopeError(K => loss({ K }), head.K, head.dK, options),
      slopeError(V => loss({ V }), head.V, head.dV, options),
    )
  }
  const tolerance = tolerances[precision]
  const exact = Math.max(rowSum, probability, output) < tolerance.value && leak === 0
  const holds = exact && (!slopes || gradient < tolerance.slope)
  return { rowSum, probability, output, leak, gradient: slopes ? gradient : null, holds }
}
