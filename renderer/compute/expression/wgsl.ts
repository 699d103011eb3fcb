import { operations } from './operations.ts'
import { order, type Expression } from './tree.ts'
import math from './math.wgsl?raw'

/** The library that the emitted functions call; stands once in a shader. */
export const wgslMath = math

// A float32 below this is flushed to zero by many drivers, and as a literal it may be refused.
const smallestNormal = 1.17549435e-38

/** A whole power up to this is multiplied out: exact signs, and no logarithm's error. */
const largestProduct = 16

/** `undefined` where float32 has no such number. */
function literal(value: number): string | undefined {
  const single = Math.fround(value)
  if (!Number.isFinite(single)) return undefined
  const text = `${Math.abs(single) < smallestNormal ? 0 : single}f`
  return single < 0 ? `(${text})` : text
}

function wholePower(base: string, exponent: number): string {
  const product = Array.from({ length: Math.abs(exponent) }, () => base).join(' * ') || '1f'
  return exponent < 0 ? `1f / (${product})` : product
}

/**
 * `fn name(x: array<f32, dimension>) -> array<f32, outputs>` in WGSL, one `let` a node, so that depth costs nothing.
 * `undefined` when a constant lies outside float32: such a function belongs on the CPU.
 */
export function wgslFunction(name: string, outputs: readonly Expression[], dimension: number): string | undefined {
  const names = new Map<Expression, string>()
  const lines: string[] = []
  for (const node of order(outputs)) {
    if (node.op === 'variable') names.set(node, `x[${node.index}]`)
    else if (node.op === 'number') {
      const text = literal(node.value)
      if (text === undefined) return undefined
      names.set(node, text)
    } else {
      const [a, b = '0f'] = node.args.map(arg => names.get(arg)!) as [string, string?]
      const exponent = node.op === 'pow' && node.args[1]?.op === 'number' ? node.args[1].value : Number.NaN
      const whole = Number.isInteger(exponent) && Math.abs(exponent) <= largestProduct
      names.set(node, `t${lines.length}`)
      lines.push(`  let t${lines.length} = ${whole ? wholePower(a, exponent) : operations[node.op].wgsl(a, b)};`)
    }
  }
  const result = `array<f32, ${outputs.length}>`
  return [
    `fn ${name}(x: array<f32, ${dimension}>) -> ${result} {`,
    ...lines,
    `  return ${result}(${outputs.map(output => names.get(output)!).join(', ')});`,
    '}',
  ].join('\n')
}
