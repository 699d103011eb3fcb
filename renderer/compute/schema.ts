import type { Issue, IssueCode } from './issue.ts'

/** A word in every language of the app. It stands here and not in the locales, so that a solver stays one file. */
export type Words = Readonly<Record<'en' | 'zh-CN', string>>

/** One parameter as plain data: enough to check it, to draw a field for it and to print it. */
export type Field =
  | { readonly kind: 'expression'; readonly label: Words; readonly default: string; readonly alias?: string }
  | {
      readonly kind: 'number'
      readonly label: Words
      /** LaTeX of its usual letter. */
      readonly symbol?: string
      readonly default: number
      /** Bounds that are refused when passed; `slider` is the part that is handy. */
      readonly min: number
      readonly max: number
      readonly slider: readonly [from: number, to: number]
      readonly scale: 'linear' | 'log'
      readonly whole?: boolean
    }
  | { readonly kind: 'vector'; readonly label: Words; readonly default: readonly number[]; readonly maxLength: number }
export type NumberField = Extract<Field, { kind: 'number' }>
export type Schema = Readonly<Record<string, Field>>

type ValueOf<F extends Field> = F extends { kind: 'expression' }
  ? string
  : F extends { kind: 'number' }
    ? number
    : readonly number[]
export type Problem<S extends Schema> = { readonly [K in keyof S]: ValueOf<S[K]> }

/** The problem that the defaults make: the example beside a solver's schema. */
export const exampleFrom = <S extends Schema>(schema: S): Problem<S> =>
  Object.fromEntries(Object.entries(schema).map(([name, field]) => [name, field.default])) as Problem<S>

/** Why `value` cannot stand for this number; `undefined` when it can. */
export function numberIssue(field: NumberField, value: unknown, parameter: string): Issue | undefined {
  const refuse = (code: IssueCode): Issue => ({
    code,
    parameter,
    params: { parameter, value: String(value), min: field.min, max: field.max },
  })
  if (typeof value !== 'number' || !Number.isFinite(value)) return refuse('not-a-number')
  if (field.whole && !Number.isInteger(value)) return refuse('not-an-integer')
  return value < field.min || value > field.max ? refuse('out-of-range') : undefined
}

function issueOf(field: Field, value: unknown, parameter: string): Issue | undefined {
  if (field.kind === 'number') return numberIssue(field, value, parameter)
  if (field.kind === 'expression')
    return typeof value === 'string' ? undefined : { code: 'not-text', parameter, params: { parameter } }
  if (!Array.isArray(value) || !value.every(entry => Number.isFinite(entry)))
    return { code: 'not-numbers', parameter, params: { parameter } }
  if (value.length >= 1 && value.length <= field.maxLength) return undefined
  return { code: 'wrong-length', parameter, params: { parameter, length: value.length, max: field.maxLength } }
}

/** Reads a problem from outside: missing parameters take their defaults, anything else that does not fit is an issue. */
export function readProblem<S extends Schema>(schema: S, given: unknown): { problem: Problem<S>; issues: Issue[] } {
  const problem: Record<string, unknown> = { ...exampleFrom(schema) }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { problem: problem as Problem<S>, issues: [{ code: 'not-an-object', params: {} }] }
  const issues: Issue[] = []
  for (const [key, value] of Object.entries(given)) {
    const name = Object.keys(schema).find(
      n => n === key || (schema[n]?.kind === 'expression' && schema[n].alias === key),
    )
    const field = name === undefined ? undefined : schema[name]
    if (!field || name === undefined)
      issues.push({
        code: 'unknown-parameter',
        parameter: key,
        params: { parameter: key, known: Object.keys(schema).join(', ') },
      })
    else {
      const issue = issueOf(field, value, name)
      if (issue) issues.push(issue)
      problem[name] = value
    }
  }
  return { problem: problem as Problem<S>, issues }
}
