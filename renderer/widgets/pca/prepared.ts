import type { Cell } from '../../compute/index.ts'
import { columnsFrom, numberColumns } from '../frame/labelled.ts'

/** The columns of numbers of a table, row by row, and what a column of words calls each row. */
export interface Chosen {
  readonly names: readonly string[]
  readonly X: readonly (readonly number[])[]
  /** Index in `kinds` of each row; all 0 where no column says what the rows are. */
  readonly kind: readonly number[]
  readonly kinds: readonly string[]
  /** Rows with a gap among their numbers. */
  readonly dropped: number
}

const mostKinds = 6

export function chosenFrom(table: readonly (readonly Cell[])[]): Chosen {
  const columns = columnsFrom(table)
  const numbers = numberColumns(columns)
  const whole = columns.rows.filter(row => numbers.every(j => typeof row[j] === 'number'))
  const said = [...columns.names.keys()]
    .filter(j => !numbers.includes(j))
    .map(j => whole.map(row => String(row[j] ?? '')))
    .find(words => new Set(words).size <= mostKinds)
  const kinds = [...new Set(said)].sort()
  return {
    names: numbers.map(j => columns.names[j]!),
    X: numbers.length > 0 ? whole.map(row => numbers.map(j => row[j] as number)) : [],
    kind: whole.map((_, i) => (said ? kinds.indexOf(said[i]!) : 0)),
    kinds,
    dropped: columns.rows.length - whole.length,
  }
}

/** Every column about its mean, and over its deviation where `standardise` says so; and how to go back. */
export interface Prepared {
  readonly Z: readonly (readonly number[])[]
  readonly centre: readonly number[]
  /** 1 where columns keep their unit, and for a constant one. */
  readonly spread: readonly number[]
}

export function preparedFrom(X: Chosen['X'], standardise: boolean): Prepared {
  const d = X[0]?.length ?? 0
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const centre = Array.from({ length: d }, (_, j) => mean(X.map(row => row[j]!)))
  const spread = centre.map((m, j) => (standardise && Math.sqrt(mean(X.map(row => (row[j]! - m) ** 2)))) || 1)
  return { Z: X.map(row => row.map((value, j) => (value - centre[j]!) / spread[j]!)), centre, spread }
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, j) => sum + value * b[j]!, 0)

/** What `axes` alone say of each row, and how much of it they leave unsaid. */
export interface Restored {
  readonly scores: readonly (readonly number[])[]
  readonly Z: readonly (readonly number[])[]
  /** Squared distance to the row itself, summed over rows and divided by n − 1: the variance that is lost. */
  readonly lost: number
  /** The share of each column's variance that is kept; NaN for a constant column. */
  readonly kept: readonly number[]
}

export function restoredFrom({ Z }: Prepared, axes: readonly (readonly number[])[]): Restored {
  const scores = Z.map(row => axes.map(axis => dot(row, axis)))
  const back = scores.map(row => (Z[0] ?? []).map((_, j) => row.reduce((sum, t, a) => sum + t * axes[a]![j]!, 0)))
  const columns = (Z[0] ?? []).map((_, j) => ({
    all: Z.reduce((sum, row) => sum + row[j]! ** 2, 0),
    left: Z.reduce((sum, row, i) => sum + (row[j]! - back[i]![j]!) ** 2, 0),
  }))
  return {
    scores,
    Z: back,
    lost: columns.reduce((sum, { left }) => sum + left, 0) / Math.max(1, Z.length - 1),
    kept: columns.map(({ all, left }) => (all > 0 ? 1 - left / all : Number.NaN)),
  }
}

/** A line through the middle of two columns that turns: degrees from the first one's axis, and the variance along it. */
export interface Turned {
  readonly degrees: number
  readonly along: number
}

/** So many degrees a step; after the half turn the line stands where most variance lies along it. */
const stepDegrees = 5
export const turns = 180 / stepDegrees

export function turnsOf(pairs: readonly (readonly [number, number])[]): readonly Turned[] {
  const n = Math.max(1, pairs.length - 1)
  const sum = (of: (u: number, v: number) => number) => pairs.reduce((total, [u, v]) => total + of(u, v), 0) / n
  const [uu, uv, vv] = [sum(u => u * u), sum((u, v) => u * v), sum((_, v) => v * v)]
  const at = (degrees: number): Turned => {
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
    return { degrees, along: uu * c * c + 2 * uv * c * s + vv * s * s }
  }
  const best = ((Math.atan2(2 * uv, uu - vv) / 2) * 180) / Math.PI
  return [...Array.from({ length: turns }, (_, k) => at(k * stepDegrees)), at((best + 180) % 180)]
}

/** The step at which the line points nearest to a place. */
export const stepTowards = (u: number, v: number): number => {
  const degrees = ((Math.atan2(v, u) * 180) / Math.PI + 180) % 180
  return Math.round(degrees / stepDegrees) % turns
}
