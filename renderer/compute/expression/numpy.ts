import { parse } from './parse.ts'
import type { Expression } from './tree.ts'

const signs: Readonly<Record<string, string>> = { add: '+', sub: '-', mul: '*', div: '/', pow: '**' }
const names: Readonly<Record<string, string>> = {
  asin: 'arcsin',
  acos: 'arccos',
  atan: 'arctan',
  min: 'minimum',
  max: 'maximum',
}

function written(node: Expression): string {
  if (node.op === 'number') return node.value < 0 ? `(${node.value})` : String(node.value)
  if (node.op === 'variable') return node.name
  const args = node.args.map(written)
  if (node.op === 'neg') return `(-${args[0]})`
  const sign = signs[node.op]
  return sign ? `(${args.join(` ${sign} `)})` : `np.${names[node.op] ?? node.op}(${args.join(', ')})`
}

/** A typed function as an expression of NumPy over variables of the same names; `float("nan")` where it cannot be read. */
export function numpyFrom(text: string, variables: readonly string[]): string {
  const parsed = parse(text, variables)
  return parsed.ok ? written(parsed.expression) : 'float("nan")'
}
