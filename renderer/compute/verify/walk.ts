import { certifyScaled } from './scaled.ts'

export interface WalkCertificate {
  /** How far the scalers miss what they promise of the column, at most. */
  readonly scalingError: number
  /** |z| of the last row, and √(n − 1), which no |z| of n rows can exceed (Samuelson 1968). */
  readonly z: number
  readonly zLimit: number
  /** Every row outside a fence is listed and none inside. */
  readonly listed: boolean
  readonly holds: boolean
}

interface Seen {
  readonly scaled: Readonly<Record<'standard' | 'minmax' | 'robust', readonly number[]>>
  readonly fences: Readonly<Record<'z' | 'iqr' | 'mad', readonly [number | null, number | null]>>
  readonly found: Readonly<Record<'z' | 'iqr' | 'mad', readonly number[]>>
}

/** Certifies the last step of an outlier's walk, its rows with the outlier as the last one. */
export function certifyWalk(X: readonly (readonly number[])[], { scaled, fences, found }: Seen): WalkCertificate {
  const column = X.map(([value = Number.NaN]) => [value])
  const checks = (['standard', 'minmax', 'robust'] as const).map(name =>
    certifyScaled(
      name,
      column,
      scaled[name].map(value => [value]),
    ),
  )
  const scalingError = Math.max(...checks.map(({ error }) => error))
  const listed = (['z', 'iqr', 'mad'] as const).every(rule => {
    const [low, high] = fences[rule]
    const named = new Set(found[rule])
    return column.every(([value], i) => named.has(i) === (value! < (low ?? -Infinity) || value! > (high ?? Infinity)))
  })
  const z = Math.abs(scaled.standard.at(-1)!)
  const zLimit = Math.sqrt(X.length - 1)
  const holds = checks.every(check => check.holds) && listed && z <= zLimit * (1 + 1e-9)
  return { scalingError, z, zLimit, listed, holds }
}
