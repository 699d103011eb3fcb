export type ScalerName = 'standard' | 'minmax' | 'maxabs' | 'robust' | 'l2_row' | 'l1_row' | 'yeo_johnson' | 'box_cox'

export interface ScaledCertificate {
  /** How far what the method promises is missed, at most. */
  readonly error: number
  /** Largest change of order within a column, or departure from a line where the method draws one; null for methods that work on rows. */
  readonly disorder: number | null
  readonly holds: boolean
}

type Rows = readonly (readonly number[])[]

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
const middle = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  const half = (sorted.length - 1) / 2
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2
}
const range = (values: readonly number[]) => [
  values.reduce((a, b) => Math.min(a, b)),
  values.reduce((a, b) => Math.max(a, b)),
]
const unlessFlat = (values: readonly number[], error: number) => (range(values)[0] === range(values)[1] ? 0 : error)

/** What each method promises of a column, or of a row, as an error that should be 0. */
const promises: Record<ScalerName, (values: readonly number[]) => number> = {
  standard: values =>
    Math.abs(mean(values)) + unlessFlat(values, Math.abs(mean(values.map(value => value * value)) - 1)),
  minmax: values => Math.abs(range(values)[0]!) + unlessFlat(values, Math.abs(range(values)[1]! - 1)),
  maxabs: values => unlessFlat(values, Math.abs(range(values.map(Math.abs))[1]! - 1)),
  robust: values => Math.abs(middle(values)),
  // A power keeps the order and promises nothing else.
  yeo_johnson: () => 0,
  box_cox: () => 0,
  l2_row: values => unlessZero(values, Math.abs(values.reduce((sum, value) => sum + value * value, 0) - 1)),
  l1_row: values => unlessZero(values, Math.abs(values.reduce((sum, value) => sum + Math.abs(value), 0) - 1)),
}
const unlessZero = (values: readonly number[], error: number) => (values.every(value => value === 0) ? 0 : error)

/** Certifies scaled rows by what was promised of them, and that no two cases changed places in a column. */
export function certifyScaled(name: ScalerName, before: Rows, after: Rows): ScaledCertificate {
  const rowwise = name.endsWith('_row')
  const columns = after[0]!.map((_, j) => after.map(row => row[j]!))
  const error = (rowwise ? after : columns).reduce((most, values) => Math.max(most, promises[name](values)), 0)
  const disorder = rowwise
    ? null
    : Math.max(
        ...columns.map((column, j) =>
          (lines.has(name) ? bendOf : disorderOf)(
            before.map(row => row[j]!),
            column,
          ),
        ),
      )
  return { error, disorder, holds: error < 1e-9 && !((disorder ?? 0) > 1e-9) }
}

/** Methods that move and stretch a column and do nothing else to it. */
const lines = new Set<ScalerName>(['standard', 'minmax', 'maxabs', 'robust'])

/** How far a column is from a rising line through its two ends, next to how far these lie apart. */
function bendOf(before: readonly number[], after: readonly number[]): number {
  const [low, high] = range(before)
  const [first, last] = [after[before.indexOf(low!)]!, after[before.indexOf(high!)]!]
  if (low === high) return after.reduce((most, value) => Math.max(most, Math.abs(value - first)), 0)
  const rise = last - first
  const apart = (x: number, value: number) => Math.abs(value - first - ((x - low!) / (high! - low!)) * rise)
  return rise > 0 ? before.reduce((most, x, i) => Math.max(most, apart(x, after[i]!) / rise), 0) : Infinity
}

function disorderOf(before: readonly number[], after: readonly number[]): number {
  const order = before.map((_, i) => i).sort((a, b) => before[a]! - before[b]!)
  return order.slice(1).reduce((most, i, k) => Math.max(most, after[order[k]!]! - after[i]!), 0)
}
