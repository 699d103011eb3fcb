import type { Issue, IssueCode } from './issue.ts'

/** A word in every language of the app. It stands here and not in the locales, so that a solver stays one file. */
export type Words = Readonly<Record<'en' | 'zh-CN', string>>

interface FieldBase {
  readonly label: Words
  /** LaTeX of its usual letter. */
  readonly symbol?: string
  /** Other names under which a problem may give it. */
  readonly alias?: string
  /** A piece of one instance: where a problem gives any piece, those it leaves out or gives as null are empty, not the example's. */
  readonly part?: true
}

/** null, or the word, is no bound. */
export type Bound = number | null | 'Infinity' | '-Infinity'

/** What stands in a table; null is a gap. */
export type Cell = number | string | null

/** One parameter as plain data: enough to check it, to draw a field for it and to print it. */
export type Field =
  | (FieldBase & { readonly kind: 'expression'; readonly default: string })
  | (FieldBase & {
      readonly kind: 'number'
      readonly default: number
      /** Bounds that are refused when passed; `slider` is the part that is handy. */
      readonly min: number
      readonly max: number
      readonly slider: readonly [from: number, to: number]
      readonly scale: 'linear' | 'log'
      readonly whole?: boolean
    })
  | (FieldBase & {
      readonly kind: 'vector'
      readonly default: readonly number[]
      readonly maxLength: number
      readonly mayBeEmpty?: boolean
      /** −∞ is a number here; outside, in JSON, it is the word. */
      readonly openBelow?: true
    })
  /** Rows of equal length, `maxCells` numbers in all. */
  | (FieldBase & {
      readonly kind: 'matrix'
      readonly default: readonly (readonly number[])[]
      readonly maxCells: number
    })
  /** Rows of equal length of exact rationals: whole numbers, decimals or text such as "-2/3". */
  | (FieldBase & {
      readonly kind: 'rationals'
      readonly default: readonly (readonly (number | string)[])[]
      readonly maxCells: number
    })
  /** Square matrices of one size, `maxCells` numbers in all. */
  | (FieldBase & {
      readonly kind: 'matrices'
      readonly default: readonly (readonly (readonly number[])[])[]
      readonly maxCells: number
    })
  /** Rows of equal length of numbers, words and gaps (null). */
  | (FieldBase & {
      readonly kind: 'table'
      readonly default: readonly (readonly Cell[])[]
      readonly maxCells: number
    })
  /** A lower and an upper bound for each variable. */
  | (FieldBase & {
      readonly kind: 'bounds'
      readonly default: readonly (readonly [Bound, Bound])[]
      readonly maxLength: number
    })
  | (FieldBase & { readonly kind: 'expressions'; readonly default: readonly string[]; readonly maxLength: number })
  | (FieldBase & { readonly kind: 'choice'; readonly default: string; readonly options: readonly string[] })
  | (FieldBase & { readonly kind: 'flag'; readonly default: boolean })
  | (FieldBase & { readonly kind: 'text'; readonly default: string; readonly maxLength: number })
export type NumberField = Extract<Field, { kind: 'number' }>
export type Schema = Readonly<Record<string, Field>>

interface Values {
  expression: string
  number: number
  vector: readonly number[]
  matrix: readonly (readonly number[])[]
  rationals: readonly (readonly (number | string)[])[]
  matrices: readonly (readonly (readonly number[])[])[]
  table: readonly (readonly Cell[])[]
  bounds: readonly (readonly [Bound, Bound])[]
  expressions: readonly string[]
  choice: string
  flag: boolean
  text: string
}
type ValueOf<F extends Field> = Values[F['kind']]
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

const isRational = (cell: unknown): boolean =>
  Number.isFinite(cell) || (typeof cell === 'string' && /^-?\d{1,30}(\.\d{1,30}|\/[1-9]\d{0,29})?$/.test(cell))

const isBound = (value: unknown): boolean =>
  value === null || value === 'Infinity' || value === '-Infinity' || (typeof value === 'number' && !Number.isNaN(value))
const isPair = (entry: unknown): boolean => Array.isArray(entry) && entry.length === 2 && entry.every(isBound)

const isCell = (value: unknown): boolean =>
  value === null || Number.isFinite(value) || (typeof value === 'string' && value.length <= 200)

function matricesIssue(value: unknown, maxCells: number, parameter: string): Issue | undefined {
  if (!Array.isArray(value)) return { code: 'not-numbers', parameter, params: { parameter } }
  // One above the other they must still be rows of one length, as many a matrix as they are wide.
  const rows: unknown[] = value.flatMap((block: unknown) => (Array.isArray(block) ? (block as unknown[]) : [block]))
  const issue = rows.length ? rowsIssue(rows, Number.isFinite, maxCells, parameter) : undefined
  if (issue) return issue
  const width = (rows as number[][])[0]?.length ?? 0
  const odd = (value as unknown[][]).findIndex(block => block.length !== width)
  return odd < 0 ? undefined : { code: 'uneven-rows', parameter, params: { parameter, row: odd + 1, width } }
}

function rowsIssue(
  value: unknown,
  fits: (cell: unknown) => boolean,
  maxCells: number,
  parameter: string,
): Issue | undefined {
  const rows: unknown[] = Array.isArray(value) ? value : [null]
  const width = Array.isArray(rows[0]) ? rows[0].length : 0
  if (!rows.every(row => Array.isArray(row) && row.every(fits)))
    return { code: 'not-numbers', parameter, params: { parameter } }
  const uneven = rows.findIndex(row => (row as unknown[]).length !== width)
  if (uneven >= 0) return { code: 'uneven-rows', parameter, params: { parameter, row: uneven + 1, width } }
  const cells = rows.length * width
  return cells > maxCells
    ? { code: 'wrong-length', parameter, params: { parameter, length: cells, max: maxCells } }
    : undefined
}

function listIssue(
  value: unknown,
  isEntry: (entry: unknown) => boolean,
  code: IssueCode,
  maxLength: number,
  parameter: string,
): Issue | undefined {
  if (!Array.isArray(value) || !value.every(isEntry)) return { code, parameter, params: { parameter } }
  const { length } = value
  return length > maxLength
    ? { code: 'wrong-length', parameter, params: { parameter, length, max: maxLength } }
    : undefined
}

function issueOf(field: Field, value: unknown, parameter: string): Issue | undefined {
  const refuseUnless = (fits: boolean, code: IssueCode, params = {}): Issue | undefined =>
    fits ? undefined : { code, parameter, params: { parameter, ...params } }
  switch (field.kind) {
    case 'number':
      return numberIssue(field, value, parameter)
    case 'vector':
      if (Array.isArray(value) && value.length === 0 && !field.mayBeEmpty)
        return { code: 'wrong-length', parameter, params: { parameter, length: 0, max: field.maxLength } }
      return listIssue(
        value,
        entry => Number.isFinite(entry) || (field.openBelow === true && (entry === -Infinity || entry === '-Infinity')),
        'not-numbers',
        field.maxLength,
        parameter,
      )
    case 'matrix':
      return rowsIssue(value, Number.isFinite, field.maxCells, parameter)
    case 'rationals':
      return rowsIssue(value, isRational, field.maxCells, parameter)
    case 'matrices':
      return matricesIssue(value, field.maxCells, parameter)
    case 'table':
      return rowsIssue(value, isCell, field.maxCells, parameter)
    case 'bounds':
      return listIssue(value, isPair, 'not-numbers', field.maxLength, parameter)
    case 'expressions':
      return listIssue(value, entry => typeof entry === 'string', 'not-text', field.maxLength, parameter)
    case 'choice':
      return refuseUnless(field.options.includes(value as string), 'not-an-option', {
        options: field.options.join(', '),
      })
    case 'flag':
      return refuseUnless(typeof value === 'boolean', 'not-a-flag')
    case 'expression':
      return refuseUnless(typeof value === 'string', 'not-text')
    case 'text':
      if (typeof value !== 'string') return refuseUnless(false, 'not-text')
      return refuseUnless(value.length <= field.maxLength, 'too-many-characters', {
        length: value.length,
        max: field.maxLength,
      })
  }
}

const nothing = ({ kind }: Field): unknown => (kind === 'expression' || kind === 'text' ? '' : [])

/** Reads a problem from outside: missing parameters take their defaults, anything else that does not fit is an issue. */
export function readProblem<S extends Schema>(schema: S, given: unknown): { problem: Problem<S>; issues: Issue[] } {
  const problem: Record<string, unknown> = { ...exampleFrom(schema) }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { problem: problem as Problem<S>, issues: [{ code: 'not-an-object', params: {} }] }
  const issues: Issue[] = []
  const nameOf = (key: string) => Object.keys(schema).find(name => name === key || schema[name]?.alias === key)
  if (Object.keys(given).some(key => schema[nameOf(key) ?? '']?.part))
    for (const [name, field] of Object.entries(schema)) if (field.part) problem[name] = nothing(field)
  for (const [key, value] of Object.entries(given)) {
    const name = nameOf(key)
    const field = name === undefined ? undefined : schema[name]
    if (!field || name === undefined)
      issues.push({
        code: 'unknown-parameter',
        parameter: key,
        params: { parameter: key, known: Object.keys(schema).join(', ') },
      })
    else if (value !== null || !field.part) {
      const issue = issueOf(field, value, name)
      if (issue) issues.push(issue)
      problem[name] = field.kind === 'vector' && field.openBelow && !issue ? (value as unknown[]).map(Number) : value
    }
  }
  return { problem: problem as Problem<S>, issues }
}
