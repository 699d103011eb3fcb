/** One operation of the language: its value in float64 and its text in WGSL (functions that are not built in stand in math.wgsl). */
interface Operation {
  readonly arity: 1 | 2
  value(a: number, b: number): number
  wgsl(a: string, b: string): string
}

const named = (name: string) => (a: string) => `${name}(${a})`

export const operations = {
  add: { arity: 2, value: (a, b) => a + b, wgsl: (a, b) => `${a} + ${b}` },
  sub: { arity: 2, value: (a, b) => a - b, wgsl: (a, b) => `${a} - ${b}` },
  mul: { arity: 2, value: (a, b) => a * b, wgsl: (a, b) => `${a} * ${b}` },
  div: { arity: 2, value: (a, b) => a / b, wgsl: (a, b) => `${a} / ${b}` },
  pow: { arity: 2, value: (a, b) => a ** b, wgsl: (a, b) => `power(${a}, ${b})` },
  neg: { arity: 1, value: a => -a, wgsl: a => `-(${a})` },
  sin: { arity: 1, value: Math.sin, wgsl: named('sine') },
  cos: { arity: 1, value: Math.cos, wgsl: named('cosine') },
  tan: { arity: 1, value: Math.tan, wgsl: a => `sine(${a}) / cosine(${a})` },
  asin: { arity: 1, value: Math.asin, wgsl: named('arcsine') },
  acos: { arity: 1, value: Math.acos, wgsl: a => `1.57079633f - arcsine(${a})` },
  atan: { arity: 1, value: Math.atan, wgsl: named('arctangent') },
  sinh: { arity: 1, value: Math.sinh, wgsl: named('hyperbolic_sine') },
  cosh: { arity: 1, value: Math.cosh, wgsl: a => `0.5f * (exp(${a}) + exp(-(${a})))` },
  tanh: { arity: 1, value: Math.tanh, wgsl: named('hyperbolic_tangent') },
  exp: { arity: 1, value: Math.exp, wgsl: named('exp') },
  log: { arity: 1, value: Math.log, wgsl: named('logarithm') },
  sqrt: { arity: 1, value: Math.sqrt, wgsl: named('root') },
  abs: { arity: 1, value: Math.abs, wgsl: named('abs') },
  sign: { arity: 1, value: Math.sign, wgsl: named('sign') },
  min: { arity: 2, value: Math.min, wgsl: (a, b) => `min(${a}, ${b})` },
  max: { arity: 2, value: Math.max, wgsl: (a, b) => `max(${a}, ${b})` },
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations

const operators = new Set<string>(['add', 'sub', 'mul', 'div', 'pow', 'neg'])

/** What may be called by name in a typed expression. */
export const functions: ReadonlyMap<string, OperationName> = new Map([
  ...Object.keys(operations)
    .filter(name => !operators.has(name))
    .map(name => [name, name as OperationName] as const),
  ['ln', 'log'],
  ['arcsin', 'asin'],
  ['arccos', 'acos'],
  ['arctan', 'atan'],
])

/** Logarithms to a base, by the logarithm of that: they are read as log a / log b. */
export const logarithms: ReadonlyMap<string, number> = new Map([
  ['log10', Math.LN10],
  ['lg', Math.LN10],
  ['log2', Math.LN2],
  ['lb', Math.LN2],
])

/** Every name that may stand before a parenthesis. */
export const callable: ReadonlySet<string> = new Set([...functions.keys(), ...logarithms.keys()])

/** Left out, though many would type them: level wherever they have a slope, they give no method a way to go. */
export const stepping: ReadonlySet<string> = new Set(['floor', 'ceil', 'round', 'trunc'])

export const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['π', Math.PI],
  ['e', Math.E],
])
