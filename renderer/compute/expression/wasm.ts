import type { OperationName } from './operations.ts'
import { order, type Expression } from './tree.ts'
import { arcTangent, exponential, hyperbolicTangent, sine } from './wasm-math.ts'
import { arithmetic, type Arithmetic, type Value, type Writer } from './wasm-writer.ts'

/** A whole power up to this is multiplied out, as in WGSL. */
const largestProduct = 16

/**
 * Writes the values of `outputs` where variable i of theirs is `variables[i]`. In float64 they are those of the closures
 * but for whole powers from 3 on, sin, cos and exp, which may differ in the last places; in float32 some more are
 * polynomials. What `found` holds already is not written again, and what is written is kept there.
 */
export function written(
  w: Writer,
  outputs: readonly Expression[],
  variables: readonly (Value | undefined)[],
  found = new Map<Expression, Value>(),
): Value[] {
  for (const node of order(outputs)) {
    if (found.has(node)) continue
    if (node.op === 'number') found.set(node, w.constant(node.value))
    else if (node.op === 'variable') found.set(node, variables[node.index]!)
    else {
      const args = node.args.map(arg => found.get(arg)!)
      found.set(node, operation(w, node.op, args, node.args[1]))
    }
  }
  return outputs.map(output => found.get(output)!)
}

/** The largest parts of a tree that know no variable but the `index`-th. */
export function partsOfOne(output: Expression, index: number): Expression[] {
  const others = new Set<Expression>()
  const nodes = order([output])
  for (const node of nodes)
    if (node.op === 'variable' ? node.index !== index : node.op !== 'number' && node.args.some(arg => others.has(arg)))
      others.add(node)
  return nodes.filter(node => node.op !== 'number' && node.op !== 'variable' && !others.has(node))
}

function operation(w: Writer, op: OperationName, args: readonly Value[], second: Expression | undefined): Value {
  const [a] = args as [Value]
  if (op in arithmetic) return w.op(op as Arithmetic, ...args)
  if (op === 'sign') return sign(w, a)
  if (op === 'pow' && second?.op === 'number') {
    const { value } = second
    if (Number.isInteger(value) && Math.abs(value) <= largestProduct && value !== 0) return whole(w, a, value)
  }
  if (op === 'sin') return sine(w, a, 0)
  if (op === 'cos') return sine(w, a, 1)
  if (op === 'exp') return exponential(w, a)
  if (w.lanes === 'f32x4' && op === 'tanh') return hyperbolicTangent(w, a)
  if (w.lanes === 'f32x4' && op === 'atan') return arcTangent(w, a)
  return w.each(op, args)
}

/** 1, −1, or x itself: zeros keep their sign and NaN stays. */
function sign(w: Writer, x: Value): Value {
  const zero = w.constant(0)
  return w.select(w.constant(1), w.select(w.constant(-1), x, w.less(x, zero)), w.greater(x, zero))
}

/** By squaring. */
function whole(w: Writer, a: Value, exponent: number): Value {
  let result: Value | undefined
  let square = a
  for (let left = Math.abs(exponent); left; left >>= 1) {
    if (left & 1) result = result === undefined ? square : w.op('mul', result, square)
    if (left > 1) square = w.op('mul', square, square)
  }
  return exponent < 0 ? w.op('div', w.constant(1), result!) : result!
}
