import type { Issue, IssueCode } from '../issue.ts'

export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'end'
  readonly text: string
  readonly position: number
}

/** Carries a refusal out of the parser; it never leaves this folder. */
export class Refused extends Error {
  readonly issue: Issue
  constructor(code: IssueCode, position: number, params: Record<string, string | number> = {}) {
    super(code)
    this.issue = { code, position, params: { ...params, column: position + 1 } }
  }
}

// What input methods and copied formulas bring in, and its plain form.
const plain = new Map(
  Object.entries({
    '−': '-',
    '–': '-',
    '·': '*',
    '⋅': '*',
    '×': '*',
    '÷': '/',
    '（': '(',
    '）': ')',
    '，': ',',
    '＋': '+',
    '－': '-',
    '＊': '*',
    '／': '/',
    '＾': '^',
    '　': ' ',
    '｜': '|',
  }),
)
const powers = new Map([
  ['²', '2'],
  ['³', '3'],
  ['⁴', '4'],
])
const pattern = /(\s+)|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(\*\*|[-+*/^(),|])|([A-Za-zπ][A-Za-z0-9_π]*)|([²³⁴])/y

/** The longest known names that `word` consists of, `xy` as `x`, `y`; the whole word where it is known or has no such parts. */
function split(word: string, known: ReadonlySet<string>): string[] {
  const parts: string[] = []
  for (let rest = word; rest;) {
    let length = rest.length
    while (length && !known.has(rest.slice(0, length))) length--
    if (!length) return [word]
    parts.push(rest.slice(0, length))
    rest = rest.slice(length)
  }
  return parts
}

/** Cuts `source` into tokens with their positions; throws Refused at a character that belongs to none. */
export function tokensFrom(source: string, known: ReadonlySet<string>): Token[] {
  const text = [...source].map(character => plain.get(character) ?? character).join('')
  const tokens: Token[] = []
  for (let position = 0; position < text.length; position = pattern.lastIndex) {
    pattern.lastIndex = position
    const [, space, digits, symbol, word, power] = pattern.exec(text) ?? [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]
    if (digits) tokens.push({ kind: 'number', text: digits, position })
    else if (symbol) tokens.push({ kind: 'symbol', text: symbol === '**' ? '^' : symbol, position })
    else if (power)
      tokens.push({ kind: 'symbol', text: '^', position }, { kind: 'number', text: powers.get(power)!, position })
    else if (word) {
      let at = position
      for (const part of split(word, known)) {
        tokens.push({ kind: 'name', text: part, position: at })
        at += part.length
      }
    } else if (!space)
      throw new Refused('unexpected-character', position, { text: String.fromCodePoint(text.codePointAt(position)!) })
  }
  return [...tokens, { kind: 'end', text: '', position: text.length }]
}
