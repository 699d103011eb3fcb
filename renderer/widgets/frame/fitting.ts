import { readProblem, type Field, type Issue } from '../../compute/index.ts'

/**
 * The largest number that a list or a table may hold: squares and products of three are numbers still, and so is any width
 * between two. Beyond it sums run over, and a picture has no scale.
 */
export const largest = 1e100

const isTooLarge = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) > largest
const firstTooLarge = (value: unknown): number | undefined =>
  Array.isArray(value) ? (value.flat(2) as unknown[]).find(isTooLarge) : undefined

/** Why a field cannot hold a value: by its schema, and by what can be drawn. */
export function issuesWith(field: Field, value: unknown): readonly Issue[] {
  const { issues } = readProblem({ field }, { field: value })
  const refused = issues.length || field.kind === 'rationals' ? undefined : firstTooLarge(value)
  if (refused === undefined) return issues
  const params = { value: String(refused), min: String(-largest).replace('-', '−'), max: String(largest) }
  return [{ code: 'out-of-range', parameter: 'field', params }]
}

/** Whether a field takes this value. */
export const fits = (field: Field, value: unknown): boolean => issuesWith(field, value).length === 0
