/** Every way a problem can be refused; each code has its sentence in the `widgets` strings under `issue`, `params` fill its gaps. */
export const issueCodes = [
  'empty',
  'too-long',
  'too-deep',
  'unexpected-character',
  'unexpected-end',
  'unexpected-token',
  'expected-operator',
  'expected-closing',
  'number-too-large',
  'unknown-name',
  'jumps',
  'needs-parenthesis',
  'argument-count',
  'not-an-object',
  'unknown-parameter',
  'not-a-number',
  'not-an-integer',
  'out-of-range',
  'not-text',
  'too-many-characters',
  'too-large',
  'not-numbers',
  'wrong-length',
  'uneven-rows',
  'not-an-option',
  'not-a-flag',
  'inconsistent',
] as const
export type IssueCode = (typeof issueCodes)[number]

export interface Issue {
  readonly code: IssueCode
  /** The parameter that is refused; absent when the problem as a whole is. */
  readonly parameter?: string
  /** Index of the offending character, in UTF-16 units. */
  readonly position?: number
  readonly params: Readonly<Record<string, string | number>>
}

/** What the numbers of an issue can count; each has its word in the `widgets` strings under `counted`. */
export const countedThings = ['rows', 'columns', 'numbers', 'classes', 'rare', 'words', 'pieces', 'weights'] as const
export type Counted = (typeof countedThings)[number]

/** A number as it is written where a comma stands before the decimals. */
const decimalComma = /^[-−]?\d*,\d+$/

/** The ending of the string's key: an issue is said in several ways, by what is known of it. */
function formOf({ code, parameter, params }: Issue): string {
  const { other, given, counted, text, length } = params
  const alone = other === parameter ? '_alone' : ''
  if (code === 'not-numbers' && text !== undefined) return text === '' ? '_gap' : '_cell'
  if (code === 'not-a-number' && text !== undefined) return decimalComma.test(String(text)) ? '_comma' : '_cell'
  if (code === 'inconsistent' && counted !== undefined) return `_counted${alone}`
  if (code === 'wrong-length' ? length === 0 : given === '0 × 0' || given === '') return '_empty'
  return code === 'inconsistent' ? alone : ''
}

/** So much of what was written is quoted, characters. */
const mostQuoted = 40
/** The gaps of a sentence that hold what was written. */
const quoted = ['text', 'point', 'name', 'value', 'given'] as const

/** What was written, or how it begins. */
function briefly(written: string | number): string | number {
  if (typeof written === 'number' || written.length <= mostQuoted) return written
  // Longer than any that is read here: a file may hold millions.
  const letters = Array.from(written.slice(0, 2 * mostQuoted + 2))
  return letters.length > mostQuoted ? `${letters.slice(0, mostQuoted).join('')}…` : written
}

const brief = (params: Issue['params']): Issue['params'] => ({
  ...params,
  ...Object.fromEntries(quoted.flatMap(gap => (params[gap] === undefined ? [] : [[gap, briefly(params[gap])]]))),
})

/**
 * Which of the `widgets` strings says an issue, with what fills its gaps: parameters that it names stand there as `labelOf`
 * has them, and `what` is still to be said where a word for `counted` is given.
 */
export function saying(issue: Issue, labelOf: (parameter: string) => string) {
  const { other, counted } = issue.params
  const written = brief(issue.params)
  const gaps = other === undefined ? written : { ...written, other: labelOf(String(other)) }
  return { key: `issue.${issue.code}${formOf(issue)}`, gaps, counted: counted as Counted | undefined }
}

/** A problem that its solver refuses before the first step. */
export class BadProblem extends Error {
  readonly issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    super(
      issues.map(issue => `${issue.parameter ?? 'problem'}: ${issue.code} ${JSON.stringify(issue.params)}`).join('; '),
    )
    this.name = 'BadProblem'
    this.issues = issues
  }
}
