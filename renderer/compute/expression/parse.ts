import type { Issue } from '../issue.ts'
import { callable, constants, functions, logarithms, operations, stepping, type OperationName } from './operations.ts'
import { Refused, tokensFrom, type Token } from './tokens.ts'
import { apply, number, type Expression } from './tree.ts'

const maximumLength = 2_000
const maximumDepth = 64

// Binding powers (Pratt, Top Down Operator Precedence, 1973). Juxtaposition binds like the sign it stands for: 1/2x is (1/2)x.
const infix: Readonly<Record<string, readonly [OperationName, left: number, right: number]>> = {
  '+': ['add', 10, 11],
  '-': ['sub', 10, 11],
  '*': ['mul', 20, 21],
  '/': ['div', 20, 21],
  '^': ['pow', 31, 30],
}
const unaryPower = 25
const juxtaposed = infix['*']!

class Parser {
  private readonly tokens: readonly Token[]
  private readonly variables: ReadonlyMap<string, Expression>
  private next = 0
  private depth = 0
  /** Bars that wait for their other half since the last parenthesis: while one does, a bar closes. */
  private bars = 0

  constructor(tokens: readonly Token[], variables: ReadonlyMap<string, Expression>) {
    this.tokens = tokens
    this.variables = variables
  }

  whole(): Expression {
    const result = this.expression(0)
    if (this.peek().kind !== 'end') throw this.unexpected()
    return result
  }

  private expression(minimum: number): Expression {
    if (++this.depth > maximumDepth) throw new Refused('too-deep', this.peek().position, { limit: maximumDepth })
    let left = this.operand()
    for (;;) {
      const token = this.peek()
      const written = token.kind === 'symbol' && Object.hasOwn(infix, token.text) ? infix[token.text] : undefined
      const [op, power, right] = written ?? juxtaposed
      if (!written && !this.startsOperand(token)) break
      if (power < minimum) break
      if (written) this.next++
      left = apply(op, left, this.expression(right))
    }
    this.depth--
    return left
  }

  /** Whether `token` may follow an operand with no sign between. A number may not: "x 2" is a slip more often than a product. */
  private startsOperand(token: Token): boolean {
    if (token.kind === 'number') throw new Refused('expected-operator', token.position, { text: token.text })
    if (token.text === '|') return this.bars === 0
    return token.kind === 'name' || (token.kind === 'symbol' && token.text === '(')
  }

  private operand(): Expression {
    const token = this.take()
    if (token.kind === 'number') {
      const value = Number(token.text)
      if (!Number.isFinite(value)) throw new Refused('number-too-large', token.position, { text: token.text })
      return number(value)
    }
    if (token.kind === 'name') return this.named(token)
    if (token.text === '-') return apply('neg', this.expression(unaryPower))
    if (token.text === '+') return this.expression(unaryPower)
    if (token.text === '(') {
      const inner = this.inside(0)
      this.close(token)
      return inner
    }
    if (token.text === '|') {
      const inner = this.inside(this.bars + 1)
      this.close(token, '|')
      return apply('abs', inner)
    }
    this.next--
    throw this.unexpected()
  }

  /** What stands between parentheses or bars, where so many bars are open. */
  private inside(bars: number): Expression {
    const outer = this.bars
    this.bars = bars
    const inner = this.expression(0)
    this.bars = outer
    return inner
  }

  private named(token: Token): Expression {
    const variable = this.variables.get(token.text)
    if (variable) return variable
    const constant = constants.get(token.text)
    if (constant !== undefined) return number(constant)
    const base = logarithms.get(token.text)
    const op = base === undefined ? functions.get(token.text) : 'log'
    if (stepping.has(token.text)) throw new Refused('jumps', token.position, { name: token.text })
    if (!op)
      throw new Refused('unknown-name', token.position, {
        name: token.text,
        known: [...this.variables.keys()].join(', '),
        functions: [...callable].join(', '),
      })
    const open = this.take()
    if (open.text !== '(') throw new Refused('needs-parenthesis', open.position, { name: token.text })
    const args = [this.inside(0)]
    while (this.peek().text === ',') {
      this.next++
      args.push(this.inside(0))
    }
    this.close(open)
    const { arity } = operations[op]
    if (args.length !== arity)
      throw new Refused('argument-count', token.position, { name: token.text, wanted: arity, given: args.length })
    const called = apply(op, ...args)
    return base === undefined ? called : apply('div', called, number(base))
  }

  private close(open: Token, by = ')'): void {
    if (this.peek().text === by) this.next++
    else if (this.peek().kind === 'end') throw new Refused('expected-closing', open.position)
    else throw this.unexpected()
  }

  private unexpected(): Refused {
    const { kind, text, position } = this.peek()
    return kind === 'end'
      ? new Refused('unexpected-end', position)
      : new Refused('unexpected-token', position, { text })
  }

  private peek(): Token {
    return this.tokens[Math.min(this.next, this.tokens.length - 1)]!
  }

  private take(): Token {
    const token = this.peek()
    this.next++
    return token
  }
}

export type Parsed = { ok: true; expression: Expression } | { ok: false; issue: Issue }

/**
 * Reads typed mathematics, such as `x^2 + 3 sin(x y)`, over `variables` (at most 2,000 characters, nested at most 64 deep).
 * What it refuses is data: a code, the position and what the sentence needs. Never throws.
 */
export function parse(source: string, variables: readonly string[]): Parsed {
  try {
    if (!source.trim()) throw new Refused('empty', 0)
    if (source.length > maximumLength)
      throw new Refused('too-long', maximumLength, { length: source.length, limit: maximumLength })
    const nodes = new Map(variables.map((name, index): [string, Expression] => [name, { op: 'variable', name, index }]))
    const known = new Set([...variables, ...constants.keys(), ...callable])
    return { ok: true, expression: new Parser(tokensFrom(source, known), nodes).whole() }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, issue: error.issue }
    throw error
  }
}
