type Rows = readonly (readonly number[])[]

export interface BalanceCertificate {
  /** Largest class over the smallest. */
  readonly ratio: number
  /** Every new case lies within the box of its class. */
  readonly inside: boolean
  readonly holds: boolean
}

/** Certifies resampled cases by counting them and by where they lie. */
export function certifyBalance(
  X: Rows,
  y: readonly number[],
  balanced: { readonly X: Rows; readonly y: readonly number[] },
): BalanceCertificate {
  const sizes = new Map<number, number>()
  for (const label of balanced.y) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  const counts = [...sizes.values()]
  const ratio = Math.max(...counts) / Math.min(...counts)
  const boxes = new Map<number, [low: number, high: number][]>()
  X.forEach((row, i) => {
    const box = boxes.get(y[i]!) ?? row.map(() => [Infinity, -Infinity])
    boxes.set(
      y[i]!,
      row.map((value, j) => [Math.min(box[j]![0]!, value), Math.max(box[j]![1]!, value)]),
    )
  })
  const inside = balanced.X.every((row, i) =>
    row.every((value, j) => {
      const [low, high] = boxes.get(balanced.y[i]!)![j]!
      const rounding = 1e-9 * Math.max(1, Math.abs(low), Math.abs(high))
      return value >= low - rounding && value <= high + rounding
    }),
  )
  return { ratio, inside, holds: ratio === 1 && inside && sizes.size === new Set(y).size }
}
