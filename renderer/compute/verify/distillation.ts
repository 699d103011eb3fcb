import { certifySlope, scoresOf, surprise, type NetworkCertificate } from './network.ts'

/** A student on cases: labels as chances, and what the teacher thinks, softened. */
interface Taught {
  readonly widths: readonly number[]
  readonly activation: string
  readonly inputs: Float64Array
  readonly hard: Float64Array
  readonly soft: Float64Array
}

/** Certifies a student by its loss α τ² H(teacher, student at τ) + (1 − α) H(label, student), anew, and its slopes by differences. */
export function certifyDistillation(
  taught: Taught,
  { alpha, temperature }: { readonly alpha: number; readonly temperature: number },
  weights: Float64Array,
  claimed: { readonly loss: number; readonly slope: Float64Array },
): NetworkCertificate {
  const [d, K] = [taught.widths[0]!, taught.widths.at(-1)!]
  const n = taught.inputs.length / d
  const loss = (changed: Float64Array) => {
    let total = 0
    for (let i = 0; i < n; i++) {
      const scores = scoresOf(taught, taught.inputs.subarray(i * d, (i + 1) * d), changed)
      const row = (all: Float64Array) => all.subarray(i * K, (i + 1) * K)
      const cooled = scores.map(value => value / temperature)
      total +=
        alpha * temperature ** 2 * surprise(cooled, row(taught.soft)) + (1 - alpha) * surprise(scores, row(taught.hard))
    }
    return total / n
  }
  return certifySlope(loss, weights, claimed, n, { kinked: /relu/.test(taught.activation) })
}
