import type { OperationName } from './operations.ts'
import { apply, make, number, order, simplify, type Expression } from './tree.ts'

type Partials = (a: Expression, b: Expression, self: Expression) => readonly Expression[]

const one = number(1)
const square = (a: Expression) => make('pow', a, number(2))
const half = (a: Expression) => make('mul', number(0.5), make('add', one, a))

/** d self / d argument for every operation, as expressions over the node's own arguments and value. */
const partials: Record<OperationName, Partials> = {
  add: () => [one, one],
  sub: () => [one, number(-1)],
  mul: (a, b) => [b, a],
  div: (_a, b, self) => [make('div', one, b), make('neg', make('div', self, b))],
  pow: (a, b, self) => [make('mul', b, make('pow', a, make('sub', b, one))), make('mul', self, make('log', a))],
  neg: () => [number(-1)],
  sin: a => [make('cos', a)],
  cos: a => [make('neg', make('sin', a))],
  tan: (_a, _b, self) => [make('add', one, square(self))],
  asin: a => [make('div', one, make('sqrt', make('sub', one, square(a))))],
  acos: a => [make('div', number(-1), make('sqrt', make('sub', one, square(a))))],
  atan: a => [make('div', one, make('add', one, square(a)))],
  sinh: a => [make('cosh', a)],
  cosh: a => [make('sinh', a)],
  tanh: (_a, _b, self) => [make('sub', one, square(self))],
  exp: (_a, _b, self) => [self],
  log: a => [make('div', one, a)],
  sqrt: (_a, _b, self) => [make('div', number(0.5), self)],
  abs: a => [make('sign', a)],
  sign: () => [number(0)],
  // Where both are equal each takes half: the middle of the subdifferential.
  min: (a, b) => [half(apply('sign', make('sub', b, a))), half(apply('sign', make('sub', a, b)))],
  max: (a, b) => [half(apply('sign', make('sub', a, b))), half(apply('sign', make('sub', b, a)))],
}

/**
 * The gradient by the reverse mode, carried out on expressions: one pass from the output to the variables.
 * It has at most a few times as many nodes as `f` (Griewank and Walther, Evaluating Derivatives, 2008, ch. 3),
 * and being expressions again it compiles like `f` and can be derived once more.
 */
export function gradient(f: Expression, dimension: number): Expression[] {
  const root = simplify(f)
  const adjoints = new Map<Expression, Expression>([[root, one]])
  const result = Array.from({ length: dimension }, () => number(0))
  for (const node of order([root]).reverse()) {
    const outer = adjoints.get(node)
    if (!outer || node.op === 'number') continue
    if (node.op === 'variable') {
      result[node.index] = make('add', result[node.index]!, outer)
      continue
    }
    const slopes = partials[node.op](node.args[0]!, node.args[1] ?? one, node)
    node.args.forEach((arg, i) => {
      const slope = slopes[i]!
      if (arg.op === 'number' || (slope.op === 'number' && slope.value === 0)) return
      const term = make('mul', outer, slope)
      const sum = adjoints.get(arg)
      adjoints.set(arg, sum ? make('add', sum, term) : term)
    })
  }
  return result
}
