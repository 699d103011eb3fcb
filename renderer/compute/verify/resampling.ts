export interface ResamplingCertificate {
  /** No case that trains or is held out is made of a row that is said to be untouched, and every row has one place. */
  readonly apart: boolean
  /** Held-out cases that share a row with the training: none unless it was resampled before the split. */
  readonly leaked: number
  /** Every made case lies on the line between two rows of the rare class. */
  readonly between: boolean
  /** Largest slope of the penalised log loss at the weights; null for a classifier without weights. */
  readonly slope: number | null
  /** Largest difference of a score on the untouched rows, counted anew; null for a classifier without weights. */
  readonly scoreError: number | null
  readonly holds: boolean
}

interface Case {
  readonly from: number
  readonly to: number
  readonly share: number
  readonly made: boolean
}
interface Seen {
  readonly train: readonly Case[]
  readonly held: readonly Case[]
  readonly vault: readonly number[]
  readonly weights: readonly number[] | null
  readonly scores: Readonly<Record<string, { readonly vault: { readonly recall: number; readonly precision: number } }>>
}
interface Asked {
  readonly X: readonly (readonly number[])[]
  readonly y: readonly number[]
  readonly remedy: string
  readonly before: boolean
  readonly threshold: number
  readonly lambda: number
}

const sizeOf = (cases: readonly Case[], y: readonly number[], label: number) =>
  cases.filter(({ from }) => y[from] === label).length

/** Certifies one split: its parts, the made cases, and the logistic weights by the slope of what they make least. */
export function certifyResampling(asked: Asked, seen: Seen): ResamplingCertificate {
  const { X, y, remedy, before } = asked
  const { train, held, vault, weights } = seen
  const untouched = new Set(vault)
  const apart =
    [...train, ...held].every(({ from, to }) => !untouched.has(from) && !untouched.has(to)) &&
    untouched.size === vault.length
  const used = new Set(train.flatMap(({ from, to }) => [from, to]))
  const leaked = held.filter(({ from, to }) => used.has(from) || used.has(to)).length
  const made = [...train, ...held].filter(each => each.made)
  const between = made.every(({ from, to, share }) => y[from] === y[to] && share >= 0 && share <= 1)
  const even = before || remedy === 'none' || remedy === 'weights' || sizeOf(train, y, 0) === sizeOf(train, y, 1)
  const slope = weights && slopeOf(asked, train, weights)
  const scoreError = weights && scoreErrorOf(asked, seen, weights)
  const holds =
    apart &&
    between &&
    even &&
    (before || leaked === 0) &&
    !((slope ?? 0) > 1e-6 * X.length) &&
    !((scoreError ?? 0) > 1e-12)
  return { apart, leaked, between, slope, scoreError, holds }
}

const chanceOf = (weights: readonly number[], row: readonly number[]) =>
  1 / (1 + Math.exp(-row.reduce((sum, value, j) => sum + value * weights[j]!, weights.at(-1)!)))

/** max |∂| of Σ cost · log loss + λ/2 Σ (w_j s_j)², the deviations s of the training cases, by columns of unit width. */
function slopeOf({ X, y, remedy, lambda }: Asked, train: readonly Case[], weights: readonly number[]): number {
  const rows = train.map(({ from, to, share }) => X[from]!.map((value, j) => value + share * (X[to]![j]! - value)))
  const labels = train.map(({ from }) => y[from]!)
  const sizes = [0, 1].map(label => labels.filter(each => each === label).length)
  const errors = rows.map((row, i) => {
    const cost = remedy === 'weights' ? rows.length / (2 * sizes[labels[i]!]!) : 1
    return cost * (chanceOf(weights, row) - labels[i]!)
  })
  const ofIntercept = Math.abs(errors.reduce((a, b) => a + b, 0))
  const ofColumns = weights.slice(0, -1).map((w, j) => {
    const mean = rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length
    const width = Math.sqrt(rows.reduce((sum, row) => sum + (row[j]! - mean) ** 2, 0) / rows.length) || 1
    return Math.abs(rows.reduce((sum, row, i) => sum + (errors[i]! * (row[j]! - mean)) / width, 0) + lambda * w * width)
  })
  return Math.max(ofIntercept, ...ofColumns)
}

function scoreErrorOf({ X, y, remedy, threshold }: Asked, { vault, scores }: Seen, weights: readonly number[]): number {
  const called = vault.filter(i => chanceOf(weights, X[i]!) >= threshold)
  const positive = vault.filter(i => y[i] === 1)
  const hits = called.filter(i => y[i] === 1).length
  const { recall, precision } = scores[remedy]!.vault
  return Math.max(
    Math.abs(recall - hits / Math.max(1, positive.length)),
    Math.abs(precision - hits / Math.max(1, called.length)),
  )
}
