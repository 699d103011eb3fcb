import { operations, type OperationName } from './operations.ts'

/** The one tree of a typed expression. Equal objects are shared parts: a gradient is a graph over the nodes of its function. */
export type Expression =
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'variable'; readonly name: string; readonly index: number }
  | { readonly op: OperationName; readonly args: readonly Expression[] }

export const number = (value: number): Expression => ({ op: 'number', value })

/** The node as written, for display. */
export const apply = (op: OperationName, ...args: Expression[]): Expression => ({ op, args })

const is = (node: Expression | undefined, value: number) => node?.op === 'number' && node.value === value

/** The node with constants folded and neutral elements dropped; never changes a value that is a number. */
export function make(op: OperationName, ...args: Expression[]): Expression {
  const [a, b] = args as [Expression, Expression?]
  if (args.every(arg => arg.op === 'number'))
    return number(operations[op].value(a.op === 'number' ? a.value : 0, b?.op === 'number' ? b.value : 0))
  if (b && ((op === 'mul' && is(a, 1)) || (op === 'add' && is(a, 0)))) return b
  if (b && is(b, 0) && (op === 'add' || op === 'sub')) return a
  if (b && is(b, 1) && (op === 'mul' || op === 'div' || op === 'pow')) return a
  if (op === 'pow' && is(b, 0)) return number(1)
  if (b && op === 'mul' && is(a, -1)) return make('neg', b)
  if (b && op === 'mul' && is(b, -1)) return make('neg', a)
  if (op === 'neg' && a.op === 'neg') return a.args[0]!
  return apply(op, ...args)
}

/** Every node under `outputs` once, arguments before what uses them. */
export function order(outputs: readonly Expression[]): Expression[] {
  const seen = new Set<Expression>()
  const visit = (node: Expression): void => {
    if (seen.has(node)) return
    if ('args' in node) node.args.forEach(visit)
    seen.add(node)
  }
  outputs.forEach(visit)
  return [...seen]
}

/** The same function through `make`; shared parts stay shared. */
export function simplify(expression: Expression): Expression {
  const simple = new Map<Expression, Expression>()
  for (const node of order([expression]))
    simple.set(node, 'args' in node ? make(node.op, ...node.args.map(arg => simple.get(arg)!)) : node)
  return simple.get(expression)!
}

/** Values of `outputs` at `x` in float64, node by node: the slow reference that closures and certificates are held against. */
export function evaluate(outputs: readonly Expression[], x: ArrayLike<number>): number[] {
  const values = new Map<Expression, number>()
  for (const node of order(outputs)) {
    if (node.op === 'number') values.set(node, node.value)
    else if (node.op === 'variable') values.set(node, x[node.index]!)
    else
      values.set(
        node,
        operations[node.op].value(values.get(node.args[0]!)!, node.args[1] ? values.get(node.args[1])! : 0),
      )
  }
  return outputs.map(output => values.get(output)!)
}
