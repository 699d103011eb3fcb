import type { Expression } from './tree.ts'

// How tightly a printed form holds together; a part that holds less tightly than its place asks for gets parentheses.
const sum = 1
const product = 2
const power = 3
const atom = 4

interface Printed {
  text: string
  holds: number
}

const fence = (text: string) => `\\left(${text}\\right)`
const within = (part: Printed, holds: number) => (part.holds < holds ? fence(part.text) : part.text)

function numeral(value: number): Printed {
  if (value === Math.PI) return { text: '\\pi', holds: atom }
  if (value === Math.E) return { text: 'e', holds: atom }
  const [digits = '', exponent] = String(value).split('e')
  if (exponent === undefined) return { text: digits, holds: atom }
  return { text: `${digits} \\cdot 10^{${Number(exponent)}}`, holds: product }
}

// `2 x` stands together, `2 \cdot 3` and `x \cdot 2` need the dot.
const dot = (right: string) => (/^\{*[\d.]/.test(right) ? ' \\cdot ' : ' ')

const functionNames: Readonly<Record<string, string>> = {
  asin: '\\arcsin',
  acos: '\\arccos',
  atan: '\\arctan',
  log: '\\ln',
  sign: '\\operatorname{sign}',
}

/** log a / log b as the logarithm to the base b, which it is. */
function logarithmOf({ args: [over, under] }: { readonly args: readonly Expression[] }): Printed | undefined {
  if (over?.op !== 'log' || under?.op !== 'number') return undefined
  const base = under.value === Math.LN10 ? 10 : under.value === Math.LN2 ? 2 : undefined
  return base && { text: `\\log_{${base}}${fence(print(over.args[0]!).text)}`, holds: product }
}

function print(node: Expression): Printed {
  if (node.op === 'number') return numeral(node.value)
  if (node.op === 'variable') return { text: node.name.replace(/^([A-Za-z])(\d+)$/, '$1_{$2}'), holds: atom }
  const [a, b] = node.args.map(print) as [Printed, Printed]
  switch (node.op) {
    case 'add':
      return { text: `${a.text} + ${within(b, sum)}`, holds: sum }
    case 'sub':
      return { text: `${a.text} - ${within(b, product)}`, holds: sum }
    case 'neg':
      return { text: `-${within(a, product)}`, holds: sum }
    case 'mul': {
      const right = within(b, product)
      return { text: `${within(a, product)}${dot(right)}${right}`, holds: product }
    }
    case 'div': {
      const based = logarithmOf(node)
      if (based) return based
      return { text: `\\frac{${a.text}}{${b.text}}`, holds: product }
    }
    case 'pow':
      return { text: `{${within(a, atom)}}^{${b.text}}`, holds: power }
    case 'sqrt':
      return { text: `\\sqrt{${a.text}}`, holds: atom }
    case 'abs':
      return { text: `\\left|${a.text}\\right|`, holds: atom }
    case 'exp':
      return { text: `e^{${a.text}}`, holds: power }
    case 'min':
    case 'max':
      return { text: `\\${node.op}${fence(`${a.text}, ${b.text}`)}`, holds: product }
    default:
      return { text: `${functionNames[node.op] ?? `\\${node.op}`}${fence(a.text)}`, holds: product }
  }
}

/** The expression as LaTeX for KaTeX, as it was written: nothing is simplified, parentheses stand where the reading needs them. */
export const latexFrom = (expression: Expression): string => print(expression).text
