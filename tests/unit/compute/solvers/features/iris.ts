import type { TestContext } from 'vitest'
import { expect } from 'vitest'
import { references, rowsOf } from '../oracle.ts'

/** The reference table and what was found in it. */
export function iris(context: TestContext): { X: number[][]; y: number[]; wanted: Record<string, never> } {
  const { iris: wanted } = references(context, 'features.json') as { iris: Record<string, never> }
  const rows = rowsOf(context, 'iris.csv')
  return { X: rows.map(row => row.slice(0, 4)), y: rows.map(row => row[4]!), wanted }
}

/** Every number within a relative tolerance (absolute below 1). */
export function near(values: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(values).toHaveLength(wanted.length)
  values.forEach((value, i) =>
    expect(Math.abs(value - wanted[i]!)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted[i]!))),
  )
}
