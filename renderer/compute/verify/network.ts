import { drained } from '../paced.ts'
import { slopeErrorSlowly, slopeTolerance } from './differences.ts'

/** A dense network on cases: weights and biases layer by layer, `W` row-major from input to output. */
export interface Dense {
  readonly widths: readonly number[]
  readonly activation: string
  readonly task: string
  readonly inputs: Float64Array
  /** Numbers, or chances of each class. */
  readonly targets: Float64Array
}

export interface NetworkCertificate {
  /** Loss over the cases checked, computed anew, and its relative distance from the network's own. */
  readonly loss: number | null
  readonly lossError: number | null
  /** The slope by reverse mode against differences of the loss, relative. */
  readonly gradient: number | null
  readonly cases: number
  readonly holds: boolean
}

const bend: Readonly<Record<string, (x: number) => number>> = {
  tanh: x => 1 - 2 / (Math.exp(2 * x) + 1),
  relu: x => Math.max(0, x),
  'leaky-relu': x => Math.max(0.01 * x, x),
  // ½ x (1 + tanh u) = x / (1 + e^(−2u)).
  gelu: x => x / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
  silu: x => x / (1 + Math.exp(-x)),
  sigmoid: x => (1 + Math.tanh(x / 2)) / 2,
  identity: x => x,
}

/** Scores of one case. */
export function scoresOf(
  { widths, activation }: Pick<Dense, 'widths' | 'activation'>,
  input: Float64Array,
  weights: Float64Array,
): Float64Array {
  let here = input
  let at = 0
  for (let layer = 1; layer < widths.length; layer++) {
    const [fanIn, fanOut] = [widths[layer - 1]!, widths[layer]!]
    const next = weights.slice(at + fanIn * fanOut, at + (fanIn + 1) * fanOut)
    for (let i = 0; i < fanIn; i++)
      for (let j = 0; j < fanOut; j++) next[j]! += here[i]! * weights[at + i * fanOut + j]!
    here = layer < widths.length - 1 ? next.map(bend[activation]!) : next
    at += (fanIn + 1) * fanOut
  }
  return here
}

/** −Σ q ln softmax(scores). */
export function surprise(scores: Float64Array, q: Float64Array): number {
  const top = scores.reduce((a, b) => Math.max(a, b))
  const total = top + Math.log(scores.reduce((sum, value) => sum + Math.exp(value - top), 0))
  return q.reduce((sum, share, j) => sum + (share ? share * (total - scores[j]!) : 0), 0)
}

/** Mean loss over the cases: cross-entropy, or the square of the error. */
function lossOf(dense: Dense, weights: Float64Array): number {
  const [d, wide] = [dense.widths[0]!, dense.widths.at(-1)!]
  const n = dense.inputs.length / d
  let loss = 0
  for (let i = 0; i < n; i++) {
    const scores = scoresOf(dense, dense.inputs.subarray(i * d, (i + 1) * d), weights)
    const target = dense.targets.subarray(i * wide, (i + 1) * wide)
    if (dense.task === 'classification') loss += surprise(scores, target) / n
    else scores.forEach((value, j) => (loss += (value - target[j]!) ** 2 / n / wide))
  }
  return loss
}

/** What loss and slope are claimed to be, against the loss computed anew: shared by all networks. */
export function certifySlope(...claim: Parameters<typeof certifySlopeSlowly>): NetworkCertificate {
  return drained(certifySlopeSlowly(...claim))
}

/** The same with a pause after each loss, for those that take milliseconds. */
export function* certifySlopeSlowly(
  loss: (weights: Float64Array) => number,
  weights: Float64Array,
  claimed: { readonly loss: number; readonly slope: Float64Array },
  cases: number,
  {
    turns = 2,
    from = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8],
    kinked = false,
    size = 0,
  }: {
    readonly turns?: number
    readonly from?: readonly number[]
    readonly kinked?: boolean
    readonly size?: number
  } = {},
): Generator<void, NetworkCertificate> {
  const again = loss(weights)
  const lossError = Math.abs(again - claimed.loss) / Math.max(1e-3, Math.abs(again))
  yield
  const gradient = yield* slopeErrorSlowly(loss, weights, claimed.slope, { turns, from, kinked, size })
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  return {
    loss: finite(again),
    lossError: finite(lossError),
    gradient: finite(gradient),
    cases,
    holds: lossError < 1e-9 && gradient < slopeTolerance,
  }
}

/** Certifies a dense network by computing its loss anew and its slopes by differences of that. */
export const certifyNetwork = (
  dense: Dense,
  weights: Float64Array,
  claimed: { readonly loss: number; readonly slope: Float64Array },
): NetworkCertificate =>
  certifySlope(changed => lossOf(dense, changed), weights, claimed, dense.inputs.length / dense.widths[0]!, {
    kinked: /relu/.test(dense.activation),
    size: rounded * termsOf(dense),
  })

/** Where a loss comes this near to 0, next to what it is made of, its slope is rounding. */
const rounded = 1e-2

/** How large the terms are that cancel where all is learnt: the squares of the targets, or a surprise of 1. */
const termsOf = ({ task, targets }: Dense): number =>
  task === 'regression' ? targets.reduce((sum, value) => sum + value * value, 0) / targets.length : 1
