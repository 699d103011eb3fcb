export interface FilledCertificate {
  /** Every value that was there still is, and no gap is left. */
  readonly kept: boolean
  readonly complete: boolean
  /** Filled values lie within what their column shows, unless a constant was asked for. */
  readonly withinRange: boolean
  readonly holds: boolean
}

export function certifyFilled(
  before: readonly (readonly (number | null)[])[],
  after: readonly (readonly number[])[],
  rows: readonly number[],
  anyConstant = false,
): FilledCertificate {
  const kept = rows.every((row, i) => before[row]!.every((value, j) => value === null || value === after[i]![j]))
  const complete = after.every(row => row.every(Number.isFinite))
  const withinRange = before[0]!.every((_, j) => {
    const shown = before.flatMap(row => row[j] ?? [])
    const low = shown.reduce((a, b) => Math.min(a, b), Infinity)
    const high = shown.reduce((a, b) => Math.max(a, b), -Infinity)
    const rounding = 1e-12 * Math.max(Math.abs(low), Math.abs(high))
    return after.every(row => row[j]! >= low - rounding && row[j]! <= high + rounding)
  })
  return { kept, complete, withinRange, holds: kept && complete && (withinRange || anyConstant) }
}
